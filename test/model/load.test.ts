import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EgressError, formatProblem } from '../../src/model/diagnostic.js';
import { exportsOf, exportsOfEach, namesIn } from '../../src/model/load.js';

const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-load-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('what a file exports, and nothing of one that exports no object', () => {
  expect(exportsOf(file('two.js', 'exports.a = 1; exports.b = [2]'))).toEqual({ ok: true, value: { a: 1, b: [2] } });
  expect(exportsOf(file('null.js', 'module.exports = null'))).toEqual({ ok: true, value: {} });
});

test.each([
  ['throws.js', 'throw new Error("first line\\nsecond line")', 'expected a file that loads, got first line'],
  ['five.js', 'throw 5', 'expected a file that loads, got 5'],
  ['lacks.js', 'require("./no-such-file")', "expected a file that loads, got Cannot find module './no-such-file' from '"],
])('%s names itself', (name, text, problem) => {
  const read = exportsOf(file(name, text));
  expect(read.ok ? [] : read.problems.map(formatProblem)).toEqual([expect.stringContaining(`${folder}/${name}: ${problem}`)]);
});

test('every file that does not load is named', () => {
  const load = (): unknown => exportsOfEach([file('one.js', 'throw 1'), file('fine.js', 'exports.a = 1'), file('three.js', 'throw 3')]);
  expect(load).toThrow(EgressError);
  expect(load).toThrow(/one\.js: [^]*three\.js: /);
});

test('a folder that is none', () => {
  expect(() => namesIn(join(folder, 'none'))).toThrow('none: expected a folder that can be read, got nothing');
  expect(() => namesIn(file('a.txt', ''))).toThrow('a.txt: expected a folder that can be read, got ENOTDIR');
});
