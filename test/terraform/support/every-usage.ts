/** Every vendor, under every set of options that its probes give, as a site behind a firewall kind. All found by looking. */
import type { Enforcement } from '../../../src/firewalls/firewall.js';
import { planSite } from '../../../src/site/plan-site.js';
import type { Site } from '../../../src/site/site.js';
import { findKind, findVendor, kindFolders, vendorFolders } from '../../conformance/support/find.js';
import { optionsOf } from '../../conformance/support/use.js';

type Options = Readonly<Record<string, unknown>>;

export const POSITIONS = ['alone', 'in series', 'in series, with published addresses'] as const;

export interface Placed {
  readonly vendor: string;
  readonly site: Site;
  readonly position: (typeof POSITIONS)[number];
}

/** For opaque traffic to names that no firewall on the way can match. */
const PUBLISHED = { media: { mode: 'published-cidrs', cidrs: ['198.51.100.0/24'], source: 'page', asOf: '2026-11-20' } };

/**
 * A site for each usage: on the kind alone where that can be planned, else before a firewall of the same cloud that
 * decides by name, else with addresses for media as well. Every widening is accepted.
 * @param more options beside those of the kind's own example, by the site's id; undefined takes one away
 * @param apart tells these sites from others of the same stack: the end of their ids, and their first priority
 */
export function everyUsage(kindFolder: string, more: (site: string) => Options = () => ({}), apart = { suffix: '', priority: 500 }): readonly Placed[] {
  const usages = vendorFolders.map(findVendor).flatMap((vendor) => vendor.usages.map((usage, index) => ({ vendor, usage, id: `${vendor.folder}-${index}${apart.suffix}` })));
  return usages.map(({ vendor: { folder, document }, usage, id }, index) => {
    const alone = [enforcement(kindFolder, more(id))];
    const series = [...alone, ...namesBehind(kindFolder)];
    const accept = Object.fromEntries(document.requirements.map((row) => [`${document.id}/${row.id}`, 'a test']));
    const site = (through: readonly Enforcement[], given: Options): Site => ({ id, sources: ['10.20.0.0/16'], vendors: { [apart.priority + index]: { document, given } }, through, accept });
    const ways = [site(alone, usage), site(series, usage), site(series, { ...usage, ...PUBLISHED })];
    const at = ways.findIndex((way) => planSite(way).ok);
    const [stands, position] = [ways[at], POSITIONS[at]];
    if (stands === undefined || position === undefined) throw new Error(`${id} on ${kindFolder}: expected a way to plan ${JSON.stringify(usage)}, got none`);
    return { vendor: folder, site: stands, position };
  });
}

function enforcement(kindFolder: string, more: Options): Enforcement {
  const found = findKind(kindFolder);
  const given = Object.entries({ ...optionsOf(found), ...more }).filter(([, value]) => value !== undefined);
  return { kind: found.kind, given: Object.fromEntries(given) };
}

function namesBehind(kindFolder: string): readonly Enforcement[] {
  const { kind } = findKind(kindFolder);
  const behind = kindFolders.find((folder) => folder !== kindFolder && findKind(folder).kind.cloud === kind.cloud && findKind(folder).kind.seesNames);
  return behind === undefined ? [] : [enforcement(behind, {})];
}
