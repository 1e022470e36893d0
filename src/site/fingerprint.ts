import { createHash } from 'node:crypto';
import { formatCidr } from '../model/cidr.js';
import type { SitePlan } from './plan-site.js';

/** Where a synthesized stack keeps the fingerprints of its sites: in the comment of the file, by site. */
export const FINGERPRINTS = 'vendor-egress';

/** Tells whether a stack was synthesized from this very plan: the same rules and options give the same text. */
export function fingerprint(plan: SitePlan): string {
  const points = plan.plans.map(({ kind, options, units }) => [kind.id, options, units.map(({ vendor, lowering }) => [vendor, lowering.rules])]);
  const text = JSON.stringify([plan.id, plan.sources.map(formatCidr), points], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
