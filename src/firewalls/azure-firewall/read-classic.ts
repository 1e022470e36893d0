import { type Ranked, asGuests, inPriorityOrder } from '../../model/condition.js';
import type { Filter, FilterLine } from '../../model/filter.js';
import { DIRECTIONS } from '../../model/protocol.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { type Part, gather, remembering } from '../../terraform/guests.js';
import { namedPoints, ownerByName } from '../../terraform/named.js';
import { isElsewhere } from '../../terraform/owner.js';
import type { Points } from '../../terraform/point-names.js';
import { doubtsOfPoint, isMade } from '../../terraform/repeated.js';
import { numberOf, resourcesOf, textOf } from '../../terraform/values.js';
import { SECTIONS, type Section, doubtsOf, linesOfRules } from './read-collections.js';

interface Collection extends Part {
  readonly section: Section;
  readonly rules: Ranked;
}

/** The firewalls of a configuration, and those that it gives rules of their own. */
export const firewallPoints = (config: TerraformConfig): Points =>
  namedPoints(resourcesOf(config, 'azurerm_firewall'), SECTIONS.flatMap((section) => collectionsIn(config, section)), 'azure_firewall_name');

const collectionsIn = (config: TerraformConfig, section: Section): readonly Resource[] => resourcesOf(config, `azurerm_firewall_${section}_rule_collection`);

/** Rules that a firewall without a policy has itself, as one resource for each collection. */
export function readClassic(config: TerraformConfig, others: readonly TerraformConfig[]): readonly Filter[] {
  const { here, elsewhere, partsOf } = gather(config, others, { pointsIn: firewallPoints, partsIn: readCollections, guestsIn, asGuest });
  return [
    ...here.flatMap((firewall) => (partsOf(firewall).length === 0 ? [] : [filterOf(firewall.address, partsOf(firewall), [], doubtsOfPoint(firewall, partsOf(firewall)))])),
    ...elsewhere.map((point) => filterOf(point.elsewhere, partsOf(point), [`${point.elsewhere} is not in this configuration: other rules of it, which may come first, are not known`])),
  ];
}

function readCollections(config: TerraformConfig): readonly Collection[] {
  const firewalls = resourcesOf(config, 'azurerm_firewall');
  return SECTIONS.flatMap((section) => collectionsIn(config, section).map((each) => readOne(config, firewalls, section, each)));
}

function readOne(config: TerraformConfig, firewalls: readonly Resource[], section: Section, resource: Resource): Collection {
  const owner = ownerByName(resource, 'azure_firewall_name', firewalls);
  const doubts = doubtsOf(resource, isElsewhere(owner) || owner.sure ? undefined : 'azure_firewall_name');
  const priority = numberOf(resource.values['priority']);
  const place = `${resource.address} ${textOf(resource.values['name']) ?? section}`;
  return { owner, made: isMade(resource, owner), section, rules: { priority: priority === undefined ? undefined : [priority], lines: linesOfRules(config, section, resource.values, place, doubts) } };
}

const guestsIn = remembering(readCollections);

const asGuest = ({ owner, section, rules: { priority, lines } }: Collection, name: string, sure: boolean): Collection => ({ owner, section, rules: { priority, lines: asGuests(lines, name, sure) } });

function filterOf(point: string, collections: readonly Collection[], notes: readonly string[], doubts: readonly FilterLine[] = []): Filter {
  const lines = [...doubts, ...SECTIONS.flatMap((section) => inPriorityOrder(collections.filter((each) => each.section === section).map(({ rules }) => rules)))];
  return { kind: 'azure-firewall', point, directions: DIRECTIONS, lines, otherwise: 'deny', ...(notes.length === 0 ? {} : { notes }) };
}
