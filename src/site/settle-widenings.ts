import type { Problem } from '../model/diagnostic.js';
import { type Origin, formatOrigin } from '../model/flow.js';
import { memo } from '../model/memo.js';
import { type Space, joinBoxes } from '../model/space.js';
import { lackingProblems, unneededNotes } from './accept-messages.js';
import { acceptedLosses, fewestLosses, lossesOf } from './fewest-losses.js';
import type { Opening, Placed } from './open-widenings.js';
import type { ReadSite } from './read-site.js';
import type { Acceptance } from './site.js';

/** A widening that series and options do not undo. */
export interface OpenWidening extends Placed {
  /** What of it is open through all firewalls and was not asked for: these packets and no others. */
  readonly open: Space;
}

/** With the reasons that the site gave for living with it. */
export interface AcceptedWidening extends OpenWidening {
  readonly reasons: readonly (Acceptance & { readonly origin: Origin })[];
}

/** A widening of which nothing is open through all firewalls that was not asked for. */
export interface ClosedWidening extends Placed {
  /** Rows whose accepted losses keep some of it open all the same. */
  readonly but: readonly string[];
}

export interface SettledWidenings {
  readonly accepted: readonly AcceptedWidening[];
  readonly closed: readonly ClosedWidening[];
  /** What has to be accepted and is not. */
  readonly problems: readonly Problem[];
  /** What is accepted and nothing needs. */
  readonly notes: readonly string[];
}

/** Which widenings a site lives with, and which it would have to. */
export function settleWidenings({ id, accept }: Pick<ReadSite, 'id' | 'accept'>, widened: readonly Placed[], openings: readonly Opening[]): SettledWidenings {
  const given = acceptedLosses(accept);
  const { needed, lacking } = fewestLosses(openings, given);
  const through = openingsThrough(openings);
  const openBy = (holds: (loss: string) => boolean): readonly Placed[] => widened.filter((widening) => through.has(widening) && lossesOf(widening).every(holds));
  const accepted = openBy((loss) => needed.has(loss));
  const openOf = memo((opened: readonly Opening[]) => joinBoxes(opened.flatMap(({ packets }) => packets)));
  const withOpen = (widening: Placed): OpenWidening => ({ ...widening, open: openOf(through.get(widening) ?? []) });
  const closed = closedBeside(widened, new Set(accepted), through);
  return {
    accepted: accepted.map((widening) => ({ ...withOpen(widening), reasons: reasonsFor(accept, widening) })),
    closed,
    problems: lackingProblems({ id, accept }, openBy((loss) => lacking.has(loss) || given.has(loss)).map(withOpen), lacking),
    notes: unneededNotes(accept, needed, closed),
  };
}

/** What each widening takes part in opening; one list for those that permit the same. */
function openingsThrough(openings: readonly Opening[]): ReadonlyMap<Placed, readonly Opening[]> {
  const byGroup = new Map<readonly Placed[], Opening[]>();
  for (const opening of openings) for (const group of opening.by) byGroup.set(group, [...(byGroup.get(group) ?? []), opening]);
  return new Map([...byGroup].flatMap(([group, opened]) => group.map((widening) => [widening, opened] as const)));
}

function closedBeside(widened: readonly Placed[], accepted: ReadonlySet<Placed>, through: ReadonlyMap<Placed, readonly Opening[]>): readonly ClosedWidening[] {
  const rowsOf = memo((group: readonly Placed[]) => group.filter((each) => accepted.has(each)).flatMap(({ flow }) => flow.origins.map(formatOrigin)));
  const keeping = memo((opened: readonly Opening[]) => [...new Set(opened.flatMap(({ by }) => by.flatMap(rowsOf)))].sort());
  return widened.filter((widening) => !accepted.has(widening)).map((widening) => ({ ...widening, but: keeping(through.get(widening) ?? []) }));
}

function reasonsFor(accept: ReadSite['accept'], { flow }: Placed): AcceptedWidening['reasons'] {
  return flow.origins.flatMap((origin) => {
    const given = accept[formatOrigin(origin)];
    return given === undefined ? [] : [{ ...given, origin }];
  });
}
