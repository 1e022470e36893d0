import type { Filter } from '../../model/filter.js';
import { latelyBy } from '../../model/memo.js';
import { DIRECTIONS } from '../../model/protocol.js';
import type { Resource, TerraformConfig, Value, ValueMap } from '../../terraform/config.js';
import { sureOwner } from '../../terraform/owner.js';
import { doubtsOfPoint, notesOfPoint } from '../../terraform/repeated.js';
import { blockOf, describeValue, isMap, isKnown, listOf, numberOf, resourcesOf, textOf } from '../../terraform/values.js';
import { type Defaults, readDefaults } from './read-defaults.js';
import { firewallsOf, ruleGroupAt, vpcOf } from './read-references.js';
import { type ReadRule, type Shown, unreadable } from './read-rule.js';
import { compareRanks } from './read-rank.js';
import { type GroupContext, orderOfGroup, readOrder, readRuleGroup } from './read-rule-group.js';
import { linesOf } from './read-stages.js';
import { statelessAction, statelessLines } from './read-stateless.js';
import { type PolicyVariables, readPolicyVariables } from './read-variables.js';

const KIND = 'aws-network-firewall';

/**
 * One firewall policy with the groups it references. The engine knows no direction: lines hold for both. With a packet
 * shown, what it does with this one.
 */
export function readPolicy(config: TerraformConfig, resource: Resource, shown?: Shown): Filter {
  const { address } = resource;
  const policy = blockOf(resource.values['firewall_policy']);
  const variables = readPolicyVariables(policy, vpcNetworks(config, resource));
  const said = readOrder(blockOf(policy['stateful_engine_options']));
  const order = said ?? 'strict';
  const rules = statefulRules(listOf(policy['stateful_rule_group_reference']), address, { config, variables, order, shown });
  const { lines, otherwise } = linesOf(order === 'strict' ? rules : byAction(rules), defaultsOf(policy, `${address} stateful_default_actions`));
  const unsure = said === undefined || isOpen(policy) || (order === 'strict' && !isRanked(policy)) ? unreadableLines(`${address} firewall_policy`, 'the rule order or the default actions') : [];
  const stateless = statelessLines(statelessGroups(config, policy), policy['stateless_default_actions'], address);
  const doubts = doubtsOfPoint(resource, firewallsOf(config, resource).map(({ repeats }) => ({ made: repeats === undefined })));
  return { kind: KIND, point: address, directions: DIRECTIONS, lines: [...doubts, ...unsure, ...stateless, ...lines], otherwise, ...withNotes([...notesOf(policy, variables), ...notesOfPoint(resource)]), ...byPacket(rules, (shown) => readPolicy(config, resource, shown)) };
}

/** What is left open until one packet is known is read again for the packet. */
const byPacket = (rules: readonly ReadRule[], readFor: (shown: Shown) => Filter): Pick<Filter, 'forPacket'> => {
  if (!rules.some(({ asksPacket }) => asksPacket === true)) return {};
  const read = latelyBy(JSON.stringify, readFor, 100);
  return { forPacket: ({ name, direction }) => read({ name, isOut: direction === 'egress' }) };
};

/**
 * Groups that no policy here references: they are taken to be all referenced by one policy elsewhere, which in strict
 * order drops what they do not pass.
 */
export function readLooseGroups(config: TerraformConfig, groups: readonly Resource[], shown?: Shown): Filter {
  const point = groups.map(({ address }) => address).join(' + ');
  const orders = new Set(groups.map(orderOfGroup));
  const order = orders.size === 1 ? ([...orders][0] ?? 'strict') : 'strict';
  const rules = groups.flatMap((group) => readRuleGroup(group, { config, variables: {}, order, shown }));
  const assumed = order === 'strict' ? ['aws:drop_established_app_layer'] : [];
  const { lines, otherwise } = linesOf(order === 'strict' ? rules : byAction(rules), readDefaults(assumed, `${point} (its policy)`));
  const unordered = groups.length > 1 && order === 'strict' && rules.some(({ action }) => action === 'deny');
  const unsure = orders.size === 1 && !orders.has(undefined) && !unordered ? [] : unreadableLines(point, 'in which order the groups are looked at');
  const taken = order === 'strict' ? 'in strict order, with an aws:drop_established default' : 'in action order, so that everything unmatched passes';
  return { kind: KIND, point, directions: DIRECTIONS, lines: [...unsure, ...lines], otherwise, notes: [`no policy here references ${point}: read as if one policy did, ${taken}`], ...byPacket(rules, (shown) => readLooseGroups(config, groups, shown)) };
}

/** A firewall whose policy is elsewhere may permit anything. */
export function readUnknownPolicy({ address, values }: Resource): Filter {
  return { kind: KIND, point: address, directions: DIRECTIONS, lines: unreadableLines(address, `its policy ${describeValue(values['firewall_policy_arn'])} is not in this configuration`), otherwise: 'deny' };
}

const unreadableLines = (rule: string, why: string): Filter['lines'] => linesOf(unreadable(rule, why), readDefaults([], rule)).lines;

const withNotes = (notes: readonly string[]): Pick<Filter, 'notes'> => (notes.length === 0 ? {} : { notes });

/** Passes before drops before rejects, and each of them as the engine ranks rules; the sort keeps what is equal in place. */
const byAction = (rules: readonly ReadRule[]): readonly ReadRule[] => {
  const ranked = [...rules].sort((a, b) => compareRanks(a.rank, b.rank));
  return [...ranked.filter(({ action }) => action === 'pass'), ...ranked.filter(({ action }) => action === 'deny')];
};

function statefulRules(given: readonly Value[], policy: string, context: GroupContext): readonly ReadRule[] {
  const inOrder = context.order === 'strict' ? [...given].sort((a, b) => priorityOf(a) - priorityOf(b)) : given;
  return inOrder.flatMap((reference) => (isMap(reference) ? referenced(reference, policy, context) : unreadable(policy, describeValue(reference))));
}

const priorityOf = (reference: Value): number => (isMap(reference) ? (numberOf(reference['priority']) ?? 0) : 0);

function referenced(reference: ValueMap, policy: string, context: GroupContext): readonly ReadRule[] {
  const group = ruleGroupAt(context.config, reference['resource_arn']);
  if (group !== undefined && group.values['type'] !== 'STATELESS') return readRuleGroup(group, context);
  const arn = describeValue(reference['resource_arn']);
  const lost = unreadable(`${policy} ${arn}`, `the rules of ${arn} are not in this configuration`);
  if (!/:aws-managed:/.test(textOf(reference['resource_arn']) ?? '')) return lost;
  const mellowed = textOf(blockOf(reference['override'])['action']) === 'DROP_TO_ALERT';
  return mellowed ? [] : lost.filter(({ action }) => action === 'deny'); // AWS's own groups drop and alert, and pass nothing
}

function statelessGroups(config: TerraformConfig, policy: ValueMap): readonly Resource[] {
  const given = [...listOf(policy['stateless_rule_group_reference'])].sort((a, b) => priorityOf(a) - priorityOf(b));
  return given.map((reference) => (isMap(reference) ? ruleGroupAt(config, reference['resource_arn']) : undefined) ?? { address: describeValue(reference), type: '', values: {} });
}

function defaultsOf(policy: ValueMap, rule: string): Defaults {
  const actions = listOf(policy['stateful_default_actions']);
  return readDefaults(actions.flatMap((action) => textOf(action) ?? []), rule);
}

function notesOf(policy: ValueMap, variables: PolicyVariables): readonly string[] {
  const fragments = statelessAction(policy['stateless_fragment_default_actions']);
  return [
    ...(variables.homeNet === undefined ? ['HOME_NET is not set and the VPC of the firewall is not here: what $HOME_NET and $EXTERNAL_NET hold is not known'] : []),
    ...(fragments === 'forward' ? [] : ['UDP fragments do not reach the stateful rules']),
    ...(policy['tls_inspection_configuration_arn'] === undefined || policy['tls_inspection_configuration_arn'] === null ? [] : ['TLS is inspected: rules for http may see what is read here as tls']),
  ];
}

/** The networks of the VPC of the firewalls that use the policy, where all of it is written here. */
function vpcNetworks(config: TerraformConfig, policy: Resource): readonly string[] | undefined {
  const vpcs = [...new Set(firewallsOf(config, policy).map((firewall) => vpcOf(config, firewall)))];
  const [vpc, ...others] = vpcs;
  if (vpc === undefined || others.length > 0) return undefined;
  const more = resourcesOf(config, 'aws_vpc_ipv4_cidr_block_association').filter(({ values }) => sureOwner(values['vpc_id'], [vpc]) !== undefined);
  const texts = [vpc, ...more].map(({ values }) => textOf(values['cidr_block']));
  const sixes = ['assign_generated_ipv6_cidr_block', 'ipv6_ipam_pool_id', 'ipv6_cidr_block'].some((key) => (vpc.values[key] ?? false) !== false);
  return sixes || texts.includes(undefined) ? undefined : texts.flatMap((text) => text ?? []);
}

/** Has every group its priority? One group needs none. */
function isRanked(policy: ValueMap): boolean {
  const references = listOf(policy['stateful_rule_group_reference']);
  return references.length < 2 || references.every((each) => isMap(each) && numberOf(each['priority']) !== undefined);
}

/** Does the rule order or a default action wait for apply? */
const isOpen = (policy: ValueMap): boolean => ['stateful_default_actions', 'stateful_engine_options'].some((key) => !listOf(policy[key]).every(isKnown));
