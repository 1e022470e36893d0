import type { Problem } from '../model/diagnostic.js';
import { groupBy } from '../model/group-by.js';
import type { TerraformConfig } from './config.js';
import { type Part, type PartReader, gather } from './guests.js';

/** A number or a name that a part may have to itself in its point. */
export interface OwnKey {
  /** As it is compared. */
  readonly key: string;
  readonly where: string;
  readonly expected: string;
  readonly shown: string;
}

/** What stands in a point under such keys. */
export interface Keyed extends Part {
  readonly where: string;
  readonly keys: readonly OwnKey[];
}

/** What of a configuration, and of others in the same points, has a key that another has. What may stand in another point clashes with nothing. */
export function clashes<T extends Keyed>(config: TerraformConfig, others: readonly TerraformConfig[], { pointsIn, partsIn }: Pick<PartReader<T>, 'pointsIn' | 'partsIn'>, distinct = (parts: readonly T[]): readonly T[] => parts): readonly Problem[] {
  const gathered = gather(config, others, { pointsIn, partsIn, guestsIn: partsIn, asGuest });
  return [...gathered.here, ...gathered.elsewhere].flatMap((point) => clashesOf(distinct(gathered.partsOf(point).filter(stands))));
}

const stands = ({ owner }: Keyed): boolean => 'elsewhere' in owner || owner.sure;

function asGuest<T extends Keyed>(part: T, name: string, sure: boolean): T {
  const under = (where: string): string => `${name}: ${where}`;
  return { ...part, where: under(part.where), keys: sure ? part.keys.map((each) => ({ ...each, where: under(each.where) })) : [] };
}

function clashesOf(parts: readonly Keyed[]): readonly Problem[] {
  const placed = parts.flatMap((part) => part.keys.map((own) => ({ part, own })));
  return groupBy(placed, ({ own }) => `${own.expected} ${own.key}`).flatMap(([first, ...others]) =>
    others.map(({ own: { where, expected, shown } }) => ({ where, expected, got: `${shown}, which ${first.part.where} has` })),
  );
}
