import { firewallEgress } from '../../site/firewall-egress.js';
import { defineFirewall } from '../firewall.js';
import { check, comparedBy } from './check.js';
import { awsSecurityGroupOptions } from './options.js';

// Loaded when they are asked for: most commands need few kinds, and nothing but the construct needs the provider.
const lowerModule = (): typeof import('./lower.js') => require('./lower.js') as typeof import('./lower.js');
const readModule = (): typeof import('./read.js') => require('./read.js') as typeof import('./read.js');
const attachedModule = (): typeof import('./attached.js') => require('./attached.js') as typeof import('./attached.js');
const unreadModule = (): typeof import('./unread.js') => require('./unread.js') as typeof import('./unread.js');
const measureModule = (): typeof import('./measure.js') => require('./measure.js') as typeof import('./measure.js');
const lintModule = (): typeof import('./lint.js') => require('./lint.js') as typeof import('./lint.js');
const sharedModule = (): typeof import('./shared.js') => require('./shared.js') as typeof import('./shared.js');
const constructModule = (): typeof import('./construct.js') => require('./construct.js') as typeof import('./construct.js');

/** One security group for a site: on the clients, or on the server that is called. */
export const awsSecurityGroup = defineFirewall({
  id: 'aws-security-group',
  about: 'a security group in a VPC: addresses and ports, both directions; names only with a firewall behind it that decides on them',
  cloud: 'aws',
  options: awsSecurityGroupOptions,
  unit: 'site',
  seesNames: false,
  cannot: (...given) => lowerModule().cannot(...given),
  lower: (...given) => lowerModule().lower(...given),
  read: (...given) => readModule().read(...given),
  unread: (...given) => unreadModule().unread(...given),
  attached: (...given) => attachedModule().attached(...given),
  sharedIn: (config) => sharedModule().sharedIn(config),
  sharedBy: comparedBy,
  check,
  comparedBy,
  measure: (...given) => measureModule().measure(...given),
  lint: (config) => lintModule().lint(config),
  build: (scope, id, input) => new (constructModule().SecurityGroupResources)(scope, id, input),
});

/** A security group alone, as a construct. */
export class AwsSecurityGroupEgress extends firewallEgress(awsSecurityGroup) {}
