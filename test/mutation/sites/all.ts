import { join } from 'node:path';
import { findSites } from '../../../src/site/find-sites.js';
import { planSite } from '../../../src/site/plan-site.js';
import { type Site, defineSite } from '../../../src/site/site.js';
import { ROOT, variantsOf, vendorFolders } from '../../vendors/support/vendor-folders.js';
import type { Judge } from '../support/judge.js';
import { THROUGH, sites } from './sites.js';

/** Rows that a site has to accept, by its id. A site that is not here is left out. */
export type Accepted = Readonly<Record<string, NonNullable<Site['accept']>>>;

/** What all kinds share. */
export const SHARED = 'shared';

/** The sites made for a kind, and the example stacks that go through it. */
export function ownSites(kind: string): readonly Site[] {
  const own = kind === SHARED ? Object.values(sites).flat() : (sites[kind] ?? []);
  return [...new Set([...own, ...through(kind, findSites(join(ROOT, 'stacks')))])];
}

/** Every vendor under every set of options of its probes, on each way out that leads through the kind. */
export const otherSites = (kind: string, accepted: Accepted): readonly Site[] =>
  probeSites(kind).flatMap((site) => (accepted[site.id] === undefined ? [] : [defineSite({ ...site, accept: accepted[site.id] ?? {} })]));

const through = (kind: string, all: readonly Site[]): readonly Site[] => all.filter((site) => kind === SHARED || site.through.some((each) => each.kind.id === kind));

function probeSites(kind: string): readonly Site[] {
  const all = vendorFolders().flatMap(({ document, probes }) =>
    variantsOf(probes).flatMap(({ options }, index) =>
      Object.entries(THROUGH).map(([name, way]): Site => ({ id: `${document.id}-${index}-${name}`, sources: ['10.20.0.0/16'], vendors: { 500: { document, given: options } }, through: way })),
    ),
  );
  return through(kind, all);
}

/** What the vendors' sites have to accept; without those that cannot be planned, or with which something is wrong. */
export function acceptedBy(kind: string, judge: Judge): Accepted {
  const entries = probeSites(kind).flatMap((site) => {
    const accept = neededBy(site);
    return judge({ ...site, accept }) === undefined ? [[site.id, accept] as const] : [];
  });
  return Object.fromEntries(entries);
}

function neededBy(site: Site): NonNullable<Site['accept']> {
  const planned = planSite(site);
  const rows = planned.ok ? [] : planned.problems.flatMap(({ where }) => /\.accept\.(?<row>.+)$/.exec(where)?.groups?.['row'] ?? []);
  return Object.fromEntries(rows.map((row) => [row, 'a test']));
}
