import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EgressError } from '../../src/model/diagnostic.js';
import { findVendors } from '../../src/vendor/find-vendors.js';

const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-find-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of vendors, each with this as its index. */
function vendors(indexes: Readonly<Record<string, string>>): string {
  const made = mkdtempSync(join(folder, 'vendors-'));
  Object.entries(indexes).forEach(([name, text]) => {
    mkdirSync(join(made, name));
    writeFileSync(join(made, name, 'index.js'), text);
  });
  return made;
}

const sound = (id: string): string => `
  const document = { id: '${id}', name: '${id}', sources: {}, options: {}, requirements: [], notes: [] };
  exports.vendor = Object.assign(() => ({ document, given: {} }), { document });`;

test('vendors by id, whatever else stands in the folder', () => {
  const made = vendors({ b: sound('beta'), a: sound('alpha'), none: 'exports.five = 5' });
  writeFileSync(join(made, 'notes.txt'), '');
  expect(findVendors(made).map(({ id }) => id)).toEqual(['alpha', 'beta']);
  expect(findVendors(join(made, 'no-such-folder'))).toEqual([]);
});

test('what lacks something is refused, not passed over', () => {
  const made = vendors({ a: "exports.vendor = Object.assign(() => 5, { document: { id: 'alpha' } })", b: sound('Beta') });
  expect(() => findVendors(made)).toThrow(EgressError);
  expect(() => findVendors(made)).toThrow(/vendors\.alpha\.requirements: expected a list of objects, got nothing[^]*vendors\.Beta: expected an id of lower-case letters/);
});

test('what does not load is named', () => {
  expect(() => findVendors(vendors({ a: 'throw new Error("boom")' }))).toThrow(/a\/index\.js: expected a file that loads, got boom$/);
});
