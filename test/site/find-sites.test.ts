import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSites } from '../../src/site/find-sites.js';

const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-sites-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder with these files. */
function sites(files: Readonly<Record<string, string>>): string {
  const made = mkdtempSync(join(folder, 'sites-'));
  Object.entries(files).forEach(([name, text]) => writeFileSync(join(made, name), text));
  return made;
}

const site = (id: string): string => `{ id: '${id}', sources: [], vendors: {}, through: [] }`;

const idsIn = (folder: string): readonly string[] => findSites(folder).map(({ id }) => id);

test.each([
  ['by a name', `exports.a = ${site('a')}`],
  ['in a list', `exports.all = [${site('a')}]`],
  ['in an object', `exports.all = { a: ${site('a')} }`],
  ['as the module', `module.exports = ${site('a')}`],
  ['without its sources', "exports.a = { id: 'a', vendors: {} }"],
])('a site that is exported %s is found', (_, text) => {
  expect(idsIn(sites({ 'a.js': text, 'b.cjs': `exports.b = ${site('b')}` }))).toEqual(['a', 'b']);
});

test('vendors that sites share, the app and declarations are no sites', () => {
  const kept = 'exports.vendors = { 500: {} }; exports.presets = { small: { vendors: {} } }; exports.none = null; exports.five = 5;';
  expect(idsIn(sites({ 'shared.js': kept, 'main.js': `exports.a = ${site('a')}`, 'a.d.ts': 'nonsense' }))).toEqual([]);
});

test('one site that two files export is one', () => {
  expect(idsIn(sites({ 'a.js': `exports.a = ${site('a')}`, 'b.js': "exports.again = require('./a.js').a" }))).toEqual(['a']);
});

test('a file that is a module by its name is looked into', () => {
  // Whether Node can load it or not: it is not passed over.
  const made = sites({ 'a.mjs': 'throw new Error("looked into")' });
  expect(() => findSites(made)).toThrow(/a\.mjs: expected a file that loads/);
});
