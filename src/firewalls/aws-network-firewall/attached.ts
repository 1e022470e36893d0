import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { type Placement, RIGHT, anyPlacement, held, heldAmong, heldSet, joinPlacements, misplaced, note, speaker } from '../../terraform/placement.js';
import { isMap, listOf, resourcesOf, textOf } from '../../terraform/values.js';
import type { IsOwn } from '../firewall.js';
import { logged } from './attached-logs.js';
import type { Options } from './options.js';

type Asked = NonNullable<Options['firewall']>;

/** Do the rules stand in the policy that the site names or makes, and that in the firewall it asks for, which logs where it says? */
export function attached(config: TerraformConfig, { existingPolicyArn, firewall, logging }: Options, isOwn: IsOwn): Placement {
  const own = (type: string): readonly Resource[] => resourcesOf(config, `aws_networkfirewall_${type}`).filter(isOwn);
  const [policies, firewalls] = [own('firewall_policy'), own('firewall')];
  const inFirewall = (asked: Asked): Placement => {
    const each = firewalls.map((firewall) => ({ firewall, placement: isFirewall(config, asked, firewall, policies) }));
    const others = each.filter(({ placement }) => placement.misplaced.length > 0).map(({ firewall: { address } }) => note(`${address} is none that the site asks for: if it has the site's policy, the rules hold there as well`));
    const asAsked = anyPlacement(each.map(({ placement }) => placement), misplaced('aws_networkfirewall_firewall', `one in ${asked.vpcId}`, 'none'));
    return asAsked.misplaced.length > 0 ? asAsked : joinPlacements([asAsked, ...others]);
  };
  return joinPlacements([
    existingPolicyArn === undefined ? made(own('rule_group'), policies) : joinPlacements(policies.map((policy) => isPolicy(existingPolicyArn, policy))),
    ...(firewall === undefined ? [] : [inFirewall(firewall)]),
    ...(logging === undefined ? [] : [logged(config, logging, own('logging_configuration'), firewalls)]),
  ]);
}

/** Groups of a site that names no policy stand in one that is made with them. */
const made = (groups: readonly Resource[], policies: readonly Resource[]): Placement =>
  groups.length === 0 || policies.length > 0 ? RIGHT : misplaced('aws_networkfirewall_firewall_policy', 'one with the rule groups, or existingPolicyArn of the one that has them', 'none');

/** By its ARN where that is known, else by the name in which an ARN ends. */
function isPolicy(arn: string, policy: Resource): Placement {
  const says = speaker(policy);
  return textOf(policy.values['arn']) === undefined ? held(says('name'), arn.replace(/^arn:.*\//, '')) : held(says('arn'), arn);
}

function isFirewall(config: TerraformConfig, { vpcId, subnetIds, name }: Asked, firewall: Resource, policies: readonly Resource[]): Placement {
  const says = speaker(firewall);
  const { where, value } = says('subnet_mapping');
  const subnets = listOf(value).map((mapping) => (isMap(mapping) ? (mapping['subnet_id'] ?? null) : mapping));
  return joinPlacements([
    held(says('vpc_id'), vpcId),
    heldSet(where, subnetIds, subnets),
    ...(name === undefined ? [] : [held(says('name'), name)]),
    heldAmong(config, says('firewall_policy_arn'), policies.length === 0 ? 'a policy that is made here' : policies.map(({ address }) => address).join(' or '), policies, 'arn or id'),
    ...(firewall.repeats === undefined ? [] : [note(`how often ${firewall.address} is made is not known: ${firewall.repeats}`)]),
  ]);
}
