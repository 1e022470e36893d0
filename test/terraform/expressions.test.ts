/**
 * Expressions as modules are written with them. Expected values are those of Terraform's documentation (language,
 * "Expressions" and "Built-in Functions", read 2026-11-20), and real Terraform is asked for all of them where it is there.
 */
import { rmSync } from 'node:fs';
import { orThrow } from '../../src/model/diagnostic.js';
import type { Json } from '../../src/terraform/json.js';
import type { Value } from '../../src/terraform/config.js';
import { readConfiguration } from '../../src/terraform/read-configuration.js';
import { reference, unknown } from '../../src/terraform/values.js';
import { describeWith } from './support/skip.js';
import { findTerraform, withTerraform, workFolder } from './support/terraform.js';

const DECLARED = {
  locals: {
    rules: { web: { port: 443, cidrs: ['10.0.0.0/8'], on: true }, dns: { port: 53, cidrs: [], on: false } },
    cidrs: ['10.0.0.0/8', '', '192.168.0.0/16'],
    nested: [['a'], ['b', ['c']]],
    nothing: null,
    on: 'true',
  },
  variable: {
    port: { type: 'number', default: '443' },
    zones: { type: 'set(string)', default: ['b', 'a', 'b'] },
    open: { type: 'map(object({ port = optional(number, 443), protocol = optional(string), tags = optional(list(string), ["t"]) }))', default: { one: {}, two: { port: '80', protocol: 'udp', more: 1 } } },
    untyped: { default: [1, 'b'] },
    absent: { type: 'list(string)', default: null },
  },
} as unknown as Readonly<Record<string, Json>>;

function valueOf(text: string, rest: Readonly<Record<string, Json>> = DECLARED, resources: Json = {}): Value | undefined {
  const json = { ...rest, resource: { ...(resources as object), aws_x: { y: { v: [text] } } } } as unknown as Readonly<Record<string, Json>>;
  const { resources: all } = orThrow(readConfiguration([{ name: 'main.tf.json', json }]));
  const values = all.find(({ address }) => address === 'aws_x.y')?.values['v'] as readonly Value[] | undefined;
  return values?.[0];
}

const KNOWN: readonly (readonly [expression: string, value: Json])[] = [
  ['local.on ? 1 : 0', 1],
  ['local.nothing == null ? "*" : local.nothing', '*'],
  ['local.nothing != null && length(local.cidrs) > 2', false],
  ['!(var.port == 80) || false', true],
  ['"p${local.rules.web.port}" == "p443"', true],
  ['100 + 10 * 2 - 6 / 3', 118],
  ['-(7 % 4)', -3],
  ['local.cidrs[1 + 1]', '192.168.0.0/16'],
  ['local.rules["w${"eb"}"].port', 443],
  ['local.rules.web.cidrs.0', '10.0.0.0/8'],
  ['[for name, rule in local.rules : name if rule.on]', ['web']],
  ['[for index, cidr in local.cidrs : "${index}:${cidr}"]', ['0:10.0.0.0/8', '1:', '2:192.168.0.0/16']],
  ['{ for name, rule in local.rules : upper(name) => rule.port }', { DNS: 53, WEB: 443 }],
  ['{ for c in ["aa", "ab", "b"] : trimsuffix(c, "b") => c... }', { a: ['ab'], aa: ['aa'], '': ['b'] }],
  ['values(local.rules)[*].port', [53, 443]],
  ['values(local.rules).*.port', [53, 443]],
  ['keys(local.rules)', ['dns', 'web']],
  ['local.nothing[*]', []],
  ['local.on[*]', ['true']],
  ['concat(local.cidrs, ["x"])', ['10.0.0.0/8', '', '192.168.0.0/16', 'x']],
  ['compact(local.cidrs)', ['10.0.0.0/8', '192.168.0.0/16']],
  ['flatten(local.nested)', ['a', 'b', 'c']],
  ['merge(local.rules.dns, { port = 5353, "on" : true })', { port: 5353, cidrs: [], on: true }],
  ['lookup(local.rules.web, "port", 1)', 443],
  ['lookup(local.rules.web, "protocol", null)', null],
  ['try(local.rules.web.protocol, "tcp")', 'tcp'],
  ['try(local.rules.mail.port, local.cidrs[7], 25)', 25],
  ['can(local.rules.mail)', false],
  ['coalesce(local.nothing, "", "tcp")', 'tcp'],
  ['element(["a", "b"], 3)', 'b'],
  ['one([])', null],
  ['distinct(["b", "a", "b"])', ['b', 'a']],
  ['sort(["b", "a"])', ['a', 'b']],
  ['toset(["b", "a", "b"])', ['a', 'b']],
  ['toset([443, "80"])', ['443', '80']],
  ['setsubtract(["c", "b", "a"], ["b"])', ['a', 'c']],
  ['setintersection(["c", "b", "a"], ["b", "c"], ["c", "d"])', ['c']],
  ['setproduct(["a", "b"], ["c"])', [['a', 'c'], ['b', 'c']]],
  ['join(",", compact(local.cidrs))', '10.0.0.0/8,192.168.0.0/16'],
  ['split(",", "443,80")', ['443', '80']],
  ['format("%s/%d", "10.0.0.0", 8)', '10.0.0.0/8'],
  ['contains(["tcp", "udp"], lower("TCP"))', true],
  ['range(3)', [0, 1, 2]],
  ['max(1, length(local.cidrs))', 3],
  ['replace("a.b.c", ".", "-")', 'a-b-c'],
  ['zipmap(["a", "b"], [1, 2])', { a: 1, b: 2 }],
  ['tonumber("443")', 443],
  ['"a \\"b\\" \\\\ $${x}"', 'a "b" \\ ${x}'],
  // As the type of a variable makes it.
  ['var.port', 443],
  ['var.zones', ['a', 'b']],
  ['try(var.zones[0], "a set has no first")', 'a set has no first'],
  ['var.open["one"]', { port: 443, protocol: null, tags: ['t'] }],
  ['var.open.two', { port: 80, protocol: 'udp', tags: ['t'] }],
  ['lookup(var.open["one"], "protocol", "tcp")', null],
  ['var.absent == null ? [] : var.absent', []],
  ['var.untyped[1]', 'b'],
];

test.each(KNOWN)('%s', (expression, value) => expect(valueOf(`\${${expression}}`)).toEqual(value));

test.each([
  ['a function that is not worked out', '${cidrsubnet("10.0.0.0/8", 8, 1)}'],
  ['a pattern of another dialect', '${replace("a1", "/\\\\d/", "")}'],
  ['part of what is not known', '${concat(local.cidrs, var.none)}'],
  ['a test of what is not known', '${var.none ? 1 : 0}'],
  ['a first that may be refused', '${try(var.none.port, 443)}'],
  ['a list that may hold lists', '${flatten([var.none, "a"])}'],
  ['what may be left out', '${compact([var.none, "a"])}'],
  ['lists of which Terraform knows the types', '${local.cidrs == [] ? 1 : 0}'],
  ['a heredoc', '${<<EOT\na\nEOT\n}'],
  ['a type that Terraform would refuse', '${var.wrong}'],
])('%s is not known', (_, text) => expect(valueOf(text, { ...DECLARED, variable: { none: {}, wrong: { type: 'number', default: 'x' } } })).toEqual(unknown(text)));

describe('resources', () => {
  const made = {
    aws_group: { many: { count: '${local.on ? 2 : 0}', name: 'g' }, none: { count: 0 }, each: { for_each: { a: 1, b: 2 } }, alone: { name: 'alone' }, perhaps: { count: '${var.none}' } },
  } as unknown as Json;
  test.each<[string, Value]>([
    ['aws_group.many[*].id', [reference('aws_group.many[0]', 'id'), reference('aws_group.many[1]', 'id')]],
    ['one(aws_group.none[*].id)', null],
    ['aws_group.alone[*].id', [reference('aws_group.alone', 'id')]],
    ['[for g in aws_group.each : g.id]', [reference('aws_group.each["a"]', 'id'), reference('aws_group.each["b"]', 'id')]],
    ['values(aws_group.each)[*].id', [reference('aws_group.each["a"]', 'id'), reference('aws_group.each["b"]', 'id')]],
    ['aws_group.each[keys(local.keys)[0]].id', reference('aws_group.each["b"]', 'id')],
    ['try(aws_group.many[0].id, "")', reference('aws_group.many[0]', 'id')],
    ['try(aws_group.none[0].id, "")', ''],
    ['try(aws_group.perhaps[0].id, "")', unknown('${try(aws_group.perhaps[0].id, "")}')],
    ['concat(aws_group.none.*.id, [aws_group.alone.name])[0]', 'alone'],
  ])('%s', (expression, value) => expect(valueOf(`\${${expression}}`, { locals: { on: true, keys: { b: 1 } } }, made)).toEqual(value));
});

test('blocks and resources are repeated by what expressions make', () => {
  const json = {
    ...DECLARED,
    resource: {
      aws_a: { x: { for_each: '${{ for name, rule in local.rules : name => rule if rule.on }}', port: '${each.value.port}', first: '${each.value.cidrs[0]}' } },
      aws_b: { x: { count: '${length(local.cidrs)}', cidr: '${local.cidrs[count.index]}', priority: '${100 + count.index * 10}' } },
      aws_c: { x: { dynamic: { rule: { for_each: '${[for rule in values(local.rules) : rule]}', content: { priority: '${100 + rule.key}', port: '${rule.value.port}', note: '${lookup(rule.value, "note", null)}' } } } } },
      aws_d: { x: { dynamic: { rule: { for_each: '${toset(["80", "443"])}', content: { port: '${rule.key}' } } } } },
      aws_e: { x: { count: '${local.on ? 0 : 1}' } },
    },
  } as unknown as Readonly<Record<string, Json>>;
  expect(orThrow(readConfiguration([{ name: 'main.tf.json', json }])).resources.map(({ address, values }) => [address, values])).toEqual([
    ['aws_a.x["web"]', { port: 443, first: '10.0.0.0/8' }],
    ['aws_b.x[0]', { cidr: '10.0.0.0/8', priority: 100 }],
    ['aws_b.x[1]', { cidr: '', priority: 110 }],
    ['aws_b.x[2]', { cidr: '192.168.0.0/16', priority: 120 }],
    ['aws_c.x', { rule: [{ priority: 100, port: 53, note: null }, { priority: 101, port: 443, note: null }] }],
    ['aws_d.x', { rule: [{ port: '443' }, { port: '80' }] }],
  ]);
});

test.each<[string, Value]>([
  ['tolist(toset([true, false]))[0]', unknown('${tolist(toset([true, false]))[0]}')],
  ['[for x in toset([{ p = 2 }, { p = 1 }]) : x.p][0]', unknown('${[for x in toset([{ p = 2 }, { p = 1 }]) : x.p][0]}')],
  ['length(toset([var.none, var.more]))', unknown('${length(toset([var.none, var.more]))}')],
  ['length(toset([[1], [1]]))', 1],
  ['length(distinct([{ a = 1, b = 2 }, { b = 2, a = 1 }]))', 1],
  ['format("%d", "007")', unknown('${format("%d", "007")}')],
  ['tostring(1e21)', unknown('${tostring(1e21)}')],
  ['length("e\u0301")', unknown('${length("e\u0301")}')],
  ['try(local.list[""], 9)', 9],
  ['lookup(local.keyed, "x", "-")', '0.0.0.0/0'],
])('%s is what is sure of it', (expression, value) => {
  const declared = { locals: { k: 'x', keyed: { '${local.k}': '0.0.0.0/0' }, list: ['a'] }, variable: { none: {}, more: {} } } as unknown as Readonly<Record<string, Json>>;
  expect(valueOf(`\${${expression}}`, declared)).toEqual(value);
});

test('what is long beyond all measure, or a circle of data, is not known', () => {
  for (const text of [`\${${Array(20_000).fill('1').join('+')}}`, `\${max(${Array(200_000).fill('1').join(',')})}`]) expect(valueOf(text)).toEqual(unknown(text));
  const circle = { data: { aws_d: { a: { name: '${data.aws_d.a.name}' } } } } as unknown as Readonly<Record<string, Json>>;
  expect(valueOf('${data.aws_d.a.name}', circle)).toEqual(unknown('${data.aws_d.a.name}'));
});

test('a value that is null is known to be left out', () => {
  expect(valueOf('${local.rules.a.b}', { locals: { rules: { a: { b: null } } } })).toBeNull();
  expect(valueOf('${local.none}', { locals: { none: null } })).toBeNull();
});

test('names that lead in a circle end', () => {
  expect(valueOf('${local.a["x"]}', { locals: { a: { x: '${local.b.y}' }, b: { y: '${local.a[format("%s", "x")]}' } } })).toEqual(unknown('${local.a["x"]}'));
});

test('what no machine could hold is not unfolded', () => {
  const product = '${length(setproduct(range(1000), range(1000), range(1000)))}';
  expect(valueOf(product)).toEqual(unknown(product));
});

test('lists of twenty thousand are no burden', () => {
  const all = Array.from({ length: 20_000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
  expect(valueOf('${length(setsubtract(distinct(concat(local.all, local.all)), slice(local.all, 0, 19999)))}', { locals: { all } })).toBe(1);
});

test('a text that is nested beyond all measure is not known', () => {
  const deep = `\${${'('.repeat(100_000)}1${')'.repeat(100_000)}}`;
  expect(valueOf(deep)).toEqual(unknown(deep));
});

describeWith(findTerraform() === undefined ? 'terraform' : undefined, 'real Terraform', () => {
  jest.setTimeout(60_000);

  test('says the same of each', async () => {
    const output = Object.fromEntries(KNOWN.map(([expression], index) => [`v${index}`, { value: [`\${${expression}}`] }]));
    const folder = workFolder({ ...DECLARED, output });
    const terraform = await withTerraform(folder);
    try {
      await terraform?.init();
      const plan = await terraform?.plan();
      expect(KNOWN.map((_, index) => (plan?.planned_values?.outputs?.[`v${index}`]?.value as readonly Json[] | undefined)?.[0] ?? null)).toEqual(KNOWN.map(([, value]) => value));
    } finally {
      await terraform?.close();
      rmSync(folder, { recursive: true });
    }
  });
});
