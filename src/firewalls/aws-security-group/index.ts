import { firewallEgress } from '../../site/firewall-egress.js';
import { defineFirewall } from '../firewall.js';
import { attached } from './attached.js';
import { check, comparedBy } from './check.js';
import { cannot, lower } from './lower.js';
import { lint } from './lint.js';
import { measure } from './measure.js';
import { awsSecurityGroupOptions } from './options.js';
import { read } from './read.js';
import { sharedBy, sharedIn } from './shared.js';

/** One security group for a site: on the clients, or on the server that is called. */
export const awsSecurityGroup = defineFirewall({
  id: 'aws-security-group',
  about: 'a security group in a VPC: addresses and ports, both directions; names only with a firewall behind it that decides on them',
  cloud: 'aws',
  options: awsSecurityGroupOptions,
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
  build: (scope, id, input) => new (require('./construct.js') as typeof import('./construct.js')).SecurityGroupResources(scope, id, input),
});

/** A security group alone, as a construct. */
export class AwsSecurityGroupEgress extends firewallEgress(awsSecurityGroup) {}
