import fc from 'fast-check';
import { splitByHash } from '../../../src/firewalls/aws-network-firewall/hash-bits.js';
import { withSids } from '../../../src/firewalls/aws-network-firewall/sid.js';
import type { Flow } from '../../../src/model/flow.js';
import { flow, linesOf, lowered, withoutSids } from './support.js';

const names = fc.constantFrom('api.x.com', '*.x.com', 'x.com', 'www.y.org', '*.y.org', '*.tokbox.com', 'a.b.c.net');
const ports = fc.constantFrom('443', '80,443', '8443', '4700-5000');
const networks = fc.constantFrom('198.51.100.0/24', '198.51.100.7', '203.0.113.0/28', '2001:db8::/32');
const sources = fc.constantFrom(undefined, ['10.20.9.0/24'], ['10.20.9.0/24', '10.20.11.0/24']);
const origins = fc.uniqueArray(fc.constantFrom('alleo/api', 'alleo/media', 'flexperto/video', 'glartek/web'), { minLength: 1 }).map((list) => list.sort());

const byName = fc.tuple(ports, fc.constantFrom('tls', 'http'), names).map(([port, application, to]) => `${port}/tcp ${application} ${to}`);
const byAddress = fc.tuple(ports, fc.constantFrom('tcp', 'udp'), networks).map(([port, protocol, to]) => `${port}/${protocol} opaque ${to}`);
const flows: fc.Arbitrary<Flow> = fc
  .tuple(fc.oneof(byName, byAddress), sources, origins)
  .map(([text, from, of]) => flow(text, { origins: of, ...(from === undefined ? {} : { from }) }));
const lists = fc.array(flows, { minLength: 1, maxLength: 25 });
const modes = fc.constantFrom({ mode: 'suricata' }, { mode: 'domain-list' }, { mode: 'suricata', defaultAction: 'aws:drop_strict' });

const withoutMessages = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replace(/msg:"[^"]*"; /, ''));
const sidOf = (line: string): string => /sid:(\d+)/.exec(line)?.[1] ?? '';

describe('laws of the rules', () => {
  it('the order of the flows says nothing', () => {
    const shuffled = lists.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), modes));
    fc.assert(fc.property(shuffled, ([list, other, mode]) => {
      expect(JSON.stringify(lowered(other, mode).rules)).toBe(JSON.stringify(lowered(list, mode).rules));
    }));
  });

  it('one more flow adds its lines and changes no other, but for origins of what both ask for', () => {
    fc.assert(fc.property(lists, flows, modes, (list, more, mode) => {
      const before = withoutMessages(linesOf(list, mode));
      const after = withoutMessages(linesOf([...list, more], mode));
      expect(after.filter((line) => before.includes(line))).toEqual(before);
    }));
  });

  it('a flow that asks for something new leaves every byte of the other lines', () => {
    const more = flow('12345/tcp tls only.here.example', { origins: ['new/row'] });
    fc.assert(fc.property(lists, (list) => {
      const after = linesOf([...list, more]);
      expect(after.filter((line) => !line.includes('only.here.example'))).toEqual(linesOf(list));
    }));
  });

  it('without a vendor the lines of the others stay, with their SIDs; a shared one loses its origin', () => {
    fc.assert(fc.property(lists, (list) => {
      const rest = list.flatMap((each) => {
        const kept = each.origins.filter(({ vendor }) => vendor !== 'alleo');
        return kept.length === 0 ? [] : [{ ...each, origins: kept }];
      });
      const before = linesOf(list);
      for (const line of linesOf(rest)) {
        const same = before.find((other) => sidOf(other) === sidOf(line)) ?? '';
        expect(withoutMessages([line])).toEqual(withoutMessages([same]));
        if (!same.includes('alleo/')) expect(line).toBe(same);
        expect(line).not.toContain('alleo/');
      }
    }));
  });

  it('no SID is used twice, and each lies in the range that is documented', () => {
    fc.assert(fc.property(lists, modes, (list, mode) => {
      const sids = linesOf(list, mode).map((line) => Number(sidOf(line)));
      expect(new Set(sids).size).toBe(sids.length);
      for (const sid of sids) expect(sid >= 1_000_000_000 && sid <= 1_999_999_999).toBe(true);
    }));
  });

  it('what is said does not depend on the sources, only HOME_NET does; another site has other SIDs', () => {
    const list = [flow('443/tcp tls x.com')];
    expect(withoutSids(linesOf(list, {}, { site: 'berlin' }))).toEqual(withoutSids(linesOf(list, {}, { site: 'hamburg' })));
    expect(linesOf(list, {}, { site: 'berlin' })).not.toEqual(linesOf(list, {}, { site: 'hamburg' }));
  });
});

describe('SIDs', () => {
  const sids = (bodies: readonly string[], range: { first: number; count: number }): ReadonlyMap<string, number> =>
    new Map(withSids('office', bodies, (body) => body, range).map(({ item, sid }) => [item, sid]));
  const bodies = Array.from({ length: 50 }, (_, index) => `rule ${index}`);

  it('are the known ones: a hash that changed would renumber every site', () => {
    expect(linesOf([flow('443/tcp tls api.x.com')])[0]).toContain('sid:1699560868;');
  });

  it('that collide are told apart by content, whatever the order', () => {
    const crowded = { first: 100, count: 60 };
    const found = sids(bodies, crowded);
    expect(new Set(found.values()).size).toBe(50);
    expect(Math.max(...found.values())).toBeLessThan(160);
    expect([...sids([...bodies].reverse(), crowded)].sort()).toEqual([...found].sort());
  });

  it('fill the range, and refuse one more', () => {
    expect(new Set(sids(bodies, { first: 1, count: 50 }).values()).size).toBe(50);
    expect(() => sids(bodies, { first: 1, count: 49 })).toThrow('at most 49 rules');
  });
});

describe('buckets', () => {
  const fits = (most: number) => (items: readonly number[]) => items.length <= most;
  const numbers = fc.uniqueArray(fc.integer(), { maxLength: 60 });

  it('hold each item once and no more than fits', () => {
    fc.assert(fc.property(numbers, fc.integer({ min: 5, max: 20 }), (items, most) => {
      const buckets = splitByHash(items, String, fits(most));
      expect(buckets.flatMap((bucket) => [...bucket.items]).sort()).toEqual([...items].sort());
      expect(buckets.every((bucket) => bucket.items.length <= most || bucket.path.length === 8)).toBe(true);
    }));
  });

  it('are left as they are by one more item, but for its own', () => {
    fc.assert(fc.property(numbers, fc.integer(), (items, more) => {
      fc.pre(!items.includes(more));
      const before = splitByHash(items, String, fits(5)).map(({ path, items: held }) => ({ path, held }));
      const after = splitByHash([...items, more], String, fits(5)).map(({ path, items: held }) => ({ path, held }));
      const home = after.find(({ held }) => held.includes(more))?.path ?? '';
      const untouched = before.filter(({ path }) => !home.startsWith(path) && !path.startsWith(home));
      for (const bucket of untouched) expect(after).toContainEqual(bucket);
    }));
  });
});
