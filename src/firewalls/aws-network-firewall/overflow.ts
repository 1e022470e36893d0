import type { Unsupported } from '../firewall.js';
import type { Flow } from '../../model/flow.js';
import { bytesOf, capacityNeeded } from './group.js';
import { GROUPS_PER_POLICY, GROUP_CAPACITY, POLICY_CAPACITY, RULES_STRING_BYTES } from './limits.js';
import type { RuleGroup } from './rules.js';

/** More than a policy takes: said once, at a row of the vendor that fills the most of it. */
export function overflow(groups: readonly RuleGroup[], flows: readonly Flow[], policyCapacity = POLICY_CAPACITY): readonly Unsupported[] {
  const reserved = groups.reduce((sum, { capacity }) => sum + capacity, 0);
  if (groups.length <= GROUPS_PER_POLICY && reserved <= policyCapacity && groups.every(fits)) return [];
  const counts = [...rulesByVendor(groups)].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
  const flow = flows.find(({ origins }) => origins.some(({ vendor }) => vendor === counts[0]?.[0]));
  const filled = counts.map(([vendor, count]) => `${vendor} ${count}`).join(', ');
  const why = `${groups.length} rule groups with a capacity of ${reserved} are needed, a policy takes ${GROUPS_PER_POLICY} with ${policyCapacity}; rules by vendor: ${filled}`;
  return flow === undefined ? [] : [{ flow, why }];
}

const fits = ({ contents }: RuleGroup): boolean =>
  capacityNeeded(contents) <= GROUP_CAPACITY && (contents.kind === 'domain-list' || bytesOf(contents.rules) <= RULES_STRING_BYTES);

function rulesByVendor(groups: readonly RuleGroup[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { contents } of groups) {
    for (const { origins } of contents.kind === 'suricata' ? contents.rules : contents.targets) {
      for (const vendor of new Set(origins.map((origin) => origin.vendor))) counts.set(vendor, (counts.get(vendor) ?? 0) + 1);
    }
  }
  return counts;
}
