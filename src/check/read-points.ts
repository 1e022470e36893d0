import type { Filter, FilterLine } from '../model/filter.js';
import { DIRECTIONS, type Direction } from '../model/protocol.js';
import { intersect, packetsGoing } from '../model/space.js';
import type { PointPlan, SitePlan } from '../site/plan-site.js';
import type { TerraformConfig } from '../terraform/config.js';
import { withAssumed } from './assumed.js';
import { NO_NEIGHBOURS, type Neighbours, othersFor } from './neighbours.js';

/** A firewall of the site with what was read of it. */
export interface ReadPoint {
  readonly kind: string;
  readonly filters: readonly Filter[];
  /** What it decides on for the site; both where it is not in the configuration. What is left to whoever owns a group is theirs to prove. */
  readonly decides: readonly Direction[];
}

/** What is beside a site: in its configuration, and in others. */
export interface Around {
  /** Addresses of the site's resources, where others are beside them; a firewall counts when it or any of its rules is among them. */
  readonly own?: ReadonlySet<string>;
  /** Sites of the configuration whose rules stand in the same firewalls. */
  readonly beside?: readonly SitePlan[];
  /** Other configurations with rules in the same firewalls. */
  readonly neighbours?: Neighbours;
}

/** Reads each firewall of the site out of the configuration, with what others put into it: a stranger to what wrote it. */
export function readPoints(plan: SitePlan, config: TerraformConfig, { own, neighbours = NO_NEIGHBOURS }: Around = {}): readonly ReadPoint[] {
  const isOwn = (address: string): boolean => own === undefined || own.has(address);
  const hasOwn = (filter: Filter): boolean => isOwn(filter.point) || filter.lines.some((line) => isOwn(resourceOf(line)));
  return plan.plans.map((point) => {
    const { kind } = point;
    const filters = filled(kind.read(withAssumed(config, kind, [plan]), othersFor(kind, neighbours)).filter(hasOwn));
    return { kind: kind.id, filters, decides: decidedBy(point, filters, own) };
  });
}

/** A policy or group into which nobody puts a rule says nothing beside one with rules: a default group that is kept empty. */
function filled(filters: readonly Filter[]): readonly Filter[] {
  const some = filters.filter(({ lines }) => lines.length > 0);
  return some.length === 0 ? filters : some;
}

const resourceOf = ({ rule }: FilterLine): string => rule.split(' ')[0] ?? rule;

function decidedBy(point: PointPlan, filters: readonly Filter[], own: ReadonlySet<string> | undefined): readonly Direction[] {
  if (filters.length === 0) return DIRECTIONS;
  const left = leftAt(point).filter((direction) => !filters.some((filter) => hasRule(filter, direction, own)));
  return DIRECTIONS.filter((direction) => !left.includes(direction) && filters.some(({ directions }) => directions.includes(direction)));
}

/** A site that leaves both ways asks for nothing: that is no reason to prove nothing. */
function leftAt({ units }: PointPlan): readonly Direction[] {
  const left = DIRECTIONS.filter((direction) => units.every(({ lowering }) => lowering.left?.includes(direction)));
  return left.length === DIRECTIONS.length ? [] : left;
}

/** Is there a rule in that direction that may be the site's: of its own resources, or in no block of the group itself? */
const hasRule = ({ point, lines }: Filter, direction: Direction, own: ReadonlySet<string> | undefined): boolean =>
  lines.some((line) => (own === undefined ? resourceOf(line) !== point : own.has(resourceOf(line))) && intersect(line.most, packetsGoing([direction])).length > 0);
