import { azureFirewall } from '../../src/firewalls/azure-firewall/index.js';
import { type Checked, formatProblem } from '../../src/model/diagnostic.js';
import { choices, flag, withDefault } from '../../src/model/option.js';
import { printSite } from '../../src/report/print-site.js';
import { reportSite } from '../../src/report/site-report.js';
import { type SitePlan, planSite } from '../../src/site/plan-site.js';
import { row, vendorOf } from '../support/documents.js';

// Sites and documents also come from plain JavaScript. Whatever stands in them, anywhere: a plan, or problems in words.

const circle: unknown[] = [];
circle.push(circle);

const throws = (): never => {
  throw new Error('boom');
};

const NONSENSE: readonly unknown[] = [
  undefined, null, 0, -1, 1.5, Number.NaN, 1n, true, '', ' ', 'constructor', '__proto__', 'a\nb', '\u001b[31m', Symbol('s'), circle, throws,
  [], [null], [[]], [5], ['a\nb'], {}, { toString: null }, Object.create(null), { feature: null }, { holds: throws, otherwise: 'x' },
  () => null, () => 5, () => [null], () => ['a\nb'], () => Promise.resolve([]), new Map(), new Date(0), /x/, Promise.resolve({}),
];

type Path = readonly (string | number)[];

const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null && (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype);

/** Every place in it, itself first. */
const pathsOf = (value: unknown): readonly Path[] =>
  isPlain(value) ? [[], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner).map((path) => [key, ...path]))] : [[]];

/** The same with something else at that place. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...(value as unknown[])] as never) : { ...(value as object) };
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const document = {
  ...vendorOf('acme', []).document,
  options: { video: flag('video', false), parts: withDefault(choices('parts', ['a', 'b']), ['a']) },
  requirements: [
    {
      ...row('api', {}), when: { holds: () => true, otherwise: 'off' }, direction: 'egress', from: () => ['10.0.0.1'], exposed: false, ownServer: false,
      inspect: 'forbid', fallback: 'f', inferred: 'i', asPublished: 'p', caution: 'c',
    },
    { ...row('b', {}), necessity: { feature: 'video' }, opens: () => [{ protocol: 'tcp', ports: '443', application: 'tls' }], to: () => ['b.example.com'], oneOf: 'g' },
    { ...row('c', {}), necessity: { feature: 'parts', value: 'a' }, oneOf: 'g' },
  ],
  notes: [{ source: 'page', lines: ['1'], quote: 'q', why: 'w' }],
  check: () => [],
  cautions: () => ['careful'],
};

const given = { video: true, parts: ['a'], include: [], exclude: [], media: { mode: 'published-cidrs', cidrs: ['203.0.113.0/24'], source: 's', asOf: '2026-11-20', acknowledge: [] } };

const hub = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub';
const site = {
  id: 'office',
  sources: ['10.0.0.0/16'],
  vendors: { 500: { document, given } },
  through: [azureFirewall({ firewallPolicyId: hub, dnsProxy: true, limits: {} })],
  accept: { 'acme/api': 'because' },
  permits: ['443/tcp api.example.com'],
  denies: ['22/tcp'],
  unproved: 'because',
};

/** What is wrong with how it was answered; nothing, where it is a plan or problems in words. */
function faultOf(planned: Checked<SitePlan>): string | undefined {
  const lines = planned.ok ? [printSite(reportSite(planned.value))] : planned.problems.map(formatProblem);
  return lines.find((line) => /undefined|\[object |Cannot read|not iterable|is not a function|\u001b|a\nb/.test(line) || (!planned.ok && line.includes('\n')));
}

function answerTo(nonsense: unknown): string | undefined {
  try {
    return faultOf(planSite(nonsense as never));
  } catch (error) {
    return `thrown: ${String(error)}`;
  }
}

test('the site as it is can be planned', () => expect(planSite(site as never)).toMatchObject({ ok: true }));

// A kind is code, and is used as such: its functions are not replaced.
const places = pathsOf(site).filter((path) => !path.includes('kind'));

test('there is something to replace', () => expect(places.length).toBeGreaterThan(80));

test.each(places.map((path) => [path.join('.'), path] as const))('nonsense at %p is a plan, or a problem in words', (_, path) => {
  const answers = NONSENSE.map((nonsense) => answerTo(replaced(site, path, nonsense)));
  expect(answers.filter((answer) => answer !== undefined)).toEqual([]);
});
