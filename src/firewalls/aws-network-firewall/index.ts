import { firewallEgress } from '../../site/firewall-egress.js';
import { defineFirewall } from '../firewall.js';
import { check, options, comparedBy } from './options.js';

// Loaded when they are asked for: most commands need few kinds, and nothing but the construct needs the provider.
const cannotModule = (): typeof import('./cannot.js') => require('./cannot.js') as typeof import('./cannot.js');
const lowerModule = (): typeof import('./lower.js') => require('./lower.js') as typeof import('./lower.js');
const readModule = (): typeof import('./read.js') => require('./read.js') as typeof import('./read.js');
const attachedModule = (): typeof import('./attached.js') => require('./attached.js') as typeof import('./attached.js');
const unreadModule = (): typeof import('./unread.js') => require('./unread.js') as typeof import('./unread.js');
const measureModule = (): typeof import('./measure.js') => require('./measure.js') as typeof import('./measure.js');
const lintModule = (): typeof import('./lint.js') => require('./lint.js') as typeof import('./lint.js');
const constructModule = (): typeof import('./construct.js') => require('./construct.js') as typeof import('./construct.js');

/** AWS Network Firewall: stateful rule groups in strict order, with a policy and a firewall when they are wanted. */
export const awsNetworkFirewall = defineFirewall({
  id: 'aws-network-firewall',
  about: 'AWS Network Firewall: TLS and HTTP by name, the rest by address',
  cloud: 'aws',
  options,
  unit: 'site',
  seesNames: true,
  cannot: (flow) => cannotModule().cannot(flow),
  lower: (...given) => lowerModule().lower(...given),
  read: (config) => readModule().read(config),
  unread: (...given) => unreadModule().unread(...given),
  attached: (...given) => attachedModule().attached(...given),
  check,
  comparedBy,
  measure: (...given) => measureModule().measure(...given),
  lint: (config) => lintModule().lint(config),
  build: (scope, id, input) => new (constructModule().NetworkFirewallResources)(scope, id, input),
});

/** Network Firewall alone, as a construct. */
export class AwsNetworkFirewallEgress extends firewallEgress(awsNetworkFirewall) {}
