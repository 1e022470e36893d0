import { type Ranked, inPriorityOrder } from '../../model/condition.js';
import type { Filter } from '../../model/filter.js';
import { groupBy } from '../../model/group-by.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { isElsewhere, ownerOf } from '../../terraform/owner.js';
import { numberOf, resourcesOf, textOf } from '../../terraform/values.js';
import { SECTIONS, type Section, doubtsOf, linesOfRules } from './read-collections.js';

interface Collection {
  /** Address of the firewall, or its name where it is not in the configuration. */
  readonly point: string;
  readonly here: boolean;
  readonly section: Section;
  readonly rules: Ranked;
}

/** Rules that a firewall without a policy has itself, as one resource for each collection. */
export function readClassic(config: TerraformConfig): readonly Filter[] {
  const firewalls = resourcesOf(config, 'azurerm_firewall');
  const collections = SECTIONS.flatMap((section) => resourcesOf(config, `azurerm_firewall_${section}_rule_collection`).flatMap((each) => collectionsOf(config, firewalls, section, each)));
  return groupBy(collections, ({ point }) => point).map(filterOf);
}

function collectionsOf(config: TerraformConfig, firewalls: readonly Resource[], section: Section, resource: Resource): readonly Collection[] {
  const owner = ownerOf(resource.values['azure_firewall_name'], firewalls, 'name');
  const doubts = doubtsOf(resource, isElsewhere(owner) || owner.sure ? undefined : 'azure_firewall_name');
  const priority = numberOf(resource.values['priority']);
  const place = `${resource.address} ${textOf(resource.values['name']) ?? section}`;
  const rules: Ranked = { priority: priority === undefined ? undefined : [priority], lines: linesOfRules(config, section, resource.values, place, doubts) };
  const points = isElsewhere(owner) ? [{ point: owner.elsewhere, here: false }] : owner.here.map(({ address }) => ({ point: address, here: true }));
  return points.map((each) => ({ ...each, section, rules }));
}

function filterOf(collections: readonly [Collection, ...Collection[]]): Filter {
  const [{ point, here }] = collections;
  const lines = SECTIONS.flatMap((section) => inPriorityOrder(collections.filter((each) => each.section === section).map(({ rules }) => rules)));
  const notes = here ? [] : [`${point} is not in this configuration: other rules of it, which may come first, are not known`];
  return { kind: 'azure-firewall', point, directions: ['egress', 'ingress'], lines, otherwise: 'deny', ...(notes.length === 0 ? {} : { notes }) };
}
