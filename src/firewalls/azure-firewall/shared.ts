import type { TerraformConfig } from '../../terraform/config.js';
import { type SharedNames, namesOf } from '../../terraform/point-names.js';
import type { AzureFirewallOptions } from './options.js';
import { policiesAbove, policyName, policyPoints } from './policies.js';
import { firewallPoints } from './read-classic.js';

/** Policies, with what they inherit from, and firewalls without a policy. */
export function sharedIn(config: TerraformConfig): SharedNames {
  const classic = namesOf(firewallPoints(config));
  return { fills: [...namesOf(policyPoints(config)), ...classic], heeds: [...namesOf(policiesAbove(config)), ...classic] };
}

/** The policy that a site names or makes. */
export function sharedBy({ firewallPolicyId, makePolicy }: AzureFirewallOptions): readonly string[] {
  const made = makePolicy === undefined ? [] : [policyName(makePolicy.resourceGroupName, makePolicy.name)];
  return firewallPolicyId === undefined ? made : [firewallPolicyId];
}
