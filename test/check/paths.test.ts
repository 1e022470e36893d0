import { pathGaps } from '../../src/check/paths.js';
import { below, exactly } from '../../src/model/domain-pattern.js';
import type { Filter, FilterLine } from '../../src/model/filter.js';
import type { Flow } from '../../src/model/flow.js';
import { EVERYTHING, spaceOfFlows } from '../../src/model/space.js';
import { cidr } from './support.js';

const flow = (rest: Partial<Flow>): Flow => ({
  direction: 'egress',
  protocol: 'tcp',
  ports: [{ from: 443, to: 443 }],
  sources: [cidr('10.0.0.0/8')],
  destination: exactly('www.example.com'),
  application: 'tls',
  origins: [{ vendor: 'v', requirement: 'r' }],
  ...rest,
});

const host = flow({});
const files = flow({ path: '/files/*' });
const status = flow({ path: '/status' });

/** A firewall that permits the packets to the host, by these URLs or whole. */
function point(...lines: readonly (readonly string[] | 'whole')[]): { readonly filters: readonly Filter[] } {
  const space = spaceOfFlows([host]);
  const line = (urls: readonly string[] | 'whole', index: number): FilterLine => ({ action: 'permit', least: space, most: space, rule: `r${index}`, ...(urls === 'whole' ? {} : { urls }) });
  return { filters: [{ kind: 'k', point: 'p', directions: ['egress'], lines: lines.map(line), otherwise: 'deny' }] };
}

/** Paths that are missing, and paths beyond which more passes. */
const gaps = (required: readonly Flow[], accepted: readonly Flow[], ...points: readonly ReturnType<typeof point>[]): readonly (readonly (string | undefined)[])[] => {
  const { missing, excess } = pathGaps({ sources: [], required, accepted: spaceOfFlows(accepted) }, points);
  return [missing, excess].map((found) => found.map((gap) => gap.flow.path));
};

const FILES = ['www.example.com/files', 'www.example.com/files/*'];

test('the URLs that are asked for, in one rule or several', () => {
  expect(gaps([files], [], point(FILES))).toEqual([[], []]);
  expect(gaps([files, status], [], point(FILES, ['www.example.com/status']))).toEqual([[], []]);
  expect(gaps([files], [], point([...FILES, 'other.example.com/anything/*']))).toEqual([[], []]);
});

test('the whole host where a path is asked for', () => {
  expect(gaps([files], [], point('whole'))).toEqual([[], ['/files/*']]);
  expect(gaps([files], [], point(FILES, 'whole'))).toEqual([[], ['/files/*']]);
  expect(gaps([files], [], point(['www.example.com/*']))).toEqual([['/files/*'], ['/files/*']]);
  expect(gaps([files], [], point([...FILES, '*.example.com/x']))).toEqual([[], ['/files/*']]);
});

test('is no gap where the host is asked for as well, or accepted', () => {
  expect(gaps([files, host], [], point('whole'))).toEqual([[], []]);
  expect(gaps([files], [host], point('whole'))).toEqual([[], []]);
  expect(gaps([files, flow({ path: '/*' })], [], point('whole'))).toEqual([[], []]);
  expect(gaps([files, flow({ destination: below('example.com') })], [], point('whole'))).toEqual([[], []]);
  expect(gaps([files, flow({ ports: [{ from: 80, to: 80 }] })], [], point('whole'))).toEqual([[], ['/files/*']]); // on another port
});

test('a path that is not among those that are permitted', () => {
  expect(gaps([files, status], [], point(FILES))).toEqual([['/status'], []]);
  expect(gaps([files], [], point(['www.example.com/files/*']))).toEqual([['/files/*'], []]); // x/files itself
});

test('of firewalls in series one has to tell the paths apart', () => {
  expect(gaps([files], [], point('whole'), point(FILES))).toEqual([[], []]);
  const open = { filters: [{ kind: 'k', point: 'p', directions: ['egress'], lines: [{ action: 'permit', least: [EVERYTHING], most: [EVERYTHING], rule: 'r' }], otherwise: 'deny' }] } as const;
  expect(gaps([files], [], open, open)).toEqual([[], ['/files/*']]);
});

test('what sites beside ask for is no gap', () => {
  const besides = (...others: readonly Flow[]) => pathGaps({ sources: [], required: [files], accepted: [], beside: [{ sources: [], required: others, accepted: [] }] }, [point([...FILES, 'www.example.com/status'])]).excess.map((gap) => gap.flow.path);
  expect(besides()).toEqual(['/files/*']);
  expect(besides(status)).toEqual([]);
  expect(besides(host)).toEqual([]);
});
