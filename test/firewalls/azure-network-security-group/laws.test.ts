import fc from 'fast-check';
import { cannot } from '../../../src/firewalls/azure-network-security-group/lower.js';
import type { SecurityRules } from '../../../src/firewalls/azure-network-security-group/rules.js';
import type { Flow } from '../../../src/model/flow.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import { parsePorts } from '../../../src/model/port-range.js';
import { type Space, intersect, spaceOfFlows, subtract } from '../../../src/model/space.js';
import { optimise } from '../../../src/optimise/optimise.js';
import { flowOf } from '../../model/support/arbitraries.js';
import { cidrOfText } from '../../support/flow-of.js';
import { sameFamily } from '../../support/same-family.js';
import { askedFor, contextOf, lowerFlows } from './support.js';

const flows = fc.array(flowOf(true), { minLength: 1, maxLength: 6 });

const saidOf = (given: readonly Flow[], namesBehind: boolean): readonly Flow[] => given.filter((flow) => cannot(flow, contextOf({ namesBehind })) === undefined);

/** What Azure lets through: all of these permit, so their order says nothing. */
function permittedBy(rules: SecurityRules): Space {
  return spaceOfFlows(
    rules.flatMap(({ direction, protocol, sources, destinations, ports }): readonly Flow[] =>
      destinations.map((destination) => ({
        direction: direction === 'Outbound' ? 'egress' : 'ingress',
        protocol: protocol === 'Tcp' ? 'tcp' : 'udp',
        ports: orThrow(parsePorts(ports.join(','), 'test')),
        sources: sources.map(cidrOfText),
        destination: cidrOfText(destination),
        application: 'opaque',
        origins: [],
      })),
    ),
  );
}

test('everything asked is permitted or refused by name, and nothing else is permitted but what is said', () => {
  fc.assert(
    fc.property(flows, fc.boolean(), (given, namesBehind) => {
      const { rules, widenings, unsupported } = lowerFlows(given, { namesBehind });
      const said = saidOf(given, namesBehind);
      expect(said.length + unsupported.length).toBe(given.length);
      expect(rules.filter((rule) => !askedFor(rules).includes(rule)).map(({ name }) => name)).toEqual(['in-deny-others', 'out-deny-others']);
      expect(askedFor(rules).filter(({ access }) => access !== 'Allow')).toEqual([]);
      const permitted = permittedBy(askedFor(rules));
      const widened = spaceOfFlows(widenings.flatMap(({ permits }) => permits));
      expect(subtract(sameFamily(spaceOfFlows(said)), permitted)).toEqual([]);
      expect(subtract(permitted, [...spaceOfFlows(said), ...widened])).toEqual([]);
      expect(subtract(widened, permitted)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('the order of the flows says nothing, and optimising first changes no packet', () => {
  fc.assert(
    fc.property(flows, (given) => {
      const context = { namesBehind: true };
      expect(lowerFlows([...given].reverse(), context).rules).toEqual(lowerFlows(given, context).rules);
      const [plain, short] = [given, optimise(given)].map((each) => permittedBy(askedFor(lowerFlows(each, context).rules)));
      expect([subtract(plain ?? [], short ?? []), subtract(short ?? [], plain ?? [])]).toEqual([[], []]);
    }),
  );
});

test('one flow more renames no rule, and moves one only where another took its place', () => {
  fc.assert(
    fc.property(flows, flowOf(true), (given, more) => {
      fc.pre(!given.some((flow) => isMerge(flow, more)));
      const [before, after] = [given, [...given, more]].map((each) => lowerFlows(each, { namesBehind: true }).rules) as [SecurityRules, SecurityRules];
      expect(before.filter(({ name }) => !after.some((rule) => rule.name === name))).toEqual([]);
      const moved = before.filter((rule) => after.some((each) => each.name === rule.name && each.priority !== rule.priority));
      expect(moved.filter((rule) => !after.some((each) => each.direction === rule.direction && each.priority === rule.priority))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** What two vendors ask for becomes a rule of both: that one rule may go is the merge. */
function isMerge(flow: Flow, more: Flow): boolean {
  const [mine, theirs] = [flow, more].map(({ origins }) => [...new Set(origins.map(({ vendor }) => vendor))].join());
  return mine !== theirs && intersect(spaceOfFlows([flow]), spaceOfFlows([more])).length > 0;
}

test('Azure never sees two rules with one name or place, a port 0, or a text it would refuse', () => {
  fc.assert(
    fc.property(flows, (given) => {
      const { rules } = lowerFlows(given, { namesBehind: true });
      expect(new Set(rules.map(({ name }) => name.toLowerCase())).size).toBe(rules.length);
      expect(new Set(rules.map(({ direction, priority }) => `${direction} ${priority}`)).size).toBe(rules.length);
      for (const { name, priority, description, sources, destinations, ports } of rules) {
        expect(name).toMatch(/^[A-Za-z0-9][\w.-]{0,78}\w$/);
        expect(priority >= 100 && priority <= 4096).toBe(true);
        expect(description.length).toBeLessThanOrEqual(140);
        expect(ports.every((port) => port === '*' || !/^0|-0|^$/.test(port))).toBe(true);
        expect(new Set([...sources, ...destinations].filter((each) => each !== '*').map((each) => each.includes(':'))).size).toBeLessThanOrEqual(1);
      }
    }),
  );
});
