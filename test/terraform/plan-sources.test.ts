/**
 * What a plan does not write out: what is left out of a new group, and what locals and whole resources lead to. The shapes
 * are those of Terraform 1.11.4 with aws 5.100.0 (measured 2026-11).
 */
import { evaluate } from '../../src/check/evaluate.js';
import { read } from '../../src/firewalls/aws-security-group/read.js';
import { orThrow } from '../../src/model/diagnostic.js';
import type { Json, JsonMap } from '../../src/terraform/json.js';
import { readPlan } from '../../src/terraform/read-plan.js';

const WEB = { direction: 'egress', source: '10.0.0.1', destination: '203.0.113.7', protocol: 'tcp', port: 443, application: 'opaque' } as const;
const SSH = { direction: 'ingress', source: '198.51.100.1', destination: '10.0.0.1', protocol: 'tcp', port: 22, application: 'opaque' } as const;

const BLOCK = { from_port: 443, to_port: 443, protocol: 'tcp', cidr_blocks: ['203.0.113.0/24'], description: '', ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false };
const RULE = { from_port: 443, to_port: 443, protocol: 'tcp', type: 'egress', cidr_blocks: ['203.0.113.0/24'], ipv6_cidr_blocks: null, prefix_list_ids: null, self: false };

interface Planned {
  readonly address: string;
  readonly values: JsonMap;
  readonly unknown: JsonMap;
  readonly expressions?: JsonMap;
}

const group = (address: string, values: JsonMap, unknown: JsonMap, expressions: JsonMap = {}): Planned => ({ address, values, unknown: { id: true, ...unknown }, expressions });
const rule = (address: string, ...references: string[]): Planned => ({ address, values: RULE, unknown: { id: true, security_group_id: true, source_security_group_id: true }, expressions: { security_group_id: { references } } });

const localOf = (address: string): string => address.replace(/^module\.\w+(?:\[.*?\])?\./, '').replace(/\[.*\]$/, '');
const typeOf = (address: string): string => localOf(address).split('.')[0] ?? '';
const moduleOf = (address: string): string => /^module\.\w+/.exec(address)?.[0] ?? '';

/** A plan of resources at the root and in the modules `web` and `db`. */
function verdicts(planned: readonly Planned[], rest: { readonly relevant?: Json; readonly given?: JsonMap } = {}): Readonly<Record<string, readonly string[]>> {
  const resources = (module: string): readonly JsonMap[] =>
    planned.filter(({ address }) => moduleOf(address) === module).map(({ address, values }) => ({ address, mode: 'managed', type: typeOf(address), values }));
  const configured = (module: string): readonly JsonMap[] =>
    planned.filter(({ address }) => moduleOf(address) === module).map(({ address, expressions }) => ({ address: localOf(address), type: typeOf(address), expressions: expressions ?? {} }));
  const plan = {
    format_version: '1.2',
    planned_values: { root_module: { resources: resources(''), child_modules: ['module.web', 'module.db'].map((address) => ({ address, resources: resources(address) })) } },
    resource_changes: planned.map(({ address, unknown }) => ({ address, change: { actions: ['create'], after_unknown: unknown } })),
    configuration: {
      root_module: {
        resources: configured(''),
        module_calls: {
          web: { expressions: {}, module: { resources: configured('module.web'), outputs: { id: { expression: { references: ['local.id'] } } } } },
          db: { expressions: rest.given ?? {}, module: { resources: configured('module.db') } },
        },
      },
    },
    ...(rest.relevant === undefined ? {} : { relevant_attributes: rest.relevant }),
  } as unknown as JsonMap;
  return Object.fromEntries(read(orThrow(readPlan(plan, 'plan.json'))).map((filter) => [filter.point, [WEB, SSH].map((packet) => evaluate(filter, packet).verdict)]));
}

const from = (...sources: readonly (readonly [string, ...string[]])[]): Json => sources.map(([resource, ...attribute]) => ({ resource, attribute }));

describe('inline rules of a new group', () => {
  test('that the configuration leaves out are none', () => {
    expect(verdicts([group('aws_security_group.g', { egress: [BLOCK] }, { ingress: true }, { egress: { constant_value: [] } })])).toEqual({ 'aws_security_group.g': ['permit', 'deny'] });
  });

  test('of a block that only apply unfolds are one with values that are not known', () => {
    const { cidr_blocks: _, from_port: __, to_port: ___, protocol: ____, ...known } = BLOCK;
    const open = { cidr_blocks: true, from_port: true, to_port: true, protocol: true };
    expect(verdicts([group('aws_security_group.g', { egress: [BLOCK], ingress: [known] }, { ingress: [open] })])).toEqual({ 'aws_security_group.g': ['permit', 'unknown'] });
  });

  test('that an expression gives are not known', () => {
    expect(verdicts([group('aws_security_group.g', { egress: [BLOCK] }, { ingress: true }, { ingress: { references: ['local.rules'] } })])).toEqual({ 'aws_security_group.g': ['permit', 'unknown'] });
  });

  test('of a plan without its configuration are not known', () => {
    const bare = { format_version: '1.2', planned_values: { root_module: { resources: [{ address: 'aws_security_group.g', type: 'aws_security_group', values: { egress: [BLOCK] } }] } }, resource_changes: [{ address: 'aws_security_group.g', change: { after_unknown: { ingress: true } } }] };
    expect(read(orThrow(readPlan(bare, 'plan.json'))).map((filter) => evaluate(filter, SSH).verdict)).toEqual(['unknown']);
  });
});

describe('a prefix list that a block names of which a plan has no expressions', () => {
  const list = (name: string): Planned => ({ address: `aws_ec2_managed_prefix_list.${name}`, values: { address_family: 'IPv4', max_entries: 1, entry: [{ cidr: '203.0.113.0/24' }] }, unknown: { id: true } });
  const made = group('aws_security_group.g', { egress: [{ ...BLOCK, cidr_blocks: [], prefix_list_ids: [null] }], ingress: [] }, { egress: [{ prefix_list_ids: [true] }] });
  const said = (...relevant: readonly (readonly [string, ...string[]])[]): string | undefined => verdicts([made, list('a'), list('b')], { relevant: from(...relevant) })['aws_security_group.g']?.[0];

  // A constant may stand beside what changes come from, and a plan holds none of them.
  test('is the one that changes come from, or a constant', () => expect(said(['aws_ec2_managed_prefix_list.a', 'id'], ['aws_vpc.main', 'id'])).toBe('unknown'));

  test('is not known where there are two, or an attribute that may be one', () => {
    expect(said(['aws_ec2_managed_prefix_list.a', 'id'], ['aws_ec2_managed_prefix_list.b', 'id'])).toBe('unknown');
    expect(said(['aws_ec2_managed_prefix_list.a', 'id'], ['aws_vpc_endpoint.s3', 'prefix_list_id'])).toBe('unknown');
  });
});

describe('a group that rules name by', () => {
  const [own, other] = ['module.web.aws_security_group.this', 'aws_security_group.other'];
  const local = [group(`${own}[0]`, {}, { egress: true, ingress: true }), rule('module.web.aws_security_group_rule.r[0]', 'local.id')];
  const beside = group(other, { egress: [], ingress: [] }, {});
  const inWeb = [own, ...['module.web.aws_security_group.this_name_prefix']] as const;

  test('a local of its module, which leads to no other', () => {
    expect(verdicts([...local, beside], { relevant: from([inWeb[0]], [inWeb[1]], [other, 'id'], ['aws_vpc.main', 'id']) })).toEqual({ [`${own}[0]`]: ['unknown', 'deny'], [other]: ['deny', 'deny'] });
  });

  test('the resource as a whole, of whatever count', () => {
    expect(verdicts([group('aws_security_group.g[0]', {}, { egress: true, ingress: true }), beside, rule('aws_security_group_rule.r', 'aws_security_group.g')])).toEqual({ 'aws_security_group.g[0]': ['unknown', 'deny'], [other]: ['deny', 'deny'] });
  });

  test.each<[string, readonly Planned[], Json | undefined, JsonMap]>([
    ['a local, where the plan does not say what changes come from', local, undefined, {}],
    ['a local that may be of the network', local, from([own], ['module.web.aws_vpc.v', 'default_security_group_id']), {}],
    ['a local that may be looked up', local, from([own], ['module.web.data.aws_security_group.found', 'id']), {}],
    ['a local that may be either of two', [...local, group('module.web.aws_security_group.that', { egress: [], ingress: [] }, {})], from([own], ['module.web.aws_security_group.that']), {}],
    ['one of the instances', [group(`${own}["a"]`, {}, { egress: true, ingress: true }), group(`${own}["b"]`, {}, { egress: true, ingress: true }), rule('module.web.aws_security_group_rule.r', 'local.id')], from([own]), {}],
    ['a local that never is its id', local, from([own, 'vpc_id']), {}],
  ])('%s, is not known', (_, planned, relevant) => {
    expect(verdicts(planned, relevant === undefined ? {} : { relevant })[planned[0]?.address ?? '']?.[0]).toBe('unknown');
  });

  describe('a local of a module that is given the id of another', () => {
    const db = [group('module.db.aws_security_group.this', {}, { egress: true, ingress: true }), ...local, rule('module.db.aws_security_group_rule.r', 'local.id')];
    const relevant = from([own], ['module.db.aws_security_group.this']);
    const said = (given: JsonMap): string | undefined => verdicts(db, { relevant, given })['module.db.aws_security_group.this']?.[0];

    test('may be either', () => {
      expect(said({ peers: { references: ['module.web.id', 'module.web'] } })).toBe('unknown');
      expect(said({ peers: { references: ['local.peers'] } })).toBe('unknown');
      expect(said({ peers: { references: ['each.value'] } })).toBe('unknown');
    });

    test('is of no other, where it is given other things', () => {
      expect(said({ name: { references: ['each.key'] }, vpc_id: { references: ['aws_vpc.main.id', 'aws_vpc.main'] }, cidr: { references: ['var.cidr'] } })).toBe('unknown');
    });
  });
});
