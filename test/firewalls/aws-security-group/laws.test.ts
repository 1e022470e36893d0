import fc from 'fast-check';
import { cannot } from '../../../src/firewalls/aws-security-group/lower.js';
import type { SecurityGroupRule } from '../../../src/firewalls/aws-security-group/rules.js';
import { type Cidr, joinCidrs } from '../../../src/model/cidr.js';
import type { Flow } from '../../../src/model/flow.js';
import { type Space, spaceOfFlows, subtract } from '../../../src/model/space.js';
import { optimise } from '../../../src/optimise/optimise.js';
import { flowOf } from '../../model/support/arbitraries.js';
import { cidrOfText } from '../../support/flow-of.js';
import { sameFamily } from '../../support/same-family.js';
import { VPC, contextOf, lowerFlows, optionsOf } from './support.js';

const flows = fc.array(flowOf(true), { minLength: 1, maxLength: 6 });
const thresholds = fc.constantFrom(0, 1, 10);

const withThreshold = (prefixListThreshold: number, namesBehind: boolean) => ({ namesBehind, options: optionsOf({ vpcId: VPC, prefixListThreshold }) });

const saidOf = (given: readonly Flow[], namesBehind: boolean): readonly Flow[] => given.filter((flow) => cannot(flow, contextOf({ namesBehind })) === undefined);

/** What wears the group: all of the site, and the servers of rows. */
const wearers = (given: readonly Flow[]): readonly Cidr[] =>
  joinCidrs([...contextOf().sources, ...given.flatMap((flow) => (flow.direction === 'egress' ? flow.sources : flow.destination.kind === 'cidr' ? [flow.destination] : []))]);

/** What AWS lets through, for the wearers of the group. */
function permittedBy(rules: readonly SecurityGroupRule[], own: readonly Cidr[]): Space {
  return spaceOfFlows(
    rules.flatMap(({ direction, protocol, from, to, peer }): readonly Flow[] => {
      const peers = (peer.kind === 'cidr' ? [peer.cidr] : peer.list.cidrs).map(cidrOfText);
      const opening = { direction, protocol, ports: [{ from, to }], application: 'opaque', origins: [] } as const;
      if (direction === 'egress') return peers.map((destination) => ({ ...opening, sources: own, destination }));
      return own.map((destination) => ({ ...opening, sources: peers, destination }));
    }),
  );
}

test('everything asked is permitted or refused by name, and nothing else is permitted but what is said', () => {
  fc.assert(
    fc.property(flows, thresholds, fc.boolean(), (given, threshold, namesBehind) => {
      const { rules, widenings, unsupported } = lowerFlows(given, withThreshold(threshold, namesBehind));
      const said = saidOf(given, namesBehind);
      expect(said.length + unsupported.length).toBe(given.length);
      const permitted = permittedBy(rules, wearers(said));
      const asked = spaceOfFlows(said);
      expect(subtract(sameFamily(asked), permitted)).toEqual([]);
      expect(subtract(sameFamily(permitted), [...asked, ...spaceOfFlows(widenings.flatMap(({ permits }) => permits))])).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a widening permits no packet that the rules do not', () => {
  fc.assert(
    fc.property(flows, thresholds, (given, threshold) => {
      const { rules, widenings } = lowerFlows(given, withThreshold(threshold, true));
      const permitted = permittedBy(rules, wearers(saidOf(given, true)));
      expect(subtract(sameFamily(spaceOfFlows(widenings.flatMap(({ permits }) => permits))), permitted)).toEqual([]);
    }),
  );
});

test('the order of the flows says nothing, and optimising first changes no packet', () => {
  fc.assert(
    fc.property(flows, thresholds, (given, threshold) => {
      const context = withThreshold(threshold, true);
      expect(lowerFlows([...given].reverse(), context).rules).toEqual(lowerFlows(given, context).rules);
      const own = wearers(saidOf(given, true));
      const [plain, short] = [given, optimise(given)].map((each) => permittedBy(lowerFlows(each, context).rules, own));
      expect([subtract(plain ?? [], short ?? []), subtract(short ?? [], plain ?? [])]).toEqual([[], []]);
    }),
  );
});

test('one flow more takes no rule away and renames none', () => {
  fc.assert(
    fc.property(flows, flowOf(true), (given, more) => {
      const context = withThreshold(1000, true);
      const before = lowerFlows(given, context).rules.map(({ id }) => id);
      const after = lowerFlows([...given, more], context).rules.map(({ id }) => id);
      expect(before.filter((id) => !after.includes(id))).toEqual([]);
    }),
  );
});

test('AWS never sees two rules with one identity, a port 0, or a text it would refuse', () => {
  fc.assert(
    fc.property(flows, thresholds, (given, threshold) => {
      const { rules } = lowerFlows(given, withThreshold(threshold, true));
      const identities = rules.map(({ direction, protocol, from, to, peer }) => [direction, protocol, from, to, peer.kind === 'cidr' ? peer.cidr : peer.list.id].join(' '));
      expect(new Set(identities).size).toBe(rules.length);
      expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
      for (const { from, to, description, id } of rules) {
        expect(from >= 1 && from <= to && to <= 65535).toBe(true);
        expect(description).toMatch(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
        expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
      }
    }),
  );
});
