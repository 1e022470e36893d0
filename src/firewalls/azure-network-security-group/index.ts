import { firewallEgress } from '../../site/firewall-egress.js';
import { defineFirewall } from '../firewall.js';
import { attached } from './attached.js';
import { check, comparedBy } from './check.js';
import { cannot, lower } from './lower.js';
import { lint } from './lint.js';
import { measure } from './measure.js';
import { azureNetworkSecurityGroupOptions } from './options.js';
import { read } from './read.js';
import { sharedBy, sharedIn } from './shared.js';

/** One network security group for a site: on a subnet, or on a server that is called. */
export const azureNetworkSecurityGroup = defineFirewall({
  id: 'azure-network-security-group',
  about: 'a network security group in a VNet: addresses and ports, both directions; names only with a firewall behind it that decides on them',
  cloud: 'azure',
  options: azureNetworkSecurityGroupOptions,
  unit: 'site',
  seesNames: false,
  cannot,
  lower,
  read,
  attached,
  sharedIn,
  sharedBy,
  check,
  comparedBy,
  measure,
  lint,
  // Loaded when something is built: a site file that names this kind must not load cdktf.
  build: (scope, id, input) => new (require('./construct.js') as typeof import('./construct.js')).NetworkSecurityGroupResources(scope, id, input),
});

/** A network security group alone, as a construct. */
export class AzureNetworkSecurityGroupEgress extends firewallEgress(azureNetworkSecurityGroup) {}
