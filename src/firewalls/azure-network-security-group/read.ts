import { type Condition, type Ranked, type RulePlace, asGuests, inPriorityOrder, linesOf, mayAsk, uncertain } from '../../model/condition.js';
import type { Filter, FilterLine } from '../../model/filter.js';
import { DIRECTIONS, type Direction } from '../../model/protocol.js';
import type { Resource, TerraformConfig, Value, ValueMap } from '../../terraform/config.js';
import { type Part, gather, remembering } from '../../terraform/guests.js';
import { namedPoints, ownerByName } from '../../terraform/named.js';
import { hasNone, isElsewhere } from '../../terraform/owner.js';
import type { Points } from '../../terraform/point-names.js';
import { itemsIn } from '../../terraform/read-items.js';
import { doubtsOfPoint, isMade, notesOfPoint } from '../../terraform/repeated.js';
import { describeValue, isMap, numberOf, resourcesOf, textOf } from '../../terraform/values.js';
import { defaultRules } from './read-defaults.js';
import { directionsOf, readRule } from './read-rule.js';

const KIND = 'azure-network-security-group';

/** A rule of a group: a block in it, or a resource of its own. */
interface Rule extends Part {
  readonly inline: boolean;
  readonly directions: readonly Direction[];
  readonly rule: Ranked;
  /** Another configuration put it there. */
  readonly guest?: true;
}

const groupsIn = (config: TerraformConfig): readonly Resource[] => resourcesOf(config, 'azurerm_network_security_group');

const standaloneIn = (config: TerraformConfig): readonly Resource[] => resourcesOf(config, 'azurerm_network_security_rule');

const GROUP_NAME = 'network_security_group_name';

/** The groups of a configuration, and those that it gives rules. */
export const groupPoints = (config: TerraformConfig): Points => namedPoints(groupsIn(config), standaloneIn(config), GROUP_NAME);

/**
 * What network security groups say: one filter for each group, and one for each group that is not in the configuration
 * but is given rules by it. Rules by priority, behind them those that Azure gives every group.
 */
export function read(config: TerraformConfig, others: readonly TerraformConfig[] = []): readonly Filter[] {
  const { here, elsewhere, partsOf } = gather(config, others, { pointsIn: groupPoints, partsIn: readRules, guestsIn, asGuest });
  return [...here.map((group) => filterOf(group, partsOf(group))), ...elsewhere.map((point) => filterElsewhere(point.elsewhere, partsOf(point)))];
}

const guestsIn = remembering(readRules);

const asGuest = ({ rule: { priority, lines }, ...rest }: Rule, name: string, sure: boolean): Rule => ({ ...rest, made: false, guest: true, rule: { priority, lines: asGuests(lines, name, sure) } });

function readRules(config: TerraformConfig): readonly Rule[] {
  const groups = groupsIn(config);
  const standalone = standaloneIn(config).map((rule) => readStandalone(rule, groups));
  const hasStandalone = (group: Resource): boolean => standalone.some(({ owner }) => !isElsewhere(owner) && owner.here.includes(group));
  return [...groups.flatMap((group) => inlineRules(group, hasStandalone(group))), ...standalone];
}

function filterOf(group: Resource, rules: readonly Rule[]): Filter {
  const notes = [...notesOfPoint(group), ...notesOfWays(group.address, rules)];
  return { kind: KIND, point: group.address, directions: DIRECTIONS, lines: [...doubtsOfPoint(group, rules), ...linesIn(group.address, rules, DIRECTIONS)], otherwise: 'deny', ...(notes.length === 0 ? {} : { notes }) };
}

const notesOfWays = (point: string, rules: readonly Rule[]): readonly string[] =>
  new Set(rules.map(({ inline }) => inline)).size > 1 ? [`${point} has rules inline and as resources of their own: each apply undoes the other`] : [];

const linesIn = (point: string, rules: readonly Rule[], directions: readonly Direction[]): readonly FilterLine[] => [...inPriorityOrder(rules.map(({ rule }) => rule)), ...defaultRules(point, directions)];

/** Azure's rules count where the configuration says something of the direction itself; what others permit counts in any. */
function filterElsewhere(point: string, rules: readonly Rule[]): Filter {
  const own = directionsOfRules(rules.filter(({ guest }) => guest === undefined));
  const permitted = directionsOfRules(rules.filter(({ rule }) => rule.lines.some(({ action }) => action === 'permit')));
  const directions = DIRECTIONS.filter((direction) => own.includes(direction) || permitted.includes(direction));
  const notes = [`${point} is not in this configuration: other rules of it, which may come first, are not known`, ...notesOfWays(point, rules)];
  return { kind: KIND, point, directions, lines: linesIn(point, rules, own), otherwise: 'deny', notes };
}

const directionsOfRules = (rules: readonly Rule[]): readonly Direction[] => DIRECTIONS.filter((direction) => rules.some(({ directions }) => directions.includes(direction)));

/** Blocks in the group; never beside standalone rules (azurerm documentation, read 2026-11-20). */
function inlineRules(group: Resource, hasStandalone: boolean): readonly Rule[] {
  const written = group.values['security_rule'];
  if (hasNone(group, 'security_rule', hasStandalone)) return [];
  const owner = { here: [group], sure: true };
  return itemsIn(written).map((block, index) => {
    if (isMap(block)) return { owner, inline: true, directions: directionsOf(block['direction']), rule: ranked(`${group.address} ${textOf(block['name']) ?? `security_rule[${index}]`}`, block, []) };
    const rule = `${group.address} security_rule[${index}]`;
    return { owner, inline: true, directions: DIRECTIONS, rule: { priority: undefined, lines: linesOf(undefined, { rule }, mayAsk({}, `${describeValue(block)} is not known here`)) } };
  });
}

function readStandalone(rule: Resource, groups: readonly Resource[]): Rule {
  const owner = ownerByName(rule, GROUP_NAME, groups);
  const doubts = [
    ...(rule.repeats === undefined ? [] : [`how often it is made: ${rule.repeats}`]),
    ...(isElsewhere(owner) || owner.sure ? [] : [`which group it belongs to: ${describeValue(rule.values[GROUP_NAME])}`]),
  ];
  return { owner, made: isMade(rule, owner), inline: false, directions: directionsOf(rule.values['direction']), rule: ranked(rule.address, rule.values, doubts) };
}

function ranked(rule: string, values: ValueMap, doubts: readonly string[]): Ranked {
  const condition: Condition = readRule(values);
  const priority = numberOf(values['priority']);
  return {
    priority: priority === undefined ? undefined : [priority],
    lines: linesOf(actionOf(values['access']), placeOf(rule, values['description']), doubts.length === 0 ? condition : uncertain(condition, ...doubts)),
  };
}

function actionOf(access: Value | undefined): 'permit' | 'deny' | undefined {
  const word = textOf(access)?.toLowerCase();
  return word === 'allow' ? 'permit' : word === 'deny' ? 'deny' : undefined;
}

function placeOf(rule: string, description: Value | undefined): RulePlace {
  const about = textOf(description);
  return about === undefined || about === '' ? { rule } : { rule, about };
}
