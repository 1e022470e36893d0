import type { Filter, FilterLine } from '../model/filter.js';
import { DIRECTIONS, type Direction } from '../model/protocol.js';
import { intersect, packetsGoing } from '../model/space.js';
import type { PointPlan, SitePlan } from '../site/plan-site.js';
import type { Resource, TerraformConfig } from '../terraform/config.js';

/** A firewall of the site with what was read of it. */
export interface ReadPoint {
  readonly kind: string;
  readonly filters: readonly Filter[];
  /** What it decides on for the site; both where it is not in the configuration. What is left to whoever owns a group is theirs to prove. */
  readonly decides: readonly Direction[];
}

/**
 * Reads each firewall of the site out of the configuration: a stranger to what wrote it. `own`: addresses of the site's
 * resources, where others may be beside them; a firewall counts when it or any of its rules is among them.
 */
export function readPoints(plan: SitePlan, config: TerraformConfig, own?: ReadonlySet<string>): readonly ReadPoint[] {
  const isOwn = (filter: Filter): boolean => own === undefined || own.has(filter.point) || filter.lines.some((line) => own.has(resourceOf(line)));
  return plan.plans.map((point) => {
    const { kind, options } = point;
    const filters = kind.read(withAssumed(config, kind.assumes?.(options, plan.sources) ?? [])).filter(isOwn);
    const left = leftAt(point).filter((direction) => !filters.some((filter) => hasRule(filter, direction, own)));
    const decides = DIRECTIONS.filter((direction) => !left.includes(direction) && filters.some(({ directions }) => directions.includes(direction)));
    return { kind: kind.id, filters, decides: filters.length === 0 ? DIRECTIONS : decides };
  });
}

/** What is written in the configuration itself is not taken for granted. */
function withAssumed(config: TerraformConfig, assumed: readonly Resource[]): TerraformConfig {
  const added = assumed.filter(({ type, values }) => !config.resources.some((each) => each.type === type && each.values['id'] === values['id']));
  return added.length === 0 ? config : { ...config, resources: [...config.resources, ...added] };
}

const resourceOf = ({ rule }: FilterLine): string => rule.split(' ')[0] ?? rule;

/** A site that leaves both ways asks for nothing: that is no reason to prove nothing. */
function leftAt({ units }: PointPlan): readonly Direction[] {
  const left = DIRECTIONS.filter((direction) => units.every(({ lowering }) => lowering.left?.includes(direction)));
  return left.length === DIRECTIONS.length ? [] : left;
}

/** Is there a rule in that direction that may be the site's: of its own resources, or in no block of the group itself? */
const hasRule = ({ point, lines }: Filter, direction: Direction, own: ReadonlySet<string> | undefined): boolean =>
  lines.some((line) => (own === undefined ? resourceOf(line) !== point : own.has(resourceOf(line))) && intersect(line.most, packetsGoing([direction])).length > 0);
