import { groupBy } from '../model/group-by.js';
import { lately } from '../model/memo.js';
import type { Resource, TerraformConfig } from './config.js';
import { type Elsewhere, type Owner, isElsewhere } from './owner.js';
import { type Points, isSamePoint, nameElsewhere, outputRead, outputsOf } from './point-names.js';

/** Something that stands in a point: a rule, or a group of rules. */
export interface Part {
  readonly owner: Owner;
  /** It is surely made, and so is the point of its configuration that it names. */
  readonly made?: boolean;
}

/** How points, and what stands in them, are found in one configuration. */
export interface PartReader<T extends Part> {
  readonly pointsIn: (config: TerraformConfig, others: readonly TerraformConfig[]) => Points;
  readonly partsIn: (config: TerraformConfig) => readonly T[];
  /** The same for what is read beside: by one configuration after the other, so that it pays to remember. See {@link remembering}. */
  readonly guestsIn: (config: TerraformConfig) => readonly T[];
  /** The part as one of another configuration, of this name; where it is not `sure`, it may stand in another point. */
  readonly asGuest: (part: T, name: string, sure: boolean) => T;
}

/** What stands in each point of a configuration. */
export interface Gathered<T extends Part> {
  readonly here: readonly Resource[];
  /** Points elsewhere that the configuration itself puts something into. */
  readonly elsewhere: readonly Elsewhere[];
  readonly partsOf: (point: Resource | Elsewhere) => readonly T[];
}

/** As many as share a firewall: a policy of Azure takes about sixty rule collection groups. */
const MOST_SHARERS = 60;

/** The reader, remembering what it read lately. */
export const remembering = <T extends Part>(partsIn: (config: TerraformConfig) => readonly T[]): ((config: TerraformConfig) => readonly T[]) => lately(partsIn, MOST_SHARERS);

/**
 * What stands in the points of a configuration: its own parts, and behind them those that others put there. Each
 * configuration is read by itself, because names mean something in their own alone.
 */
export function gather<T extends Part>(config: TerraformConfig, others: readonly TerraformConfig[], { pointsIn, partsIn, guestsIn, asGuest }: PartReader<T>): Gathered<T> {
  const points = pointsIn(config, others);
  const own = partsIn(config);
  const guests = others.flatMap((other) => guestsAmong(points, guestsIn(other), other, (part, sure) => asGuest(part, other.name ?? 'another configuration', sure)));
  const parts = [...own, ...guests];
  const elsewhere = groupBy(own.map(({ owner }) => owner).filter(isElsewhere), keyOf).map(([point]) => point);
  return { here: points.here, elsewhere, partsOf: (point) => parts.filter(({ owner }) => standsIn(owner, point)) };
}

function standsIn(owner: Owner, point: Resource | Elsewhere): boolean {
  if (!('elsewhere' in point)) return !isElsewhere(owner) && owner.here.includes(point);
  if (!isElsewhere(owner)) return false;
  return keyOf(owner) === keyOf(point) || (owner.named === 'itself' && point.named === 'itself' && isSamePoint(owner.elsewhere, point.elsewhere));
}

/** Azure does not tell capitals apart; no id of AWS has any. */
const keyOf = ({ elsewhere, named }: Elsewhere): string => (named === 'itself' ? elsewhere.toLowerCase() : elsewhere);

function guestsAmong<T extends Part>(points: Points, parts: readonly T[], other: TerraformConfig, asGuest: (part: T, sure: boolean) => T): readonly T[] {
  return parts.flatMap((part) => {
    const lodging = lodgingOf(points, part.owner, other);
    return lodging === undefined ? [] : [{ ...asGuest(part, lodging.sure), owner: lodging.owner }];
  });
}

/**
 * The point of this configuration that another one means; undefined where it means none of them. Not sure where one of
 * them names it by an expression: the same words may lead elsewhere in each.
 */
function lodgingOf(points: Points, owner: Owner, { outputs }: TerraformConfig): { readonly owner: Owner; readonly sure: boolean } | undefined {
  const names = isElsewhere(owner) ? nameElsewhere(owner) : owner.here.flatMap((point) => points.nameOf(point) ?? []);
  const read = isElsewhere(owner) ? outputRead(owner) : undefined;
  const given = isElsewhere(owner) ? [] : owner.here.flatMap((point) => outputsOf(point, outputs));
  const sure = isElsewhere(owner) ? owner.named === 'itself' : owner.sure;
  const isMeant = (name: string): boolean => names.some((each) => isSamePoint(each, name));
  const here = points.here.filter((point) => isMeant(points.nameOf(point) ?? '') || (read !== undefined && outputsOf(point, points.outputs).includes(read)));
  if (here.length > 0) return { owner: { here, sure: here.length === 1 }, sure: sure && here.length === 1 };
  const elsewhere = points.elsewhere.find((each) => nameElsewhere(each).some(isMeant) || [read, ...given].includes(outputRead(each) ?? ''));
  return elsewhere === undefined ? undefined : { owner: elsewhere, sure: sure && elsewhere.named === 'itself' };
}
