import { type Ranked, inPriorityOrder } from '../../model/condition.js';
import type { Filter, FilterLine } from '../../model/filter.js';
import { groupBy } from '../../model/group-by.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { type Owner, isElsewhere, ownerOf } from '../../terraform/owner.js';
import { resourcesOf } from '../../terraform/values.js';
import { readClassic } from './read-classic.js';
import { SECTIONS, type Sections, joinSections, readGroup } from './read-collections.js';
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
  const elsewhere = groupBy(groups.filter(({ owner }) => isElsewhere(owner)), ({ owner }) => (isElsewhere(owner) ? owner.elsewhere : ''));
  return [...policies.map((policy) => filterOf(policies, policy, groups)), ...elsewhere.map(filterElsewhere), ...readClassic(config)];
}

/** Parents come first, each type of rules for itself. */
function filterOf(policies: readonly Resource[], policy: Resource, groups: readonly Group[]): Filter {
  const chain = ancestry(policies, policy);
  const levels = chain.map((each) => joinSections(groups.filter(({ owner }) => !isElsewhere(owner) && owner.here.includes(each)).map(({ sections }) => sections)));
  return azureFilter(policy.address, linesOfLevels(levels), [...chain.flatMap((each) => notesOfPolicy(policies, each)), ...levels.flatMap(notesOfGroups)]);
}

function filterElsewhere(groups: readonly [Group, ...Group[]]): Filter {
  const [{ owner }] = groups;
  const point = isElsewhere(owner) ? owner.elsewhere : '';
  const sections = joinSections(groups.map((group) => group.sections));
  return azureFilter(point, linesOfLevels([sections]), [`${point} is not in this configuration: other rules of it, which may come first, are not known`, ...notesOfGroups(sections)]);
}

/** The policy, behind what it inherits from. */
function ancestry(policies: readonly Resource[], policy: Resource, below: readonly Resource[] = []): readonly Resource[] {
  const base = ownerOf(policy.values['base_policy_id'], policies);
  const [parent] = isElsewhere(base) || !base.sure ? [] : base.here;
  const known = [policy, ...below];
  return parent === undefined || known.includes(parent) ? known : ancestry(policies, parent, known);
}

/** All DNAT, then all network, then all application rules (rule-processing, 2025-05-07). */
const linesOfLevels = (levels: readonly Sections[]): readonly FilterLine[] =>
  SECTIONS.flatMap((section) => levels.flatMap((level): readonly FilterLine[] => inPriorityOrder(level[section] satisfies readonly Ranked[])));

function azureFilter(point: string, lines: readonly FilterLine[], notes: readonly string[]): Filter {
  const said = [...new Set(notes)];
  return { kind: 'azure-firewall', point, directions: ['egress', 'ingress'], lines, otherwise: 'deny', ...(said.length === 0 ? {} : { notes: said }) };
}
