/** Random expressions, worked out here and by real Terraform: what is known here is what Terraform says, or what it refuses for types that are not kept here. */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { orThrow } from '../../src/model/diagnostic.js';
import type { Json } from '../../src/terraform/json.js';
import { readConfiguration } from '../../src/terraform/read-configuration.js';
import { isKnown } from '../../src/terraform/values.js';
import { describeWith } from './support/skip.js';
import { findTerraform, withTerraform, workFolder } from './support/terraform.js';

const DECLARED = {
  locals: {
    s: 'tcp', n: 443, b: true, t: 'true', num: '80', nothing: null, none: [], list: ['10.0.0.0/8', '', 'a'], ports: [1, 2, 3], nested: [['a'], ['b', 'c']],
    rules: { web: { port: 443, on: true, cidrs: ['x'] }, dns: { port: 53, on: false, cidrs: [] } },
    texts: { a: '1', b: '2' },
  },
  variable: {
    port: { type: 'number', default: '443' },
    zones: { type: 'set(string)', default: ['b', 'a', 'b'] },
    open: { type: 'map(object({ port = optional(number, 443), proto = optional(string) }))', default: { one: {}, two: { port: '80', proto: 'udp' } } },
    names: { type: 'list(string)', default: ['x', '1'] },
    mixed: { default: [1, 'b', true] },
    pair: { type: 'object({ a = number, b = string })', default: { a: '5', b: 7 } },
  },
} as unknown as Readonly<Record<string, Json>>;

/** A text with its holes filled: `S` a text, `N` a number, `B` a flag, `L` a list, `M` a map, `E` anything. */
const LEAVES: Readonly<Record<string, readonly string[]>> = {
  S: ['local.s', '"x"', '"443"', 'local.num', '"a${local.n}"', 'local.rules.web.cidrs[0]', 'var.names[0]', '""', 'local.t', 'var.pair.b', 'local.list[9]'],
  N: ['local.n', '1', '0', '2', 'var.port', 'local.rules.dns.port', '-1', '10', 'var.pair.a', 'var.open.one.port'],
  B: ['true', 'false', 'local.b', 'local.rules.dns.on', '(local.n > 80)', '(var.port == 443)', '(local.nothing == null)'],
  L: ['local.list', 'local.ports', '[]', 'local.none', '["a", "b"]', '[1, "1"]', 'var.zones', 'var.names', 'var.mixed', 'local.nested[0]', 'keys(local.rules)', 'values(local.rules)[*].port', 'toset(["q", "p"])', 'local.nothing[*]', '[local.nothing, "a"]'],
  M: ['local.rules', 'local.texts', '{}', 'var.open', '{ a = 1, b = "x" }', 'local.rules.web', 'var.pair', '{ for k, v in local.rules : k => v.port }'],
};
const FORMS = [
  '(B ? E : E)', '(E == E)', '(N + N)', '(N % N)', '(N < N)', '(B && B)', '!B', '"p-${S}"', '[for x in L : x if x != ""]', '[for x in L : "${x}"]', '[for k, v in L : k]', '[for k, v in M : v]', '{ for k, v in L : k => v }', '{ for x in L : x => 1... }',
  'concat(L, L)', 'compact(L)', 'flatten([L, [L]])', 'merge(M, M)', 'lookup(M, S, E)', 'try(E, E)', 'can(E)', 'coalesce(S, S)', 'coalescelist(L, L)', 'element(L, N)', 'length(E)', 'distinct(L)', 'sort(L)', 'toset(L)', 'tolist(L)', 'tomap(M)', 'tostring(E)', 'tonumber(S)',
  'join("-", L)', 'split("-", S)', 'format("%s:%d", S, N)', 'contains(L, S)', 'index(L, S)', 'reverse(L)', 'keys(M)', 'values(M)', 'one(L)', 'slice(L, 0, 1)', 'range(N)', 'max(N, N)', 'sum(L)', 'alltrue(L)', 'setunion(L, L)', 'setintersection(L, L)', 'setsubtract(L, L)', 'setproduct(L, L)', 'zipmap(L, L)',
  'replace(S, "a", "z")', 'upper(S)', 'trimprefix(S, S)', 'startswith(S, S)', 'L[0]', 'L[N]', 'M[S]', 'M.web.port', 'L[*]', 'M[*].port', 'concat(L...)',
];

/** `E` and, sometimes, the others are forms themselves. */
function expression(depth: number): fc.Arbitrary<string> {
  const leaf = (hole: string): fc.Arbitrary<string> => fc.constantFrom(...(LEAVES[hole] ?? Object.values(LEAVES).flat()));
  if (depth === 0) return leaf('E');
  const filled = (hole: string): fc.Arbitrary<string> => fc.oneof({ weight: hole === 'E' ? 1 : 3, arbitrary: leaf(hole) }, { weight: 1, arbitrary: expression(depth - 1) });
  return fc.constantFrom(...FORMS).chain((form) => {
    const parts = form.split(/\b(?=[SNBLME]\b)(?!\.\.)|(?<=\b[SNBLME])\b/);
    return fc.tuple(...parts.map((part) => (/^[SNBLME]$/.test(part) ? filled(part) : fc.constant(part)))).map((texts) => texts.join(''));
  });
}

/** With keys in one order. */
const canonical = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(canonical) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).sort().map(([key, each]) => [key, canonical(each)])) : value;

/** What a condition chooses has the type of both sides, and the other side may be one that is not known here: a text for a number, a set for a list. */
const textsIn = (value: unknown): unknown => (Array.isArray(value) ? [...new Set(value.map((each) => JSON.stringify(textsIn(each))))].sort() : typeof value === 'object' && value !== null ? Object.entries(value).map(([key, each]) => [key, textsIn(each)]) : String(value));

const sameAs = (text: string, here: unknown, there: unknown): boolean => {
  const told = text.includes('?') ? textsIn : (value: unknown): unknown => value;
  return JSON.stringify(told(canonical(here))) === JSON.stringify(told(canonical(there)));
};

const REFUSED = 'refused';

describeWith(findTerraform() === undefined ? 'terraform' : undefined, 'random expressions', () => {
  jest.setTimeout(120_000);

  test('are what real Terraform says they are', async () => {
    const { seed } = fc.readConfigureGlobal() as { readonly seed?: number };
    const expressions = fc.sample(expression(2), { numRuns: 1_500, ...(seed === undefined ? {} : { seed }) });
    const folder = workFolder({ ...DECLARED, output: Object.fromEntries(expressions.map((text, index) => [`v${index}`, { value: `\${try(jsonencode(${text}), "${REFUSED}")}` }])) });
    const terraform = await withTerraform(folder);
    try {
      await terraform?.init();
      const outputs = (await terraform?.plan())?.planned_values?.outputs ?? {};
      const json = { ...DECLARED, resource: { aws_x: Object.fromEntries(expressions.map((text, index) => [`v${index}`, { v: [`\${${text}}`] }])) } } as unknown as Readonly<Record<string, Json>>;
      const read = orThrow(readConfiguration([{ name: 'main.tf.json', json }])).resources.map(({ values }) => (values['v'] as readonly unknown[])[0]);
      const told = expressions.map((text, index) => ({ text, here: read[index], there: String(outputs[`v${index}`]?.value) }));
      const known = told.filter(({ here, there }) => isKnown(here as never) && there !== REFUSED);
      expect(known.length).toBeGreaterThan(400);
      expect(known.filter(({ text, here, there }) => !sameAs(text, here, JSON.parse(there)))).toEqual([]);
      const refused = told.filter(({ here, there }) => isKnown(here as never) && there === REFUSED);
      expect(refused.length).toBeLessThan(known.length / 50);
    } finally {
      await terraform?.close();
      rmSync(folder, { recursive: true });
    }
  });
});
