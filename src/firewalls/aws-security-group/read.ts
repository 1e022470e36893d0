import { type Condition, type RulePlace, asGuests, asks, linesOf, mayAsk, on, together, uncertain } from '../../model/condition.js';
import type { Filter, FilterLine } from '../../model/filter.js';
import { DIRECTIONS, type Direction } from '../../model/protocol.js';
import { directionSet } from '../../model/space.js';
import type { Resource, TerraformConfig, Value } from '../../terraform/config.js';
import { type Part, gather, remembering } from '../../terraform/guests.js';
import { hasNone, isElsewhere, ownerOf } from '../../terraform/owner.js';
import type { Points } from '../../terraform/point-names.js';
import { itemsIn } from '../../terraform/read-items.js';
import { doubtsOfPoint, isMade, notesOfPoint } from '../../terraform/repeated.js';
import { describeValue, isMap, resourcesOf, textOf } from '../../terraform/values.js';
import { removedBy } from './read-exclusive.js';
import { peersOfBlock, peersOfRule, peersOfVpcRule } from './read-peers.js';
import { readProtocol } from './read-protocol.js';

const KIND = 'aws-security-group';

/** Rules of one group: one that is a resource of its own, or those in its blocks of one direction. */
interface Rules extends Part {
  readonly directions: readonly Direction[];
  readonly lines: readonly FilterLine[];
}

const groupsIn = (config: TerraformConfig): readonly Resource[] => ['aws_security_group', 'aws_default_security_group'].flatMap((type) => resourcesOf(config, type));

const STANDALONE = ['aws_security_group_rule', ...DIRECTIONS.map((direction) => `aws_vpc_security_group_${direction}_rule`)];

/** The groups of a configuration, and those that it gives rules. An id is known where a plan knows it, or it is written out. */
export function groupPoints(config: TerraformConfig): Points {
  const here = groupsIn(config);
  const named = STANDALONE.flatMap((type) => resourcesOf(config, type)).map(({ values }) => ownerOf(values['security_group_id'], here));
  return { here, elsewhere: named.filter(isElsewhere), nameOf: ({ values }) => textOf(values['id']), outputs: config.outputs };
}

/**
 * What security groups say: one filter for each group, and one for each group that is not in the configuration but is
 * given rules by it. Groups only permit, so the order of lines says nothing.
 */
export function read(config: TerraformConfig, others: readonly TerraformConfig[] = []): readonly Filter[] {
  const { here, elsewhere, partsOf } = gather(config, others, { pointsIn: groupPoints, partsIn: readRules, guestsIn, asGuest });
  return [...here.map((group) => filterOf(group, partsOf(group))), ...elsewhere.map((point) => filterElsewhere(point.elsewhere, partsOf(point)))];
}

const guestsIn = remembering(readRules);

const asGuest = ({ owner, directions, lines }: Rules, name: string, sure: boolean): Rules => ({ owner, directions, lines: asGuests(lines, name, sure) });

function readRules(config: TerraformConfig): readonly Rules[] {
  const groups = groupsIn(config);
  const rules = standaloneRules(config, groups);
  const inline = groups.flatMap((group) => {
    const hasStandalone = rules.some(({ owner }) => !isElsewhere(owner) && owner.here.includes(group));
    return DIRECTIONS.map((direction): Rules => ({ owner: { here: [group], sure: true }, directions: [direction], lines: inlineLines(config, group, direction, hasStandalone) }));
  });
  return [...inline, ...rules];
}

function filterOf(group: Resource, rules: readonly Rules[]): Filter {
  const notes = notesOfPoint(group);
  return { kind: KIND, point: group.address, directions: DIRECTIONS, lines: [...doubtsOfPoint(group, rules), ...rules.flatMap(({ lines }) => lines)], otherwise: 'deny', ...(notes.length === 0 ? {} : { notes }) };
}

function filterElsewhere(point: string, rules: readonly Rules[]): Filter {
  const directions = DIRECTIONS.filter((direction) => rules.some(({ directions: of, lines }) => lines.length > 0 && of.includes(direction)));
  return { kind: KIND, point, directions, lines: rules.flatMap(({ lines }) => lines), otherwise: 'deny', notes: [`${point} is not in this configuration: what other rules of it permit is not known`] };
}

/** Blocks in the group; never beside standalone rules (aws_security_group documentation, read 2026-11-20). */
function inlineLines(config: TerraformConfig, group: Resource, direction: Direction, hasStandalone: boolean): readonly FilterLine[] {
  const written = group.values[direction];
  if (hasNone(group, direction, hasStandalone)) return [];
  const removed = removedBy(config, group, direction);
  return itemsIn(written).flatMap((block, index) => {
    const rule = `${group.address} ${direction}[${index}]`;
    if (!isMap(block)) return linesOf('permit', { rule }, inDirection(direction, mayAsk({}, `${describeValue(block)} is not known here`)));
    const { lists, reading } = peersOfBlock(config, block);
    const asked = [readProtocol(block['protocol'], block['from_port'], block['to_port']), on(peerAxis(direction), reading)];
    return lists ? linesOf('permit', placeOf(rule, block['description']), unsure(inDirection(direction, together(asked)), removed)) : [];
  });
}

function standaloneRules(config: TerraformConfig, groups: readonly Resource[]): readonly Rules[] {
  const rules = resourcesOf(config, 'aws_security_group_rule').map((rule) => {
    const { type, protocol, from_port: from, to_port: to } = rule.values;
    const directions = DIRECTIONS.filter((direction) => typeof type !== 'string' || type === direction);
    const reading = peersOfRule(config, rule.values);
    return standalone(config, rule, groups, directions, (direction) => together([readProtocol(protocol, from, to), on(peerAxis(direction), reading)]));
  });
  const vpcRules = DIRECTIONS.flatMap((direction) =>
    resourcesOf(config, `aws_vpc_security_group_${direction}_rule`).map((rule) => {
      const { ip_protocol: protocol, from_port: from, to_port: to } = rule.values;
      return standalone(config, rule, groups, [direction], () => together([readProtocol(protocol, from, to), on(peerAxis(direction), peersOfVpcRule(config, rule.values))]));
    }),
  );
  return [...rules, ...vpcRules];
}

const peerAxis = (direction: Direction): 'address' | 'source' => (direction === 'egress' ? 'address' : 'source');

function standalone(config: TerraformConfig, rule: Resource, groups: readonly Resource[], directions: readonly Direction[], read: (direction: Direction) => Condition): Rules {
  const named = rule.values['security_group_id'];
  const owner = ownerOf(named, groups);
  const doubts = [
    ...(rule.repeats === undefined ? [] : [`how often it is made: ${rule.repeats}`]),
    ...(isElsewhere(owner) || owner.sure ? [] : [`which group it belongs to: ${describeValue(named)}`]),
    ...(directions.length === 1 ? [] : ['whether it is for egress or ingress']),
  ];
  const lines = directions.flatMap((direction) => {
    const asked = inDirection(direction, read(direction));
    return linesOf('permit', placeOf(rule.address, rule.values['description']), unsure(asked, [...doubts, ...removedBy(config, rule, direction)]));
  });
  return { owner, made: isMade(rule, owner), directions, lines };
}

const unsure = (condition: Condition, doubts: readonly string[]): Condition => (doubts.length === 0 ? condition : uncertain(condition, ...doubts));

const inDirection = (direction: Direction, condition: Condition): Condition => together([asks({ direction: directionSet(direction) }), condition]);

function placeOf(rule: string, description: Value | undefined): RulePlace {
  const about = textOf(description);
  return about === undefined || about === '' ? { rule } : { rule, about };
}
