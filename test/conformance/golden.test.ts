import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findKind, findVendor, kindFolders, vendorFolders } from './support/find.js';
import { contextFor, flowsIn, line, modesOf, optionsOf, positions, resourcesOf, unitOf } from './support/use.js';

// See test/golden/README.md: what is written with UPDATE_GOLDEN=1 is read by a person before it is committed.

const root = resolve(__dirname, '../golden');
const updates = process.env['UPDATE_GOLDEN'] === '1';

/** One golden file. */
interface Case {
  readonly vendor: string;
  readonly namesBehind: boolean;
  /** Where it is not the one of the kind's example. */
  readonly mode?: string;
}

const fileOf = ({ vendor, namesBehind, mode }: Case): string => [vendor, ...(mode === undefined ? [] : [mode]), ...(namesBehind ? ['names-behind'] : []), 'json'].join('.');

function casesOf(kindFolder: string): readonly Case[] {
  const found = findKind(kindFolder);
  const modes = [{}, ...modesOf(found).map((mode) => ({ mode }))];
  return modes.flatMap((mode) => positions(found.kind).flatMap((namesBehind) => vendorFolders.map((vendor) => ({ vendor, namesBehind, ...mode }))));
}

/** What a vendor comes to on a kind, with the kind's example options and the vendor's usual ones. */
function goldenOf(kindFolder: string, { vendor: vendorFolder, namesBehind, mode }: Case): string {
  const found = findKind(kindFolder);
  const options = { ...optionsOf(found), ...(mode === undefined ? {} : { mode }) };
  const { document, usages: [usage = {}] } = findVendor(vendorFolder);
  const flows = flowsIn(document, usage);
  const unit = unitOf(found.kind, options, document, flows, namesBehind);
  const { resources } = resourcesOf(found.kind, options, [{ site: 'office-golden', units: [unit] }]);
  const { widenings, notes } = unit.lowering;
  const context = contextFor(found.kind, options, document, namesBehind);
  return printed({
    resource: resources,
    widenings: widenings.map(({ flow, lost, why }) => `${line(flow)}: ${lost}: ${why}`),
    unsupported: flows.flatMap((flow) => {
      const why = found.kind.cannot(flow, context);
      return why === undefined ? [] : [`${line(flow)}: ${why}`];
    }),
    notes,
  });
}

/** Keys in order, two blanks: so that a change is a change of content. */
const printed = (value: unknown): string => `${JSON.stringify(value, (_, each: unknown) => (isRecord(each) ? Object.fromEntries(Object.entries(each).sort(byKey)) : each), 2)}\n`;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

describe.each(kindFolders)('%s', (kindFolder) => {
  const expected = casesOf(kindFolder).map((one) => ({ ...one, file: fileOf(one) }));

  test.each(expected)('$file', ({ file, ...one }) => {
    const path = join(root, kindFolder, file);
    const golden = goldenOf(kindFolder, one);
    if (updates) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, golden);
    }
    if (!existsSync(path)) throw new Error(`test/golden/${kindFolder}/${file}: expected a file, got nothing; UPDATE_GOLDEN=1 writes it, read it before you commit it`);
    expect(JSON.parse(golden)).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  });

  test('no file is left of a vendor that is gone', () => {
    const folder = join(root, kindFolder);
    const there = existsSync(folder) ? readdirSync(folder) : [];
    expect(there.filter((file) => !expected.some((each) => each.file === file))).toEqual([]);
  });
});

test('no folder is left of a kind that is gone', () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).filter((name) => !kindFolders.includes(name))).toEqual([]);
});
