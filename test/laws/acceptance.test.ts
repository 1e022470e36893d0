import { Testing } from 'cdktf';
import fc from 'fast-check';
import { checkSite, isProved } from '../../src/check/check-site.js';
import { evaluate } from '../../src/check/evaluate.js';
import { printCheck } from '../../src/check/print-check.js';
import { samplePacket } from '../../src/check/sample.js';
import type { Loss } from '../../src/firewalls/firewall.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { PlannedEgress } from '../../src/site/construct.js';
import { type SitePlan, planSite } from '../../src/site/plan-site.js';
import type { Site } from '../../src/site/site.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import { findVendor, vendorFolders } from '../conformance/support/find.js';
import type { Resources } from '../conformance/support/use.js';
import { ask } from '../model/support/membership.js';
import { configOf } from '../support/agreement.js';
import { SERIES, accepting, askedOf, numberIn, siteOf, vendors } from './support/sites.js';

// A site is asked to accept what is open through all its firewalls and was not asked for: no less than the proof needs,
// and nothing that the firewalls, as they are read back, would not let pass.

jest.setTimeout(300_000);

/** All that has to hold for a site; how many rows it is asked for, undefined where it cannot be planned. */
function held(site: Site): number | undefined {
  const asked = askedOf(site);
  if (asked === undefined) return undefined;
  const plan = orThrow(planSite(accepting(site, asked.keys())));
  const config = configFor(plan);
  expectProved(plan, config);
  expect(plan.notes.filter((note) => note.startsWith('accept:'))).toEqual([]);
  expectOpen(plan, config);
  expectNeeded(site, asked);
  return asked.size;
}

const configFor = (plan: SitePlan): TerraformConfig => configOf((JSON.parse(Testing.synthScope((scope) => void new PlannedEgress(scope, 'Egress', { plan }))) as { readonly resource: Resources }).resource);

function expectProved(plan: SitePlan, config: TerraformConfig): void {
  const check = checkSite(plan, config);
  if (!isProved(check)) throw new Error(printCheck(check));
}

/** A packet of each widening that was accepted passes every firewall, on any path where that is what was lost, and no row asks for it. */
function expectOpen(plan: SitePlan, config: TerraformConfig): void {
  const filters = plan.points.flatMap(({ kind }) => kind.read(config));
  for (const { lost, open, point } of plan.accepted) {
    const packet = samplePacket(open);
    if (packet === undefined) throw new Error(`${point} ${lost}: nothing is open`);
    const verdicts = filters.map((filter) => evaluate(filter, packet));
    expect(verdicts.filter(({ verdict, line }) => verdict !== 'permit' || (lost === 'path' && line?.urls !== undefined))).toEqual([]);
    expect(ask(plan.required.filter(({ path }) => lost !== 'path' || path === undefined), packet)).toBe(false);
  }
}

/** Losses by name do as well as whole rows, and none of either can be left out. */
function expectNeeded(site: Site, asked: ReadonlyMap<string, ReadonlySet<Loss>>): void {
  const naming = (left?: string): Site => ({ ...site, accept: Object.fromEntries([...asked].flatMap(([name, losses]) => lossesBut(left, name, [...losses]))) });
  expect(planSite(naming()).ok).toBe(true);
  for (const [name, losses] of asked) {
    expect(planSite(accepting(site, [...asked.keys()].filter((other) => other !== name))).ok).toBe(false);
    for (const lost of losses) expect(planSite(naming(`${name} ${lost}`)).ok).toBe(false);
  }
}

function lossesBut(left: string | undefined, name: string, losses: readonly Loss[]): readonly (readonly [string, NonNullable<Site['accept']>[string]])[] {
  const loses = losses.filter((lost) => `${name} ${lost}` !== left);
  return loses.length === 0 ? [] : [[name, { why: 'a test', loses }]];
}

test.each(vendorFolders)('%s, behind every combination of kinds', (folder) => {
  const { document, usages } = findVendor(folder);
  const planned = SERIES.flatMap((through, index) => held(siteOf({ 500: { document, given: usages[index % usages.length] } }, through)) ?? []);
  expect(planned.length).toBeGreaterThan(SERIES.length / 2);
});

test('random documents, behind every combination of kinds', () => {
  const seen = { planned: 0, asked: 0, inSeries: 0 };
  fc.assert(
    fc.property(vendors, numberIn(SERIES), (selected, index) => {
      const through = SERIES[index] ?? [];
      const rows = held(siteOf(selected, through)) ?? -1;
      seen.planned += rows < 0 ? 0 : 1;
      seen.asked += rows > 0 ? 1 : 0;
      seen.inSeries += rows > 0 && through.length > 1 ? 1 : 0;
    }),
    { numRuns: 200 },
  );
  expect(seen.planned).toBeGreaterThan(100);
  expect(seen.asked).toBeGreaterThan(50);
  expect(seen.inSeries).toBeGreaterThan(30);
});
