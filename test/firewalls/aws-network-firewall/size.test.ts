import { cannot } from '../../../src/firewalls/aws-network-firewall/cannot.js';
import { capacityFor, ruleGroups, sizeGroups } from '../../../src/firewalls/aws-network-firewall/group.js';
import { rulesString } from '../../../src/firewalls/aws-network-firewall/suricata-text.js';
import type { Flow } from '../../../src/model/flow.js';
import { cidrs, flow, lowered, targetsOf, textsOf } from './support.js';

const network = (index: number): string => `198.${20 + Math.floor(index / 65536)}.${Math.floor(index / 256) % 256}.${index % 256}`;
const many = (count: number, origin = 'acme/media'): readonly Flow[] => Array.from({ length: count }, (_, index) => flow(`3478/udp opaque ${network(index)}`, { origins: [origin] }));
const named = (count: number): readonly Flow[] => Array.from({ length: count }, (_, index) => flow(`443/tcp tls n${index}.x.com`));

/** Rules with their variables replaced by what they hold, as AWS measures them. */
function expanded({ groups }: ReturnType<typeof lowered>['rules']): readonly string[] {
  return groups.flatMap((group) => {
    const values = new Map(group.ipSets.map(({ name, definition }) => [name, `[${definition.join(',')}]`]));
    return textsOf([group]).join('\n').split('\n').map((line) => line.replace(/\$(\w+)/g, (_, name: string) => values.get(name) ?? ''));
  });
}

describe('capacity', () => {
  it('is a step up from what is needed, with headroom', () => {
    expect([1, 66, 67, 100, 101, 166].map((needed) => capacityFor(needed, 50))).toEqual([100, 100, 150, 150, 250, 250]);
    expect([1, 100, 101, 30_000].map((needed) => capacityFor(needed, 0))).toEqual([100, 100, 150, 30_000]);
    expect([20_000, 20_001, 29_999].map((needed) => capacityFor(needed, 50))).toEqual([30_000, 30_000, 30_000]);
  });

  it('and the order are in the name, because neither can change in place', () => {
    expect(lowered(many(10)).rules.groups.map(({ name, capacity }) => [name, capacity])).toEqual([['vendor-egress-office-rules-strict-100', 100]]);
    expect(lowered(many(40)).rules.groups.map(({ name, capacity }) => [name, capacity])).toEqual([['vendor-egress-office-rules-strict-150', 150]]);
  });

  it('does not change with a few more rules', () => {
    expect(lowered(many(40)).rules.groups[0]?.name).toBe(lowered(many(48)).rules.groups[0]?.name);
  });

  it('of a domain list is two more than its names', () => {
    expect(lowered(named(98), { mode: 'domain-list', capacityHeadroom: 0 }).rules.groups[0]?.capacity).toBe(100);
    expect(lowered(named(99), { mode: 'domain-list', capacityHeadroom: 0 }).rules.groups[0]?.capacity).toBe(150);
  });

  it('gives up its headroom when the policy could not reserve it', () => {
    const sizes = (count: number): readonly number[] => {
      const rules = Array.from({ length: count }, (_, index) => ({ key: String(index), sid: index, text: 'x'.repeat(100), origins: [], ipSets: [] }));
      return sizeGroups(ruleGroups(rules), 'office', 1000, 50).map(({ capacity }) => capacity);
    };
    expect(sizes(10_000)).toEqual([15_000]);
    expect(sizes(26_000)).toHaveLength(2);
    expect(sizes(26_000).reduce((sum, size) => sum + size)).toBeLessThanOrEqual(30_000);
  });
});

describe('rules that fill more than one group', () => {
  const large = lowered([...many(10_000), ...named(100)]);

  it('go to several, by content, each within 2,000,000 bytes', () => {
    expect(large.rules.groups.map(({ id }) => id)).toEqual(['rules-0', 'rules-1']);
    for (const text of textsOf(large.rules.groups)) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_000_000);
    expect(large.unsupported).toEqual([]);
  });

  it('have priorities and names of their own, and SIDs unique over all groups', () => {
    expect(large.rules.groups.map(({ priority }) => priority)).toEqual([1512, 1640]);
    expect(new Set(large.rules.groups.map(({ name }) => name)).size).toBe(2);
    const sids = large.rules.groups.flatMap(({ contents }) => (contents.kind === 'suricata' ? contents.rules.map(({ sid }) => sid) : []));
    expect(sids).toHaveLength(20_100);
    expect(new Set(sids).size).toBe(20_100);
  });

  it('lose none', () => {
    const lines = textsOf(large.rules.groups).join('\n').split('\n');
    expect(lines.filter((line) => line.includes('flow:to_client'))).toHaveLength(10_000);
  });

  it('more names than a list should have make several lists', () => {
    const { groups } = lowered(named(7_501), { mode: 'domain-list' }).rules;
    expect(groups.map(({ id, priority }) => [id, priority])).toEqual([['tls-names-0', 1000], ['tls-names-1', 1128]]);
    expect(new Set(targetsOf(groups, 'TLS_SNI')).size).toBe(7_501);
  });

  it('more than a policy takes fail, naming what filled it', () => {
    const { unsupported } = lowered([...many(15_001, 'flexperto/streaming'), ...named(3)]);
    expect(unsupported).toHaveLength(1);
    expect(unsupported[0]?.flow.origins[0]?.vendor).toBe('flexperto');
    expect(unsupported[0]?.why).toMatch(/^\d+ rule groups with a capacity of \d+ are needed, a policy takes 20 with 30000; rules by vendor: flexperto 30002, acme 3$/);
  }, 30_000);
});

describe('one rule', () => {
  it('stays within 8,175 characters with its variables replaced, whatever fills it', () => {
    const sources = cidrs(...Array.from({ length: 900 }, (_, index) => `10.${Math.floor(index / 128)}.${(index % 128) * 2}.0/24`));
    const ports = Array.from({ length: 160 }, (_, index) => ({ from: 10_000 + 20 * index, to: 10_009 + 20 * index }));
    const origins = Array.from({ length: 60 }, (_, index) => ({ vendor: 'acme', requirement: `requirement-${index}` }));
    const name = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.com`;
    const wide = (text: string): Flow => ({ ...flow(text), sources, ports, origins });
    const { rules } = lowered([wide(`443/tcp tls ${name}`), wide('443/udp opaque 2001:db8:1:2:3:4:5:6')], {}, { sources });
    const lengths = expanded(rules).map((line) => line.length);
    expect(lengths.length).toBeGreaterThan(3);
    expect(Math.max(...lengths)).toBeGreaterThan(6_000);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(8_175);
    const held = rules.groups.flatMap(({ ipSets }) => ipSets.flatMap(({ definition }) => [...definition]));
    expect(held.sort()).toEqual(Array.from({ length: 900 }, (_, index) => `10.${Math.floor(index / 128)}.${(index % 128) * 2}.0/24`).sort());
  });

  it('cannot have more ports than fit', () => {
    const ports = Array.from({ length: 200 }, (_, index) => ({ from: 10_000 + 20 * index, to: 10_009 + 20 * index }));
    expect(cannot({ ...flow('443/tcp tls x.com'), ports })).toBe('200 port ranges do not fit in one rule');
  });

  it('by name leaves a domain list when the sources are too many for one rule of it', () => {
    const sources = cidrs(...Array.from({ length: 600 }, (_, index) => `10.${Math.floor(index / 128)}.${(index % 128) * 2}.0/24`));
    const { rules } = lowered([{ ...flow('443/tcp tls x.com'), sources }], { mode: 'domain-list' }, { sources });
    expect(rules.groups.map(({ id }) => id)).toEqual(['rules']);
    expect(rulesString(rules.groups.flatMap(({ contents }) => (contents.kind === 'suricata' ? contents.rules : [])))).not.toContain('$HOME_NET');
  });
});
