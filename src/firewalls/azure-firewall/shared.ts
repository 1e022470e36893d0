import type { TerraformConfig } from '../../terraform/config.js';
import { type SharedNames, namesOf } from '../../terraform/point-names.js';
import { policiesAbove, policyPoints } from './policies.js';
import { firewallPoints } from './read-classic.js';

/** Policies, with what they inherit from, and firewalls without a policy. */
export function sharedIn(config: TerraformConfig, others: readonly TerraformConfig[] = []): SharedNames {
  const classic = namesOf(firewallPoints(config));
  return { fills: [...namesOf(policyPoints(config)).fills, ...classic.fills], heeds: [...namesOf(policiesAbove(config, others)).heeds, ...classic.heeds] };
}
