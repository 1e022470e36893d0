import type { Accepted } from '../sites/all.js';
import type { Notice } from './judge.js';
import { type Mutant, changesOf } from './mutant.js';
import { type Changes, programOf } from './program.js';

type Judge = typeof import('./judge.js');
type Sites = typeof import('../sites/all.js');

/** The project with these changes, and the sites as it plans them: both of one program. */
function programWith(changes: Changes): Judge & Sites {
  const program = programOf(changes);
  return { ...(program('test/mutation/support/judge.ts') as Judge), ...(program('test/mutation/sites/all.ts') as Sites) };
}

const unbroken = programWith(new Map());

/** What is wrong with the sites of a kind while nothing is broken. */
export const noticedUnbroken = (kind: string): readonly Notice[] => unbroken.ownSites(kind).flatMap((site) => unbroken.judge(site) ?? []);

/** Who notices the mutant first: over the sites made for its kind, and then over all that go through it. */
export function noticed(kind: string, mutant: Mutant): Notice | undefined {
  const broken = programWith(changesOf(mutant));
  for (const site of broken.ownSites(kind)) {
    const notice = broken.judge(site);
    if (notice !== undefined) return notice;
  }
  const accepted = acceptedFor(kind);
  for (const site of broken.otherSites(kind, accepted)) {
    const notice = broken.judge(site);
    if (notice !== undefined) return notice;
  }
  return undefined;
}

const known = new Map<string, Accepted>();

/** What the vendors' sites have to accept so that nothing is wrong with them; worked out when something survives. */
function acceptedFor(kind: string): Accepted {
  const accepted = known.get(kind) ?? unbroken.acceptedBy(kind, unbroken.judge);
  known.set(kind, accepted);
  return accepted;
}
