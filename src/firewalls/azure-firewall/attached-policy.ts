import { type AzureNames, anyCase, heldId, heldNames, namesInId, region } from '../../terraform/azure-id.js';
import type { Resource, TerraformConfig, Value } from '../../terraform/config.js';
import { sureOwner } from '../../terraform/owner.js';
import { type Placement, RIGHT, type Said, held, joinPlacements, speaker } from '../../terraform/placement.js';
import { describeValue, lookedUp } from '../../terraform/values.js';
import type { AzureFirewallOptions } from './options.js';
import { policiesIn } from './policies.js';

type Asked = Pick<AzureFirewallOptions, 'firewallPolicyId' | 'makePolicy'>;

/** Is what an attribute says the site's policy, here or elsewhere? */
export function isPolicyAt(config: TerraformConfig, said: Said, asked: Asked): Placement {
  const policy = sureOwner(said.value, policiesIn(config));
  if (policy !== undefined) return isPolicy(policy, asked);
  const found = lookedUp(config, said.value);
  if (found !== undefined) return isPolicyFound(found, asked);
  if (asked.firewallPolicyId !== undefined) return held(said, asked.firewallPolicyId, anyCase);
  return asked.makePolicy === undefined ? RIGHT : held(said, namesText(asked.makePolicy), namesAlone);
}

/** Is a policy of the configuration the site's? */
export function isPolicy(policy: Resource, { firewallPolicyId, makePolicy }: Asked): Placement {
  if (firewallPolicyId !== undefined) return heldId(firewallPolicyId, policy);
  return makePolicy === undefined ? RIGHT : joinPlacements([heldNames(makePolicy, policy), held(speaker(policy)('location'), makePolicy.location, region)]);
}

/** Of a policy that is looked up its names alone are written. */
function isPolicyFound(found: Resource, { firewallPolicyId, makePolicy }: Asked): Placement {
  if (firewallPolicyId !== undefined) return heldId(firewallPolicyId, found);
  return makePolicy === undefined ? RIGHT : heldNames(makePolicy, found);
}

const namesText = ({ resourceGroupName, name }: AzureNames): string => `${name} in ${resourceGroupName}`;

function namesAlone(id: string): string {
  const names = namesInId(id);
  return anyCase(names === undefined ? id : namesText(names));
}

/** The policies that inherit from the one that a value means. */
export function heirsOf(value: Value | undefined, policies: readonly Resource[]): readonly Resource[] {
  return heirs(describeValue(value), policies);
}

function heirs(parent: string, policies: readonly Resource[]): readonly Resource[] {
  const own = policies.filter(({ values }) => describeValue(values['base_policy_id']) === parent);
  const others = policies.filter((policy) => !own.includes(policy));
  return [...own, ...own.flatMap(({ address }) => heirs(`${address}.id`, others))];
}
