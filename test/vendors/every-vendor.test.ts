import { validateDocument } from '../../src/vendor/validate.js';
import { commonOptions } from '../../src/vendor/common-options.js';
import { formatFlow } from '../../src/model/flow.js';
import { flowsByRow, readVendor } from './support/flow-lines.js';
import { matches } from './support/matches.js';
import { variantsOf, vendorFolders } from './support/vendor-folders.js';

/** All that options can change: rows, their reasons, media, cautions; or the problems. */
function outcome(document: Parameters<typeof readVendor>[0]['document'], given: unknown): string {
  try {
    const { rows, media, cautions } = readVendor({ document, given });
    return text({ media, cautions, rows: rows.map(({ requirement, state, why, flows, notes }) => ({ id: requirement.id, state, why, flows, notes })) });
  } catch (error) {
    return String(error);
  }
}

const text = (value: unknown): string => JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));

/** The same value with the keys of every object turned around. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, each]) => [key, turned(each)]));
}

const without = (options: Readonly<Record<string, unknown>>, name: string): unknown => Object.fromEntries(Object.entries(options).filter(([key]) => key !== name));

const vendors = vendorFolders();

test('there are vendors', () => {
  expect(vendors.length).toBeGreaterThan(0);
  expect(new Set(vendors.map(({ document }) => document.id)).size).toBe(vendors.length);
});

describe.each(vendors.map((vendor) => [vendor.document.id, vendor] as const))('%s', (_, { document, probes }) => {
  const variants = variantsOf(probes);

  test('is a valid document', () => {
    expect(validateDocument(document)).toEqual([]);
  });

  test('asks for something under the options of its probes', () => {
    expect(readVendor({ document, given: probes.options }).rows.flatMap(({ flows }) => flows).length).toBeGreaterThan(0);
  });

  test('every row is asked for under some options', () => {
    const asked = flowsByRow(document, variants.map(({ options }) => options));
    expect(document.requirements.map(({ id }) => id).filter((id) => (asked.get(id) ?? []).length === 0)).toEqual([]);
  });

  test('every option makes a difference under some options', () => {
    const matters = (name: string): boolean => variants.some(({ options }) => name in options && outcome(document, options) !== outcome(document, without(options, name)));
    expect(Object.keys(document.options).filter((name) => !matters(name))).toEqual([]);
  });

  test('no option is taken that is not there', () => {
    const known = [...Object.keys(document.options), ...Object.keys(commonOptions)];
    expect(variants.flatMap(({ options }) => Object.keys(options)).filter((name) => !known.includes(name))).toEqual([]);
  });

  test('the order in which options are written changes nothing', () => {
    for (const { options } of variants) expect(outcome(document, turned(options))).toBe(outcome(document, options));
  });

  test.each(variants.map((variant) => [text(variant.options), variant] as const))('rows and probes agree under %s', (_options, { options, pass, refuse }) => {
    const flows = readVendor({ document, given: options }).rows.flatMap((row) => row.flows);
    expect(pass.filter((probe) => !matches(flows, probe))).toEqual([]);
    expect(refuse.filter((probe) => matches(flows, probe))).toEqual([]);
    expect(flows.map(formatFlow)).not.toHaveLength(0);
  });
});
