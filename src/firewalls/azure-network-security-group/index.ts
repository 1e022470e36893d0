import { firewallEgress } from '../../site/firewall-egress.js';
import { defineFirewall } from '../firewall.js';
import { check, comparedBy, sharedBy } from './check.js';
import { azureNetworkSecurityGroupOptions } from './options.js';

// Loaded when they are asked for: most commands need few kinds, and nothing but the construct needs the provider.
const lowerModule = (): typeof import('./lower.js') => require('./lower.js') as typeof import('./lower.js');
const readModule = (): typeof import('./read.js') => require('./read.js') as typeof import('./read.js');
const attachedModule = (): typeof import('./attached.js') => require('./attached.js') as typeof import('./attached.js');
const unreadModule = (): typeof import('./unread.js') => require('./unread.js') as typeof import('./unread.js');
const measureModule = (): typeof import('./measure.js') => require('./measure.js') as typeof import('./measure.js');
const lintModule = (): typeof import('./lint.js') => require('./lint.js') as typeof import('./lint.js');
const sharedModule = (): typeof import('./shared.js') => require('./shared.js') as typeof import('./shared.js');
const constructModule = (): typeof import('./construct.js') => require('./construct.js') as typeof import('./construct.js');

/** One network security group for a site: on a subnet, or on a server that is called. */
export const azureNetworkSecurityGroup = defineFirewall({
  id: 'azure-network-security-group',
  about: 'a network security group in a VNet: addresses and ports, both directions; names only with a firewall behind it that decides on them',
  cloud: 'azure',
  options: azureNetworkSecurityGroupOptions,
  unit: 'site',
  seesNames: false,
  cannot: (...given) => lowerModule().cannot(...given),
  lower: (...given) => lowerModule().lower(...given),
  read: (...given) => readModule().read(...given),
  unread: (...given) => unreadModule().unread(...given),
  attached: (...given) => attachedModule().attached(...given),
  sharedIn: (config) => sharedModule().sharedIn(config),
  sharedBy,
  check,
  comparedBy,
  measure: (...given) => measureModule().measure(...given),
  lint: (...given) => lintModule().lint(...given),
  build: (scope, id, input) => new (constructModule().NetworkSecurityGroupResources)(scope, id, input),
});

/** A network security group alone, as a construct. */
export class AzureNetworkSecurityGroupEgress extends firewallEgress(azureNetworkSecurityGroup) {}
