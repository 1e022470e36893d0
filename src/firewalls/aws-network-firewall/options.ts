import type { LoweringContext, Use } from '../firewall.js';
import { type Problem, shown } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import { type OptionsOf, choice, flag, group, listOf, numberChoice, optional, resourceId, text, withDefault } from '../../model/option.js';
import { limitsOption } from '../../model/limit.js';
import { PRIORITIES_PER_SITE, quotas } from './limits.js';

/** 1,000 to 64,000 in steps of what one site takes, so that two sites never overlap in part. */
const BLOCKS = Array.from({ length: 64 }, (_, index) => (index + 1) * PRIORITIES_PER_SITE);

const firewallTable = {
  vpcId: resourceId('the VPC it stands in', 'an id such as vpc-0123456789abcdef0', /^vpc-[0-9a-f]{8,17}$/),
  subnetIds: listOf('its subnets, one in each availability zone', resourceId('a subnet', 'an id such as subnet-0123456789abcdef0', /^subnet-[0-9a-f]{8,17}$/), 1),
  name: optional(text('its name', 'letters, digits and hyphens, at most 128', /^[A-Za-z0-9-]{1,128}$/)),
  protect: flag('refuse to delete it, to move it to other subnets or to give it another policy', false),
} as const;

const loggingTable = {
  cloudWatchLogGroup: optional(resourceId('name of a CloudWatch log group', 'a log group such as /network-firewall/alerts', /^[\w./#-]{1,512}$/)),
  s3Bucket: optional(resourceId('name of an S3 bucket', 'a bucket such as acme-firewall-logs', /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)),
} as const;

/** Default actions in AWS's own words. The first is what the console has chosen since 2026-06-22. */
export const DEFAULT_ACTIONS = [
  'aws:drop_established_app_layer_to_server',
  'aws:drop_established_app_layer',
  'aws:drop_established',
  'aws:drop_strict',
] as const;

export const options = {
  mode: withDefault(choice('suricata is exact; a domain list permits its names on every port, and the apex of a wildcard', ['suricata', 'domain-list']), 'suricata'),
  defaultAction: withDefault(choice('what the policy does with everything else; its alert twin is set with it', DEFAULT_ACTIONS), DEFAULT_ACTIONS[0]),
  existingPolicyArn: optional(
    resourceId(
      'a policy of yours that will reference these groups: Terraform cannot add references from outside, so they become outputs; without it a policy is made',
      'an ARN such as arn:aws:network-firewall:eu-central-1:123456789012:firewall-policy/hub',
      /^arn:aws[a-z-]*:network-firewall:[a-z0-9-]+:\d{12}:firewall-policy\/[A-Za-z0-9-]{1,128}$/,
    ),
  ),
  firstPriority: withDefault(numberChoice(`first of the ${PRIORITIES_PER_SITE} priorities the groups take in their policy`, BLOCKS), PRIORITIES_PER_SITE),
  capacityHeadroom: withDefault(numberChoice('spare capacity in percent; a group that outgrows its capacity is replaced', [0, 25, 50, 100, 200]), 50),
  firewall: optional(group('a firewall with the policy; without it the policy is made alone', firewallTable)),
  logging: optional(group('where the ALERT and FLOW logs of the firewall go', loggingTable)),
  limits: limitsOption(quotas),
} as const;

export type Options = OptionsOf<typeof options>;
export type Context = LoweringContext<Options>;

/** What options cannot say alone, and sites whose groups would meet in one existing policy under the same priorities. */
export function check(uses: readonly Use<Options>[]): readonly Problem[] {
  return [...uses.flatMap(problemsOfUse), ...sharedPriorities(uses)];
}

/** A policy that the groups of several sites may meet in. */
export const comparedBy = ({ existingPolicyArn }: Options): readonly string[] => (existingPolicyArn === undefined ? [] : [existingPolicyArn]);

function problemsOfUse({ site, options: { existingPolicyArn, firewall, logging } }: Use<Options>): readonly Problem[] {
  const where = `sites.${site}.aws-network-firewall`;
  const destinations = logging === undefined ? 1 : [logging.cloudWatchLogGroup, logging.s3Bucket].filter((each) => each !== undefined).length;
  return [
    ...(existingPolicyArn !== undefined && firewall !== undefined
      ? [{ where: `${where}.firewall`, expected: 'no firewall beside existingPolicyArn, whose policy does not have the groups yet', got: 'a firewall' }]
      : []),
    ...(logging !== undefined && firewall === undefined ? [{ where: `${where}.logging`, expected: 'a firewall to log', got: 'none' }] : []),
    ...(destinations === 1 ? [] : [{ where: `${where}.logging`, expected: 'either cloudWatchLogGroup or s3Bucket: a log type has one destination', got: destinations === 0 ? 'neither' : 'both' }]),
  ];
}

function sharedPriorities(uses: readonly Use<Options>[]): readonly Problem[] {
  const attached = uses.filter((use) => use.options.existingPolicyArn !== undefined);
  const groups = groupBy(attached, (use) => `${use.options.existingPolicyArn ?? ''} ${use.options.firstPriority}`);
  return groups
    .filter((group) => group.length > 1)
    .map((group) => ({
      where: `sites.${group.map(({ site }) => site).sort().join('+')}.aws-network-firewall.firstPriority`,
      expected: 'numbers of its own for each site in one policy',
      got: `${shown(group[0].options.firstPriority)} for each`,
    }));
}
