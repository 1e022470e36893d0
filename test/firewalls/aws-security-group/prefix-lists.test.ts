import { sizeFor } from '../../../src/firewalls/aws-security-group/prefix-lists.js';
import type { PrefixList, SecurityGroupRules } from '../../../src/firewalls/aws-security-group/rules.js';
import { VPC, lowerTexts, optionsOf } from './support.js';

/** 198.51.0.0, 198.51.0.2 and so on: never two that join. */
const networks = (count: number, first = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => `198.51.${Math.floor((first + index) / 100)}.${2 * ((first + index) % 100)}`);

const rows = (opening: string, to: readonly string[], row = 'beta/media'): readonly string[] => to.map((each) => `${opening} ${each} from 10.1.0.0/16 for ${row}`);

const listsIn = (rules: SecurityGroupRules): readonly PrefixList[] => [...new Map(rules.flatMap(({ peer }) => (peer.kind === 'prefix-list' ? [[peer.list.id, peer.list] as const] : []))).values()];

const idsOf = (rules: SecurityGroupRules): readonly string[] => rules.map(({ id }) => id);

test('ten networks stay rules, eleven become a list', () => {
  expect(lowerTexts(rows('egress tcp 443 tls', networks(10))).rules).toHaveLength(10);
  const { rules } = lowerTexts(rows('egress tcp 443 tls', networks(11)));
  expect(rules).toHaveLength(1);
  expect(rules[0]?.peer).toMatchObject({ kind: 'prefix-list', list: { family: 4, maxEntries: 20, description: 'beta' } });
  expect(listsIn(rules)[0]?.cidrs).toEqual(networks(11).map((address) => `${address}/32`));
});

test('openings to the same networks share a list; its name says site, vendor and size', () => {
  const { rules } = lowerTexts([...rows('egress udp 3478 opaque', networks(14)), ...rows('egress tcp 443 tls', networks(14), 'beta/turn')]);
  // sha256sum of 'egress ipv4 beta egress-tcp-443 egress-udp-3478 ', 'egress-tcp-443 egress ipv4 beta ' and the like
  expect(rules.map(({ id, description, peer }) => [id, description, peer.kind === 'prefix-list' ? peer.list.id : ''])).toEqual([
    ['egress-tcp-443-beta-8a83b90c73', 'beta/turn', 'beta-a856f05e2c-20'],
    ['egress-udp-3478-beta-c1f1626759', 'beta/media', 'beta-a856f05e2c-20'],
  ]);
  expect(listsIn(rules).map(({ name }) => name)).toEqual(['vendor-egress-office-beta-a856f05e2c-20']);
});

test('a list holds one family', () => {
  const v6 = Array.from({ length: 12 }, (_, index) => `2001:db8:${(2 * index).toString(16)}::/48`);
  const { rules } = lowerTexts([...rows('egress tcp 443 tls', networks(12)), ...rows('egress tcp 443 tls', v6)]);
  expect(listsIn(rules).map(({ family, cidrs }) => [family, cidrs.length])).toEqual(expect.arrayContaining([[4, 12], [6, 12]]));
  expect(rules).toHaveLength(2);
});

test('every address is never in a list, and another vendor that asks for it moves no list', () => {
  const flows = [...rows('egress tcp 443 tls', networks(11)), 'egress tcp 443 tls www.beta.example from 10.1.0.0/16 for beta/web'];
  const alone = lowerTexts(flows, { namesBehind: true }).rules;
  const listed = listsIn(alone);
  expect(listed.map(({ cidrs }) => cidrs)).toEqual([networks(11).map((address) => `${address}/32`)]);
  const both = lowerTexts([...flows, 'egress tcp 443 tls www.gamma.example from 10.1.0.0/16 for gamma/web'], { namesBehind: true }).rules;
  expect(listsIn(both)).toEqual(listed);
  expect(both.filter(({ peer }) => peer.kind === 'cidr').map(({ peer, description }) => [peer.kind === 'cidr' && peer.cidr, description])).toEqual([['0.0.0.0/0', 'beta/web, gamma/web']]);
  expect(idsOf(both)).toEqual(idsOf(alone));
});

test('the threshold is the site’s', () => {
  const options = optionsOf({ vpcId: VPC, prefixListThreshold: 0 });
  expect(listsIn(lowerTexts(rows('egress tcp 443 tls', networks(1)), { options }).rules)).toHaveLength(1);
});

test('ingress from many callers', () => {
  const callers = networks(15).join(',');
  const { rules } = lowerTexts([`ingress tcp 443 tls 10.1.0.10 from ${callers} for ccp/ui`]);
  expect(rules.map(({ direction, peer }) => [direction, peer.kind])).toEqual([['ingress', 'prefix-list']]);
});

describe('sizes', () => {
  test.each([[1, 10], [9, 10], [10, 20], [14, 20], [20, 30], [89, 90], [90, 100], [99, 100], [100, 100]])('%d entries: %d places', (entries, places) => {
    expect(sizeFor(entries)).toBe(places);
  });

  test('one network more within the size changes the entries and nothing else', () => {
    const [before] = listsIn(lowerTexts(rows('egress tcp 443 tls', networks(14))).rules);
    const [after] = listsIn(lowerTexts(rows('egress tcp 443 tls', networks(15))).rules);
    expect({ ...after, cidrs: [] }).toEqual({ ...before, cidrs: [] });
    expect(after?.cidrs).toEqual([...(before?.cidrs ?? []), '198.51.0.28/32']);
  });

  test('one network more than fits makes a list of another name, under the same rule: entries and size never change together', () => {
    const before = lowerTexts(rows('egress tcp 443 tls', networks(19))).rules;
    const after = lowerTexts(rows('egress tcp 443 tls', networks(20))).rules;
    expect(idsOf(after)).toEqual(idsOf(before));
    const names = [before, after].map((rules) => listsIn(rules).map(({ name }) => name.replace(/[0-9a-f]{10}/, 'hash')));
    expect(names).toEqual([['vendor-egress-office-beta-hash-20'], ['vendor-egress-office-beta-hash-30']]);
  });

  test('a row more of the same vendor leaves the descriptions of entries alone', () => {
    const [before] = listsIn(lowerTexts(rows('egress tcp 443 tls', networks(14))).rules);
    const [after] = listsIn(lowerTexts([...rows('egress tcp 443 tls', networks(14)), ...rows('egress tcp 443 tls', networks(3), 'beta/other')]).rules);
    expect(after).toEqual(before);
  });
});

describe('more networks than one call takes', () => {
  const { rules } = lowerTexts(rows('egress udp 3478 opaque', networks(450)));

  test('are split over lists of at most 100 entries, none lost, none twice', () => {
    const entries = listsIn(rules).flatMap(({ cidrs }) => cidrs);
    expect(new Set(entries)).toEqual(new Set(networks(450).map((address) => `${address}/32`)));
    expect(entries).toHaveLength(450);
    expect(listsIn(rules).every(({ cidrs, maxEntries }) => cidrs.length <= maxEntries && maxEntries <= 100)).toBe(true);
    expect(new Set(idsOf(rules)).size).toBe(listsIn(rules).length);
  });

  test('one network more changes one list', () => {
    const after = lowerTexts(rows('egress udp 3478 opaque', networks(451))).rules;
    const cidrs = (of: SecurityGroupRules): readonly string[] => listsIn(of).map((list) => list.cidrs.join(' '));
    expect(cidrs(after).filter((each) => !cidrs(rules).includes(each))).toHaveLength(1);
  });
});
