import { type Ranked, inPriorityOrder } from '../../model/condition.js';
import type { Filter, FilterLine } from '../../model/filter.js';
import { groupBy } from '../../model/group-by.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { type Owner, isElsewhere, ownerOf } from '../../terraform/owner.js';
import { resourcesOf } from '../../terraform/values.js';
import { readClassic } from './read-classic.js';
import { SECTIONS, type Sections, joinSections, readGroup, uncertainSections } from './read-collections.js';
import { notesOfGroups, notesOfPolicy } from './read-notes.js';

interface Group {
  readonly owner: Owner;
  readonly sections: Sections;
}

/**
 * What Azure Firewall says: one filter for each policy, for each policy that is not in the configuration but is given
 * groups by it, and for each firewall with rules of its own. The firewall knows no directions: its lines hold for both.
 */
export function read(config: TerraformConfig): readonly Filter[] {
  const policies = resourcesOf(config, 'azurerm_firewall_policy');
  const groups = resourcesOf(config, 'azurerm_firewall_policy_rule_collection_group').map((group): Group => {
    const owner = ownerOf(group.values['firewall_policy_id'], policies);
    return { owner, sections: readGroup(config, group, isElsewhere(owner) || owner.sure) };
  });
  const elsewhere = groupBy(groups.filter(({ owner }) => isElsewhere(owner)), ({ owner }) => (isElsewhere(owner) ? owner.elsewhere.toLowerCase() : '')); // ids of Azure do not tell capitals apart
  return [...policies.map((policy) => filterOf(policies, policy, groups)), ...elsewhere.map(filterElsewhere), ...readClassic(config)];
}

/** Parents come first, each type of rules for itself. */
function filterOf(policies: readonly Resource[], policy: Resource, groups: readonly Group[]): Filter {
  const { chain, perhaps } = ancestry(policies, policy);
  const known = chain.map((each) => sectionsOf([each], groups));
  const levels = [uncertainSections(sectionsOf(perhaps, groups)), ...known];
  return azureFilter(policy.address, linesOfLevels(levels), [...chain.flatMap((each) => notesOfPolicy(policies, each)), ...levels.flatMap(notesOfGroups)]);
}

const sectionsOf = (policies: readonly Resource[], groups: readonly Group[]): Sections =>
  joinSections(groups.filter(({ owner }) => !isElsewhere(owner) && policies.some((policy) => owner.here.includes(policy))).map(({ sections }) => sections));

function filterElsewhere(groups: readonly [Group, ...Group[]]): Filter {
  const [{ owner }] = groups;
  const point = isElsewhere(owner) ? owner.elsewhere : '';
  const sections = joinSections(groups.map((group) => group.sections));
  return azureFilter(point, linesOfLevels([sections]), [`${point} is not in this configuration: other rules of it, which may come first, are not known`, ...notesOfGroups(sections)]);
}

interface Ancestry {
  /** The policy, behind what it inherits from. */
  readonly chain: readonly Resource[];
  /** What the first of the chain may inherit from, where it is not known. */
  readonly perhaps: readonly Resource[];
}

function ancestry(policies: readonly Resource[], policy: Resource, below: readonly Resource[] = []): Ancestry {
  const chain = [policy, ...below];
  const base = ownerOf(policy.values['base_policy_id'], policies);
  const parents = isElsewhere(base) ? [] : base.here.filter((each) => !chain.includes(each));
  const [parent] = parents;
  if (parent === undefined || isElsewhere(base)) return { chain, perhaps: [] };
  return base.sure ? ancestry(policies, parent, chain) : { chain, perhaps: parents };
}

/** All DNAT, then all network, then all application rules (rule-processing, 2025-05-07). */
const linesOfLevels = (levels: readonly Sections[]): readonly FilterLine[] =>
  SECTIONS.flatMap((section) => levels.flatMap((level): readonly FilterLine[] => inPriorityOrder(level[section] satisfies readonly Ranked[])));

function azureFilter(point: string, lines: readonly FilterLine[], notes: readonly string[]): Filter {
  const said = [...new Set(notes)];
  return { kind: 'azure-firewall', point, directions: ['egress', 'ingress'], lines, otherwise: 'deny', ...(said.length === 0 ? {} : { notes: said }) };
}
