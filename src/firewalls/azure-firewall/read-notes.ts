import type { Resource } from '../../terraform/config.js';
import { isElsewhere, ownerOf } from '../../terraform/owner.js';
import { notesOfPoint } from '../../terraform/repeated.js';
import { blockOf, describeValue, textOf } from '../../terraform/values.js';
import type { Sections } from './read-collections.js';

/** What a policy does beside its rules, and what is taken for granted of it. */
export function notesOfPolicy(policies: readonly Resource[], policy: Resource): readonly string[] {
  const { base_policy_id: base, threat_intelligence_mode: intelligence, intrusion_detection: detection } = policy.values;
  return [
    ...notesOfPoint(policy),
    ...(isFollowed(policies, base) ? [] : [`the parent policy ${describeValue(base)} is not in this configuration: its rules, which come first, are not known`]),
    ...(isDeny(textOf(intelligence)) ? [`threat intelligence of ${policy.address} denies before all rules what it holds for malicious`] : []),
    ...(isDeny(textOf(blockOf(detection)['mode'])) ? [`intrusion detection of ${policy.address} denies what it holds for an attack`] : []),
  ];
}

const isDeny = (mode: string | undefined): boolean => mode?.toLowerCase() === 'deny';

function isFollowed(policies: readonly Resource[], base: Parameters<typeof ownerOf>[0]): boolean {
  if (base === undefined || base === null || base === '') return true;
  const owner = ownerOf(base, policies);
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
