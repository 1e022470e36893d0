import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatProblem } from '../../src/model/diagnostic.js';
import type { Resource, TerraformConfig, Value } from '../../src/terraform/config.js';
import { readTerraform } from '../../src/terraform/read-terraform.js';
import { blockOf, describeValue, followed, isKnown, listOf, reference, resourceAt, unknown } from '../../src/terraform/values.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'vendor-egress-config-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function readOne(path: string): TerraformConfig {
  const read = readTerraform(path);
  if (!read.ok) throw new Error(read.problems.map(formatProblem).join('\n'));
  const [config, ...others] = read.value;
  if (config === undefined || others.length > 0) throw new Error(`expected one configuration, got ${read.value.length}`);
  return config;
}

const problemsOf = (path: string): readonly string[] => {
  const read = readTerraform(path);
  return read.ok ? [] : read.problems.map((problem) => formatProblem(problem).replaceAll(folder, ''));
};

/** The attributes of `aws_x.y` beside what else stands in the file. */
const valuesOf = (body: unknown, rest: object = {}): Resource['values'] =>
  readOne(write('main.tf.json', { ...rest, resource: { ...(rest as { resource?: object }).resource, aws_x: { y: body } } })).resources.find(({ address }) => address === 'aws_x.y')?.values ?? {};

describe('a configuration', () => {
  it('gives resources with blocks as they stand, and leaves comments out', () => {
    const path = write('cdk.tf.json', {
      '//': { metadata: { backend: 'local' } },
      resource: { aws_sg: { web: { '//': { metadata: { path: 'stack/web' } }, name: 'web', egress: [{ from_port: 443 }, { from_port: 80 }] } } },
    });
    expect(readOne(path).resources).toEqual([{ address: 'aws_sg.web', type: 'aws_sg', values: { name: 'web', egress: [{ from_port: 443 }, { from_port: 80 }] } }]);
  });

  it('reads blocks given as lists at every level', () => {
    const path = write('main.tf.json', { resource: [{ aws_sg: [{ web: [{ name: 'web' }] }] }, { aws_sg: { db: { name: 'db' } } }] });
    expect(readOne(path).resources.map(({ address, values }) => [address, values['name']])).toEqual([['aws_sg.web', 'web'], ['aws_sg.db', 'db']]);
  });

  it('keeps references that only apply can fill in, and fills in what is written', () => {
    const rest = { resource: { aws_vpc: { main: { cidr_block: '10.0.0.0/16', tags: { Name: 'main' } } } } };
    const values = valuesOf({ id: '${aws_vpc.main.id}', arn: '${aws_vpc.main.arn}', cidr: '${aws_vpc.main.cidr_block}', name: '${aws_vpc.main.tags.Name}', list: ['${aws_vpc.main.id}'] }, rest);
    expect(values).toEqual({ id: reference('aws_vpc.main', 'id'), arn: reference('aws_vpc.main', 'arn'), cidr: '10.0.0.0/16', name: 'main', list: [reference('aws_vpc.main', 'id')] });
  });

  it('keeps what data is asked by, each time it is asked', () => {
    const data = { aws_vpc: { other: { count: 2, name: 'vpc-${count.index}' }, one: { name: '${local.name}' } } };
    const config = readOne(write('main.tf.json', { data, locals: { name: 'main' }, resource: { aws_x: { y: { first: '${data.aws_vpc.other[0].id}' } } } }));
    expect(config.data?.map(({ address, type, values }) => [address, type, values['name']])).toEqual([
      ['data.aws_vpc.other[0]', 'aws_vpc', 'vpc-0'], ['data.aws_vpc.other[1]', 'aws_vpc', 'vpc-1'], ['data.aws_vpc.one', 'aws_vpc', 'main'],
    ]);
    expect(config.resources[0]?.values['first']).toEqual(reference('data.aws_vpc.other[0]', 'id'));
  });

  it('fills in what data is asked by, and nothing that only the answer has', () => {
    const data = { aws_vpc: { other: { name: 'other', tags: { Name: '${local.name}' } } } };
    expect(valuesOf({ name: '${data.aws_vpc.other.name}', tag: '${data.aws_vpc.other.tags.Name}', id: '${data.aws_vpc.other.id}' }, { data, locals: { name: 'main' } })).toEqual({
      name: 'other', tag: 'main', id: reference('data.aws_vpc.other', 'id'),
    });
  });

  it('follows references to their resource', () => {
    const config = readOne(write('main.tf.json', { resource: { aws_vpc: { main: {} }, aws_x: { y: { vpc: '${aws_vpc.main.id}', data: '${data.aws_vpc.other.id}' } } } }));
    const values = resourceAt(config, 'aws_x.y')?.values ?? {};
    expect(followed(config, values['vpc'])?.address).toBe('aws_vpc.main');
    expect(followed(config, values['data'])).toBeUndefined();
    expect(describeValue(values['data'])).toBe('data.aws_vpc.other.id');
  });

  it('unescapes what Terraform would not evaluate', () => {
    expect(valuesOf({ a: 'price $${x}', b: '%%{if}', c: '$$', d: 'a $ b % c', e: '$$$${x}' })).toEqual({ a: 'price ${x}', b: '%{if}', c: '$$', d: 'a $ b % c', e: '$$${x}' });
  });

  it('fills in locals and the defaults of variables, also inside text', () => {
    const rest = { locals: { home: '10.0.0.0/8', all: ['${local.home}', '172.16.0.0/12'], map: { a: { b: [1, 2] } } }, variable: { port: { default: 443 }, name: { type: 'string' } } };
    expect(valuesOf({ a: '${local.home}', b: '${local.all}', c: 'to ${local.home}:${var.port}', d: '${local.map.a.b[1]}', e: '${local.map["a"].b}', f: '${var.port}' }, rest)).toEqual({
      a: '10.0.0.0/8', b: ['10.0.0.0/8', '172.16.0.0/12'], c: 'to 10.0.0.0/8:443', d: 2, e: [1, 2], f: 443,
    });
  });

  it.each([
    ['a function', '${join(",", local.a)}', '${join(",", local.a)}'],
    ['a condition', '${var.on ? 1 : 2}', '${var.on ? 1 : 2}'],
    ['a variable without a default', '${var.name}', '${var.name}'],
    ['an output of a module', '${module.net.vpc_id}', '${module.net.vpc_id}'],
    ['a splat', '${aws_vpc.main[*].id}', '${aws_vpc.main[*].id}'],
    ['a directive', '%{ if true }a%{ endif }', '%{ if true }a%{ endif }'],
    ['a bracket that never closes', 'a ${b', 'a ${b'],
    ['text with an unknown part', 'arn:${aws_vpc.main.id}:x', 'arn:${aws_vpc.main.id}:x'],
    ['a local that is not there', '${local.missing}', '${local.missing}'],
    ['a local that leads to itself', '${local.loop}', '${local.loop}'],
  ])('keeps the text of %s, unknown', (_, text, kept) => {
    const value = valuesOf({ a: text }, { variable: { name: {}, on: {} }, locals: { loop: '${local.back}', back: '${local.loop}' } })['a'];
    expect(value).toEqual(unknown(kept));
    expect(isKnown(value)).toBe(false);
  });

  it('knows escaped quotes and braces inside an expression', () => {
    expect(valuesOf({ a: '${"a}b"}', b: '${"say \\"hi\\""}' })).toEqual({ a: 'a}b', b: 'say "hi"' });
  });

  it('does not unfold a count that no machine could', () => {
    const { resources } = readOne(write('main.tf.json', { resource: { aws_a: { x: { count: 1e9 } } } }));
    expect(resources).toEqual([{ address: 'aws_a.x', type: 'aws_a', values: {}, repeats: 'count = 1000000000' }]);
  });

  it('repeats a resource as count and for_each say, where they can be read', () => {
    const config = readOne(
      write('main.tf.json', {
        locals: { names: { a: '10.0.0.0/8', b: '11.0.0.0/8' } },
        resource: {
          aws_a: { x: { count: 2, index: '${count.index}' }, none: { count: '${0}' } },
          aws_b: { x: { for_each: '${local.names}', key: '${each.key}', cidr: '${each.value}' } },
          aws_c: { x: { for_each: '${toset(["p", "q"])}', key: '${each.key}' }, y: { for_each: ['p'], key: '${each.value}' } },
          aws_d: { x: { count: '${var.how_many}' }, ref: { id: '${aws_b.x["a"].id}', cidr: '${aws_a.x[1].arn}' } },
        },
      }),
    );
    expect(config.resources.map(({ address, values, repeats }) => [address, values, repeats])).toEqual([
      ['aws_a.x[0]', { index: 0 }, undefined],
      ['aws_a.x[1]', { index: 1 }, undefined],
      ['aws_b.x["a"]', { key: 'a', cidr: '10.0.0.0/8' }, undefined],
      ['aws_b.x["b"]', { key: 'b', cidr: '11.0.0.0/8' }, undefined],
      ['aws_c.x["p"]', { key: 'p' }, undefined],
      ['aws_c.x["q"]', { key: 'q' }, undefined],
      ['aws_c.y["p"]', { key: 'p' }, undefined],
      ['aws_d.x', {}, 'count = "${var.how_many}"'],
      ['aws_d.ref', { id: reference('aws_b.x["a"]', 'id'), cidr: reference('aws_a.x[1]', 'arn') }, undefined],
    ]);
  });

  it('makes dynamic blocks, beside those that are written out', () => {
    const body = { egress: [{ port: 1 }], dynamic: { egress: { for_each: '${local.ports}', content: { port: '${egress.value}' } }, ingress: [{ for_each: [7], iterator: 'it', content: { port: '${it.value}' } }], open: { for_each: '${var.x}', content: {} } } };
    expect(valuesOf(body, { locals: { ports: [2, 3] } })).toEqual({ egress: [{ port: 1 }, { port: 2 }, { port: 3 }], ingress: [{ port: 7 }], open: [unknown('dynamic open: "${var.x}"')] });
  });

  it('reads the files of a folder as one, and says what it did not read', () => {
    write('a.tf.json', { resource: { aws_a: { x: { v: '${local.v}' } } } });
    write('b.tf.json', { locals: { v: 5 }, module: { net: { source: './net' } } });
    write('c.tf', 'resource "aws_b" "y" {}');
    const config = readOne(folder);
    expect(config.resources).toEqual([{ address: 'aws_a.x', type: 'aws_a', values: { v: 5 } }]);
    expect(config.unread).toEqual(['module.net: what it makes is not in this configuration', 'c.tf: HCL is not read, only JSON']);
  });

  it.each(['override.tf.json', 'a_override.tf.json'])('does not read %s, which Terraform merges over the others, and says so', (name) => {
    write('cdk.tf.json', { locals: { port: 443 }, resource: { aws_a: { x: { port: '${local.port}' } } } });
    write(name, { locals: { port: 22 }, resource: { aws_a: { x: { open: true } } } });
    expect(readOne(folder)).toMatchObject({ resources: [{ address: 'aws_a.x', values: { port: 443 } }], unread: [`${name}: what it overrides is not read`] });
  });

  it.each([
    ['terraform.tfvars', unknown('${var.port}')],
    ['terraform.tfvars.json', unknown('${var.port}')],
    ['office.auto.tfvars', unknown('${var.port}')],
    ['office.auto.tfvars.json', unknown('${var.port}')],
    ['office.tfvars', 443], // only where it is asked for
  ])('with %s beside', (name, port) => {
    write('cdk.tf.json', { variable: { port: { default: 443 } }, resource: { aws_a: { x: { port: '${var.port}' } } } });
    write(name, name.endsWith('json') ? { port: 22 } : 'port = 22');
    expect(readOne(folder).resources).toEqual([{ address: 'aws_a.x', type: 'aws_a', values: { port } }]);
  });

  it("reads cdktf's output, a stack each, by name", () => {
    write('cdktf.out/manifest.json', { stacks: {} });
    for (const name of ['vpc', 'office']) write(`cdktf.out/stacks/${name}/cdk.tf.json`, { resource: { aws_a: { [name]: {} } } });
    const read = readTerraform(join(folder, 'cdktf.out'));
    expect(read.ok && read.value.map(({ name, resources }) => [name, resources.map(({ address }) => address)])).toEqual([['office', ['aws_a.office']], ['vpc', ['aws_a.vpc']]]);
  });
});

describe('what stands in the file and not in the cloud, or the other way round', () => {
  it('does not know what ignore_changes keeps as it was', () => {
    expect(valuesOf({ cidrs: ['10.0.0.0/8'], name: 'web', lifecycle: { ignore_changes: ['cidrs', 'tags["Name"]'] } })).toMatchObject({ cidrs: unknown('cidrs, which ignore_changes keeps as it was'), name: 'web' });
    expect(isKnown(valuesOf({ name: 'web', lifecycle: [{ ignore_changes: 'all' }] })['name'])).toBe(false);
    expect(valuesOf({ name: 'web', lifecycle: { create_before_destroy: true, ignore_changes: [] } })['name']).toBe('web');
  });

  it('knows a part of what it keeps no better than the whole', () => {
    expect(isKnown(valuesOf({ rule_group: [{ a: 1 }], lifecycle: { ignore_changes: ['rule_group[0].rules_source'] } })['rule_group'])).toBe(false);
    expect(isKnown(valuesOf({ rule_group: [{ a: 1 }], lifecycle: { ignore_changes: ['${rule_group}'] } })['rule_group'])).toBe(false);
  });
});

describe('keys that stand twice, of which JavaScript sees the last', () => {
  const rule = '{"aws_x": {"y": {"port": 443}}}';

  it.each([
    ['blocks of one name', `{"resource": {"aws_x": {"evil": {"port": 22}}}, "resource": ${rule}}`, 'resource'],
    ['an escaped key', `{"resource": {}, "\\u0072esource": ${rule}}`, 'resource'],
    ['resources of one type', '{"resource": {"aws_x": {"evil": {}}, "aws_x": {"y": {}}}}', 'resource.aws_x'],
    ['blocks in a list', '{"resource": {"aws_x": {"y": {"rule": [{"port": 22, "name": "a \\"b\\": {", "port": 443}]}}}}', 'resource.aws_x.y.rule.port'],
  ])('refuses %s', (_, text, key) => {
    expect(problemsOf(write('main.tf.json', text))).toEqual([`/main.tf.json: ${key}: expected a key that its object has once, got it again`]);
  });

  it('takes a key once in each of several objects, comments as often as they stand, and keys inside texts', () => {
    const text = '{"//": 1, "//": 2, "resource": [{"aws_x": {"y": {"a": 1, "b": {"a": 1}, "c": [{"a": 1}, {"a": "\\"a\\": 1, \\"a\\": 2"}]}}}]}';
    expect(readOne(write('main.tf.json', text)).resources).toHaveLength(1);
  });
});

describe('a plan', () => {
  const plan = {
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: [{ address: 'aws_group.g', mode: 'managed', type: 'aws_group', values: { name: 'g', blocks: [{ definition: ['10.0.0.0/8'] }] } }],
        child_modules: [
          {
            address: 'module.policy["x"]',
            resources: [
              { address: 'module.policy["x"].aws_policy.p[0]', mode: 'managed', type: 'aws_policy', values: { refs: [{ priority: 1 }, { priority: 2 }], kept: null } },
              { address: 'module.policy["x"].data.aws_vpc.v', mode: 'data', type: 'aws_vpc', values: { tags: { Name: 'v' } } },
            ],
          },
        ],
      },
    },
    resource_changes: [
      { address: 'aws_group.g', change: { after_unknown: { arn: true, id: true, blocks: [{ definition: [false] }] } } },
      { address: 'module.policy["x"].aws_policy.p[0]', change: { after_unknown: { arn: true, refs: [{ arn: true }, { arn: true }], list: [true, true], where: true } } },
    ],
    configuration: {
      root_module: {
        resources: [{ address: 'aws_group.g', expressions: { name: { constant_value: 'g' } } }],
        module_calls: {
          net: { module: { outputs: { vpc: { expression: { references: ['aws_vpc.main.id', 'aws_vpc.main'] } } } } },
          policy: {
            expressions: { group_arn: { references: ['aws_group.g.arn', 'aws_group.g'] }, vpc: { references: ['module.net.vpc', 'module.net'] } },
            module: {
              resources: [
                {
                  address: 'aws_policy.p',
                  expressions: {
                    refs: [{ priority: { constant_value: 1 }, arn: { references: ['var.group_arn'] } }, { arn: { references: ['aws_own.o.arn', 'aws_own.o'] } }],
                    list: { references: ['aws_own.a.id', 'aws_own.a', 'aws_own.b.id', 'aws_own.b'] },
                    where: { references: ['var.vpc'] },
                  },
                },
              ],
            },
          },
        },
      },
    },
  };

  it('gives planned values of all modules, unknowns marked or followed through variables and outputs', () => {
    const { resources, data } = readOne(write('plan.json', plan));
    const either = { ...unknown('aws_own.a.id, aws_own.b.id'), sources: ['a', 'b'].map((name) => ({ address: `module.policy["x"].aws_own.${name}`, attribute: 'id' })) };
    expect(data).toEqual([{ address: 'module.policy["x"].data.aws_vpc.v', type: 'aws_vpc', values: { tags: { Name: 'v' } } }]);
    expect(resources).toEqual([
      { address: 'aws_group.g', type: 'aws_group', values: { name: 'g', blocks: [{ definition: ['10.0.0.0/8'] }], arn: unknown('known after apply'), id: unknown('known after apply') }, filledIn: ['arn', 'id'] },
      {
        address: 'module.policy["x"].aws_policy.p[0]',
        type: 'aws_policy',
        values: {
          arn: unknown('known after apply'),
          refs: [{ priority: 1, arn: reference('aws_group.g', 'arn') }, { priority: 2, arn: reference('module.policy["x"].aws_own.o', 'arn') }],
          kept: null,
          list: [either, either],
          where: reference('module.net.aws_vpc.main', 'id'),
        },
        filledIn: ['arn'],
      },
    ]);
  });

  it('knows what a resource waits for beside an object of it that was put aside', () => {
    const address = 'aws_x.y';
    const changes = [{ address, change: { actions: ['create'], after_unknown: { id: true, group: true } } }, { address, deposed: '0123abcd', change: { actions: ['delete'], after: null, after_unknown: {} } }];
    const plan = { format_version: '1.2', planned_values: { root_module: { resources: [{ address, type: 'aws_x', values: { name: 'a' } }] } }, resource_changes: changes };
    expect(readOne(write('plan.json', plan)).resources[0]?.values).toEqual({ name: 'a', id: unknown('known after apply'), group: unknown('known after apply') });
  });

  it('says what it does not hold: what -target leaves out, and what comes behind an error', () => {
    expect(readOne(write('plan.json', { ...plan, complete: true, errored: false })).unread).toBeUndefined();
    expect(readOne(write('plan.json', { ...plan, complete: false })).unread).toEqual([expect.stringContaining('the plan is not complete')]);
    expect(readOne(write('plan.json', { ...plan, errored: true })).unread).toEqual([expect.stringContaining('planning failed')]);
  });

  it('reads a state as it stands', () => {
    const state = { format_version: '1.0', values: { root_module: { resources: [{ address: 'aws_a.x', mode: 'managed', type: 'aws_a', values: { id: 'i-1' } }] } } };
    expect(readOne(write('state.json', state)).resources).toEqual([{ address: 'aws_a.x', type: 'aws_a', values: { id: 'i-1' } }]);
  });
});

describe('what is refused, without throwing', () => {
  it.each<[string, unknown, string]>([
    ['no JSON', '{"resource": ', 'expected JSON, got '],
    ['a list', '[]', 'expected a JSON object, got []'],
    ['other JSON', { name: 'x' }, 'expected Terraform JSON: '],
    ['resources as text', { resource: 'none' }, 'resource: expected an object, or a list of objects, got "none"'],
    ['a type as text', { resource: { aws_a: 5 } }, 'resource.aws_a: expected an object, or a list of objects, got 5'],
    ['a resource as text', { resource: { aws_a: { x: 'y' } } }, 'resource.aws_a.x: expected an object, or a list of objects, got "y"'],
    ['a resource given twice', { resource: { aws_a: { x: [{}, {}] } } }, 'resource.aws_a.x: expected an object, or a list of objects, got [{},{}]'],
    ['a plan without modules', { planned_values: { root_module: 'x' } }, 'planned_values.root_module: expected an object, got "x"'],
    ['a plan with strange resources', { planned_values: { root_module: { resources: [{ type: 'aws_a' }] } } }, 'planned_values.root_module.resources: expected an object with address and type'],
  ])('%s', (_, content, said) => {
    expect(problemsOf(write('main.tf.json', content))).toEqual([expect.stringContaining(said)]);
  });

  it('a path that is not there, and a folder without JSON', () => {
    expect(problemsOf(join(folder, 'none'))).toEqual([expect.stringContaining('/none: expected Terraform JSON')]);
    expect(problemsOf(folder)).toEqual([expect.stringContaining('got no *.tf.json')]);
  });

  it('an address in two files', () => {
    write('a.tf.json', { resource: { aws_a: { x: {} } } });
    write('b.tf.json', { resource: { aws_a: { x: {}, y: {} } } });
    expect(problemsOf(folder)).toEqual(['/b.tf.json: resource.aws_a.x: expected an address that is used once, got it again']);
  });

  it('a local or a variable that is given twice, in two files or in one', () => {
    write('a.tf.json', { locals: [{ p: 22 }, { p: 443 }], variable: { q: [{ default: 1 }, { default: 2 }] } });
    write('b.tf.json', { locals: { r: 1 }, variable: { q: { default: 3 } } });
    const again = 'expected an address that is used once, got it again';
    expect(problemsOf(folder)).toEqual([`/a.tf.json: locals.p: ${again}`, `/a.tf.json: variable.q: ${again}`, `/b.tf.json: variable.q: ${again}`]);
  });

  it('every problem of every file', () => {
    write('a.tf.json', '{');
    write('b.tf.json', '[]');
    expect(problemsOf(folder)).toHaveLength(2);
  });
});

describe('values', () => {
  it('takes a lone block for a list of one, and nothing for none', () => {
    const none: Value | undefined = undefined;
    expect([listOf(none), listOf(null), listOf([1, 2]), listOf('a')]).toEqual([[], [], [1, 2], ['a']]);
    expect([blockOf([{ a: 1 }]), blockOf({ a: 1 }), blockOf(null), blockOf(unknown('x'))]).toEqual([{ a: 1 }, { a: 1 }, {}, {}]);
  });
});
