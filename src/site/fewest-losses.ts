import { LOSSES } from '../firewalls/firewall.js';
import { formatOrigin } from '../model/flow.js';
import { memo } from '../model/memo.js';
import type { Opening, Placed } from './open-widenings.js';
import type { Acceptance } from './site.js';
import { type Choices, smallestHit } from './smallest-hit.js';

/** Losses of rows, in text, without which nothing would be open: one loss of one row is what a site accepts. */
export interface FewestLosses {
  /** Of those that are accepted, the ones that something needs. */
  readonly needed: ReadonlySet<string>;
  /** What has to be accepted beside them. */
  readonly lacking: ReadonlySet<string>;
}

/** What a widening loses, of each row that asked: `flexperto/recaptcha path`. */
export const lossesOf = ({ lost, flow }: Placed): readonly string[] => flow.origins.map((origin) => `${formatOrigin(origin)} ${lost}`);

export const rowOf = (loss: string): string => loss.slice(0, loss.indexOf(' '));

/** Every loss that a site accepts. */
export const acceptedLosses = (accept: Readonly<Record<string, Acceptance>>): ReadonlySet<string> =>
  new Set(Object.entries(accept).flatMap(([row, { loses = LOSSES }]) => loses.map((lost) => `${row} ${lost}`)));

/**
 * Packets that pass several firewalls are closed as soon as one of these loses nothing for them. So not every row that
 * takes part has to be accepted, but the fewest rows that take part in everything that is open.
 */
export function fewestLosses(openings: readonly Opening[], accepted: ReadonlySet<string>): FewestLosses {
  const lossesIn = memo((widenings: readonly Placed[]) => [...new Set(widenings.flatMap(lossesOf))].sort());
  const missingIn = memo((losses: readonly string[]) => losses.filter((loss) => !accepted.has(loss)));
  const demands = openings.map(({ by }) => by.map(lossesIn));
  const isMet = (losses: readonly string[]): boolean => missingIn(losses).length === 0;
  return {
    needed: ofFewestRows(demands.filter((choices) => choices.some(isMet)).map((choices) => choices.filter(isMet))),
    lacking: ofFewestRows(demands.filter((choices) => !choices.some(isMet)).map((choices) => choices.map(missingIn))),
  };
}

function ofFewestRows(demands: readonly Choices[]): ReadonlySet<string> {
  // One firewall, or paths alone: there is nothing to choose.
  if (demands.every(({ length }) => length === 1)) return new Set(demands.flat(2));
  const rowsIn = memo((losses: readonly string[]) => [...new Set(losses.map(rowOf))]);
  const rows = smallestHit(demands.map((choices) => choices.map(rowsIn)));
  const isWithin = memo((losses: readonly string[]) => rowsIn(losses).every((row) => rows.has(row)));
  return smallestHit(demands.map((choices) => choices.filter(isWithin)));
}
