import { firewallEgress } from '../../site/firewall-egress.js';
import { defineFirewall } from '../firewall.js';
import { assumes } from './assumes.js';
import { attached } from './attached.js';
import { check, comparedBy } from './check.js';
import { cannot, lower } from './lower.js';
import { lint } from './lint.js';
import { measure } from './measure.js';
import { azureFirewallOptions } from './options.js';
import { read } from './read.js';
import { sharedBy, sharedIn } from './shared.js';

/** Azure Firewall: a rule collection group of a firewall policy for each site and vendor. */
export const azureFirewall = defineFirewall({
  id: 'azure-firewall',
  about: 'Azure Firewall policy: application rules by name, network rules by address',
  cloud: 'azure',
  options: azureFirewallOptions,
  unit: 'vendor',
  seesNames: true,
  cannot,
  lower,
  assumes,
  read,
  attached,
  sharedIn,
  sharedBy,
  check,
  comparedBy,
  measure,
  lint,
  // Loaded when resources are made: a program that only lists or explains never needs the provider.
  build: (scope, id, input) => (require('./construct.js') as typeof import('./construct.js')).build(scope, id, input),
});

/** Vendors behind one Azure Firewall, as a construct. */
export class AzureFirewallEgress extends firewallEgress(azureFirewall) {}
