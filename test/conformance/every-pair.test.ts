import fc from 'fast-check';
import { formatOrigin, type Flow, type Origin } from '../../src/model/flow.js';
import { optimise } from '../../src/optimise/optimise.js';
import type { FirewallKind, Lowering, LoweringContext } from '../../src/firewalls/firewall.js';
import type { VendorDocument } from '../../src/vendor/vendor-document.js';
import { fernsprech } from '../../docs/examples/new-vendor/index.js';
import { findKind, findVendor, kindFolders, vendorFolders } from './support/find.js';
import { emptyPlaces, textsIn } from './support/walk.js';
import { bytes, contextFor, flowsIn, line, optionsOf, positions, resourcesOf, unitOf, usagesOf } from './support/use.js';

// Every vendor on every kind, under every set of options that the vendor's probes give.

const pairs = kindFolders.flatMap((kind) => vendorFolders.map((vendor) => ({ kind, vendor })));

interface Case {
  readonly kind: FirewallKind;
  readonly options: Readonly<Record<string, unknown>>;
  readonly document: VendorDocument;
  readonly flows: readonly Flow[];
  readonly namesBehind: boolean;
  readonly context: LoweringContext<Readonly<Record<string, unknown>>>;
  readonly lowering: Lowering<unknown>;
}

function casesOf(kindFolder: string, vendorFolder: string): readonly Case[] {
  const found = findKind(kindFolder);
  const { kind } = found;
  const options = optionsOf(found);
  const vendor = findVendor(vendorFolder);
  const { document } = vendor;
  return usagesOf(vendor).flatMap((asked) =>
    positions(kind).map((namesBehind) => {
      const context = contextFor(kind, options, document, namesBehind);
      const flows = optimise(asked);
      return { kind, options, document, flows, namesBehind, context, lowering: kind.lower(flows, context) };
    }),
  );
}

/** Is the row named in the rules? Where a description is too short for all rows, their vendor is. */
function isNamed(text: string, { vendor, requirement }: Origin): boolean {
  return text.includes(`${vendor}/${requirement}`) || text.includes(`"vendor":"${vendor}","requirement":"${requirement}"`) || new RegExp(`\\b${vendor} \\(\\d+ rows\\)`).test(text);
}

/** Rules to the byte; what is said beside them in whatever order. */
const settled = ({ rules, widenings, unsupported, notes }: Lowering<unknown>): string =>
  bytes([rules, widenings.map(bytes).sort(), unsupported.map(bytes).sort(), [...notes].sort()]);

describe.each(pairs)('$vendor on $kind', ({ kind: kindFolder, vendor: vendorFolder }) => {
  const cases = casesOf(kindFolder, vendorFolder);
  const each = (check: (one: Case) => void): void => {
    expect(cases.length).toBeGreaterThan(0);
    cases.forEach(check);
  };

  test('what lower leaves out is what cannot names, for the same reason', () =>
    each(({ kind, flows, context, lowering }) => {
      const cannot = flows.flatMap((flow) => {
        const why = kind.cannot(flow, context);
        return why === undefined ? [] : [`${line(flow)}: ${why}`];
      });
      expect(lowering.unsupported.map(({ flow, why }) => `${line(flow)}: ${why}`).sort()).toEqual(cannot.sort());
    }));

  test('every row that is not left out is named in the rules', () =>
    each(({ flows, lowering }) => {
      const rules = bytes(lowering.rules);
      const left = new Set(lowering.unsupported.map(({ flow }) => line(flow)));
      const said = flows.filter((flow) => !left.has(line(flow))).flatMap(({ origins }) => origins);
      expect(said.filter((origin) => !isNamed(rules, origin)).map(formatOrigin)).toEqual([]);
    }));

  test('every flow makes a difference, or is one of several that were widened', () =>
    each(({ kind, flows, context, lowering }) => {
      const known = new Set([...lowering.unsupported, ...lowering.widenings].map(({ flow }) => line(flow)));
      const rules = bytes(lowering.rules);
      const step = Math.ceil(flows.length / 60);
      const tried = flows.filter((flow, index) => index % step === 0 && !known.has(line(flow)));
      const idle = tried.filter((flow) => bytes(kind.lower(flows.filter((other) => other !== flow), context).rules) === rules);
      expect(idle.map(line)).toEqual([]);
    }));

  test('a widening permits something, for a flow that was asked', () =>
    each(({ flows, lowering }) => {
      const asked = new Set(flows.map(line));
      expect(lowering.widenings.filter(({ flow, permits, why }) => !asked.has(line(flow)) || permits.length === 0 || why.trim() === '')).toEqual([]);
    }));

  test('the order of the flows does not matter', () =>
    each(({ kind, flows, context, lowering }) => {
      const known = settled(lowering);
      const shuffled = fc.shuffledSubarray([...flows], { minLength: flows.length });
      fc.assert(fc.property(shuffled, (order) => settled(kind.lower(order, context)) === known), { numRuns: 5 });
    }));

  test('leaving out the passes is as well said', () =>
    each(({ kind, flows, context, lowering }) => {
      const doubled = kind.lower([...flows, ...flows], context);
      expect(doubled.unsupported.length === 0).toBe(lowering.unsupported.length === 0);
      expect(bytes(doubled.rules)).toBe(bytes(lowering.rules));
    }));

  test('the resources hold nothing empty', () =>
    each(({ kind, options, document, flows, namesBehind }) => {
      const { resources } = resourcesOf(kind, options, [{ site: 'office', units: [unitOf(kind, options, document, flows, namesBehind)] }]);
      expect(emptyPlaces(resources)).toEqual([]);
    }));

  test('another vendor beside it takes nothing away', () =>
    each(({ kind, options, document, flows }) => {
      const others = flowsIn(fernsprech.document, { tenant: 'acme' });
      const alone = [unitOf(kind, options, document, flows, false)];
      const beside =
        kind.unit === 'vendor'
          ? [...alone, unitOf(kind, options, fernsprech.document, others, false)]
          : [unitOf(kind, options, document, [...flows, ...others], false)];
      const before = resourcesOf(kind, options, [{ site: 'office', units: alone }]).resources;
      const after = resourcesOf(kind, options, [{ site: 'office', units: beside }]).resources;
      if (kind.unit === 'vendor') expect(after).toMatchObject(before);
      else expect(textsIn(before).filter((text) => !textsIn(after).includes(text))).toEqual([]);
    }));
});

describe.each(kindFolders)('%s', (kindFolder) => {
  test.each([1, 2])('ids collide nowhere: all vendors on %d sites', (count) => {
    const found = findKind(kindFolder);
    const { kind } = found;
    const options = optionsOf(found);
    const vendors = vendorFolders.map(findVendor);
    const asked = vendors.map(({ document, usages: [usage = {}] }) => ({ document, flows: flowsIn(document, usage) }));
    const sites = Array.from({ length: count }, (_, index) => `office-${index}`).map((site) => ({ site, units: unitsOf(site) }));
    const { resources, constructs } = resourcesOf(kind, options, sites);
    expect(Object.values(resources).reduce((sum, blocks) => sum + Object.keys(blocks).length, 0)).toBe(constructs);

    function unitsOf(site: string): readonly ReturnType<typeof unitOf>[] {
      const [first] = asked;
      if (kind.unit === 'vendor' || first === undefined) return asked.map(({ document, flows }) => unitOf(kind, options, document, flows, false, site));
      return [unitOf(kind, options, first.document, asked.flatMap(({ flows }) => flows), false, site)];
    }
  });
});

