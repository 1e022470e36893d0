import { firewallEgress } from '../../site/firewall-egress.js';
import { defineFirewall } from '../firewall.js';
import { assumes } from './assumes.js';
import { check, comparedBy, sharedBy } from './check.js';
import { azureFirewallOptions } from './options.js';

// Loaded when they are asked for: most commands need few kinds, and nothing but the construct needs the provider.
const lowerModule = (): typeof import('./lower.js') => require('./lower.js') as typeof import('./lower.js');
const readModule = (): typeof import('./read.js') => require('./read.js') as typeof import('./read.js');
const attachedModule = (): typeof import('./attached.js') => require('./attached.js') as typeof import('./attached.js');
const unreadModule = (): typeof import('./unread.js') => require('./unread.js') as typeof import('./unread.js');
const measureModule = (): typeof import('./measure.js') => require('./measure.js') as typeof import('./measure.js');
const lintModule = (): typeof import('./lint.js') => require('./lint.js') as typeof import('./lint.js');
const sharedModule = (): typeof import('./shared.js') => require('./shared.js') as typeof import('./shared.js');
const constructModule = (): typeof import('./construct.js') => require('./construct.js') as typeof import('./construct.js');

/** Azure Firewall: a rule collection group of a firewall policy for each site and vendor. */
export const azureFirewall = defineFirewall({
  id: 'azure-firewall',
  about: 'Azure Firewall policy: application rules by name, network rules by address',
  cloud: 'azure',
  options: azureFirewallOptions,
  unit: 'vendor',
  seesNames: true,
  cannot: (...given) => lowerModule().cannot(...given),
  lower: (...given) => lowerModule().lower(...given),
  assumes,
  read: (...given) => readModule().read(...given),
  unread: (...given) => unreadModule().unread(...given),
  attached: (...given) => attachedModule().attached(...given),
  sharedIn: (...given) => sharedModule().sharedIn(...given),
  sharedBy,
  check,
  comparedBy,
  measure: (...given) => measureModule().measure(...given),
  lint: (...given) => lintModule().lint(...given),
  build: (scope, id, input) => constructModule().build(scope, id, input),
});

/** Vendors behind one Azure Firewall, as a construct. */
export class AzureFirewallEgress extends firewallEgress(azureFirewall) {}
