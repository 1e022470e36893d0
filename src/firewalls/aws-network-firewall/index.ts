import { firewallEgress } from '../../site/firewall-egress.js';
import { defineFirewall } from '../firewall.js';
import { attached } from './attached.js';
import { cannot } from './cannot.js';
import { lower } from './lower.js';
import { lint } from './lint.js';
import { measure } from './measure.js';
import { check, options, comparedBy } from './options.js';
import { read } from './read.js';

/** AWS Network Firewall: stateful rule groups in strict order, with a policy and a firewall when they are wanted. */
export const awsNetworkFirewall = defineFirewall({
  id: 'aws-network-firewall',
  about: 'AWS Network Firewall: TLS and HTTP by name, the rest by address',
  cloud: 'aws',
  options,
  unit: 'site',
  seesNames: true,
  cannot,
  lower,
  read,
  attached,
  check,
  comparedBy,
  measure,
  lint,
  // Loaded here: a program that only lists sites never needs cdktf.
  build: (scope, id, input) => new (require('./construct.js') as typeof import('./construct.js')).NetworkFirewallResources(scope, id, input),
});

/** Network Firewall alone, as a construct. */
export class AwsNetworkFirewallEgress extends firewallEgress(awsNetworkFirewall) {}
