import { type Ranked, inPriorityOrder } from '../../model/condition.js';
import type { Filter, FilterLine } from '../../model/filter.js';
import { DIRECTIONS } from '../../model/protocol.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { type Gathered, gather } from '../../terraform/guests.js';
import { type Elsewhere, isElsewhere } from '../../terraform/owner.js';
import { doubtsOfPoint } from '../../terraform/repeated.js';
import { baseOf, parentsElsewhere } from './policies.js';
import { readClassic } from './read-classic.js';
import { SECTIONS, type Sections, joinSections, uncertainSections } from './read-collections.js';
import { type Group, groupReader } from './read-groups.js';
import { notesOfGroups, notesOfPolicy } from './read-notes.js';

/**
 * What Azure Firewall says: one filter for each policy, for each policy that is not in the configuration but is given
 * groups by it, and for each firewall with rules of its own. The firewall knows no directions: its lines hold for both.
 */
export function read(config: TerraformConfig, others: readonly TerraformConfig[] = []): readonly Filter[] {
  const gathered = gather(config, others, groupReader(config));
  return [...gathered.here.map((policy) => filterOf(config, gathered, others, policy)), ...gathered.elsewhere.map((point) => filterElsewhere(gathered, others, point)), ...readClassic(config, others)];
}

/** Parents come first, each type of rules for itself. */
function filterOf(config: TerraformConfig, gathered: Gathered<Group>, others: readonly TerraformConfig[], policy: Resource): Filter {
  const { chain, perhaps, elsewhere } = ancestry(config, policy);
  const known = [...elsewhere.flatMap((base) => [...parentsElsewhere(others, base), base]), ...chain].map((each) => sectionsOf(gathered, [each]));
  const levels = [uncertainSections(sectionsOf(gathered, perhaps)), ...known];
  const doubts = chain.flatMap((each) => doubtsOfPoint(each, gathered.partsOf(each)));
  return azureFilter(policy.address, [...doubts, ...linesOfLevels(levels)], [...chain.flatMap((each) => notesOfPolicy(config, each)), ...levels.flatMap(notesOfGroups)]);
}

/** Of a group that may be in one of several policies, once. */
const sectionsOf = ({ partsOf }: Gathered<Group>, points: readonly (Resource | Elsewhere)[]): Sections =>
  joinSections([...new Set(points.flatMap(partsOf))].map(({ sections }) => sections));

function filterElsewhere(gathered: Gathered<Group>, others: readonly TerraformConfig[], point: Elsewhere): Filter {
  const levels = [...parentsElsewhere(others, point), point].map((each) => sectionsOf(gathered, [each]));
  return azureFilter(point.elsewhere, linesOfLevels(levels), [`${point.elsewhere} is not in this configuration: other rules of it, which may come first, are not known`, ...levels.flatMap(notesOfGroups)]);
}

interface Ancestry {
  /** The policy, behind what it inherits from. */
  readonly chain: readonly Resource[];
  /** What the first of the chain may inherit from, where it is not known. */
  readonly perhaps: readonly Resource[];
  /** What the first of the chain inherits from, where that is not in the configuration. */
  readonly elsewhere: readonly Elsewhere[];
}

function ancestry(config: TerraformConfig, policy: Resource, below: readonly Resource[] = []): Ancestry {
  const chain = [policy, ...below];
  const base = baseOf(config, policy);
  if (isElsewhere(base)) return { chain, perhaps: [], elsewhere: base.named === 'by nothing' ? [] : [base] };
  const [parent, ...others] = base.here.filter((each) => !chain.includes(each));
  if (parent !== undefined && base.sure) return ancestry(config, parent, chain);
  return { chain, perhaps: parent === undefined ? [] : [parent, ...others], elsewhere: [] };
}

/** All DNAT, then all network, then all application rules (rule-processing, 2025-05-07). */
const linesOfLevels = (levels: readonly Sections[]): readonly FilterLine[] =>
  SECTIONS.flatMap((section) => levels.flatMap((level): readonly FilterLine[] => inPriorityOrder(level[section] satisfies readonly Ranked[])));

function azureFilter(point: string, lines: readonly FilterLine[], notes: readonly string[]): Filter {
  const said = [...new Set(notes)];
  return { kind: 'azure-firewall', point, directions: DIRECTIONS, lines, otherwise: 'deny', ...(said.length === 0 ? {} : { notes: said }) };
}
