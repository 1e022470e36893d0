import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { isElsewhere } from '../../terraform/owner.js';
import { notesOfPoint } from '../../terraform/repeated.js';
import { blockOf, describeValue, textOf } from '../../terraform/values.js';
import { baseOf } from './policies.js';
import type { Sections } from './read-collections.js';

/** What a policy does beside its rules, and what is taken for granted of it. */
export function notesOfPolicy(config: TerraformConfig, policy: Resource): readonly string[] {
  const { base_policy_id: base, threat_intelligence_mode: intelligence, intrusion_detection: detection } = policy.values;
  return [
    ...notesOfPoint(policy),
    ...(isFollowed(config, policy) ? [] : [`the parent policy ${describeValue(base)} is not in this configuration: its rules, which come first, are not known`]),
    ...(isDeny(textOf(intelligence)) ? [`threat intelligence of ${policy.address} denies before all rules what it holds for malicious`] : []),
    ...(isDeny(textOf(blockOf(detection)['mode'])) ? [`intrusion detection of ${policy.address} denies what it holds for an attack`] : []),
  ];
}

const isDeny = (mode: string | undefined): boolean => mode?.toLowerCase() === 'deny';

function isFollowed(config: TerraformConfig, policy: Resource): boolean {
  if ((policy.values['base_policy_id'] ?? '') === '') return true;
  const owner = baseOf(config, policy);
  return !isElsewhere(owner) && owner.sure;
}

/** Azure's own rules behind all others (rule-processing, 2025-05-07), and how names in network rules work. */
export function notesOfGroups({ network, application }: Sections): readonly string[] {
  const byName = network.some(({ lines }) => lines.some(({ most }) => most.some(({ name }) => name[0]?.[0] !== '')));
  return [
    ...(application.length + network.length === 0 ? [] : ['behind all rules Azure permits names of its own, for images, disks and diagnostics of virtual machines']),
    ...(byName ? ['a network rule by name permits the addresses the name resolves to; what else is reached there under other names passes as well'] : []),
  ];
}
