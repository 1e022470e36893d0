import type { LoweringContext } from '../firewall.js';
import { type Cidr, formatCidr } from '../../model/cidr.js';
import { groupBy } from '../../model/group-by.js';
import { rulesPerGroup, rulesPerInterface } from './limits.js';
import type { AwsSecurityGroupOptions } from './options.js';
import type { SecurityGroupRule, SecurityGroupRules } from './rules.js';

/** What the operator has to know or do. */
export function notesOf(rules: SecurityGroupRules, own: readonly Cidr[], { site, options }: LoweringContext<AwsSecurityGroupOptions>): readonly string[] {
  const group = options.securityGroupId ?? groupName(site);
  return [
    `${group}: attach it to ${own.map(formatCidr).join(', ')} and to nothing else; a security group says nothing about its own side`,
    ...(options.securityGroupId === undefined
      ? []
      : [`${group}: it exists already, and a group made outside Terraform begins with a rule that permits all egress; while it is there, these rules restrict nothing`]),
    ...quotaNotes(rules, group, options.limits?.rulesPerGroup ?? rulesPerGroup.value),
  ];
}

/** Name of the group that is made for a site. */
export const groupName = (site: string): string => `vendor-egress-${site}`;

function quotaNotes(rules: SecurityGroupRules, group: string, limit: number): readonly string[] {
  return [...countsOf(rules)].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([what, count]) => {
    if (count <= limit) return [];
    const remedy = count <= rulesPerInterface.value ? 'have the quota "Inbound or outbound rules per security group" raised first' : `and no quota goes beyond ${rulesPerInterface.value}`;
    return [`${group}: ${count} ${what} rules, a prefix list counted by its size, where ${limit === rulesPerGroup.value ? `AWS allows ${limit} by default` : `${limit} are allowed here`}; ${remedy}`];
  });
}

/** How much of the quota the rules take, by `IPv4 egress` and the like. */
export function countsOf(rules: SecurityGroupRules): ReadonlyMap<string, number> {
  const groups = groupBy(rules, whatOf);
  return new Map(groups.map((group) => [whatOf(group[0]), group.reduce((sum, { peer }) => sum + (peer.kind === 'cidr' ? 1 : peer.list.maxEntries), 0)]));
}

const whatOf = ({ direction, peer }: SecurityGroupRule): string => `IPv${peer.kind === 'cidr' ? peer.family : peer.list.family} ${direction}`;
