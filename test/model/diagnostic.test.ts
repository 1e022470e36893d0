import { EgressError, all, formatProblem, invalid, meant, orThrow, shown, unknownWord, valid } from '../../src/model/diagnostic.js';

const problem = { where: 'a.b', expected: 'x', got: 'y' };

test('a problem is one line', () => {
  expect(formatProblem(problem)).toBe('a.b: expected x, got y');
  expect(formatProblem({ ...problem, meant: 'z' })).toBe('a.b: expected x, got y (did you mean z?)');
});

test('all values, or all problems of all of them', () => {
  expect(all([valid(1), valid(2)])).toEqual({ ok: true, value: [1, 2] });
  expect(all([valid(1), invalid(problem), invalid(problem, problem)])).toEqual({ ok: false, problems: [problem, problem, problem] });
  expect(all([])).toEqual({ ok: true, value: [] });
});

test.each([
  [undefined, 'nothing'],
  ['', 'nothing'],
  ['a "b"', '"a \\"b\\""'],
  [0, '0'],
  [Number.NaN, 'NaN'],
  [10n, '10'],
  [null, 'null'],
  [false, 'false'],
  [[], '[]'],
  [{ a: 1 }, '{"a":1}'],
  [() => 1, 'a function'],
  [Promise.resolve(1), 'a Promise'],
  [new Map([[1, 2]]), 'a Map'],
  ['line\nbreak', '"line\\nbreak"'],
  ['\u009b31m', '"\\u009b31m"'],
  ['a\u200bb', '"a\\u200bb"'],
  ['${TfToken[TOKEN.17]}', 'a value that only Terraform knows, "${TfToken[TOKEN.17]}"'],
  [['#{TfToken[TOKEN.3]}'], 'a value that only Terraform knows, ["#{TfToken[TOKEN.3]}"]'],
  [Symbol('s'), 'Symbol(s)'],
  [{ size: 10n }, '{"size":"10"}'],
])('%j is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text);
});

test('what has no text is shown by its kind', () => {
  const circle: unknown[] = [];
  circle.push(circle);
  expect(shown(circle)).toBe('a list that has no text');
  expect(shown({ circle })).toBe('an object that has no text');
});

test('a problem stays on its line, whatever stands in it', () => {
  expect(formatProblem({ where: 'a\nforged: proved', expected: 'x', got: '\u001b[2J' })).toBe('a forged: proved: expected x, got \\u001b[2J');
});

test('what is shown is short', () => {
  expect(shown('a'.repeat(500))).toHaveLength(120);
});

test.each([
  ['flexpero', ['alleo', 'flexperto'], 'flexperto'],
  ['irl', ['DE', 'IRL'], 'IRL'],
  ['WEB', ['web', 'wet'], 'web'],
  ['phone', ['web', 'mobile'], undefined],
  ['FR', ['DE', 'IRL'], undefined],
  ['x', [], undefined],
])('%s among %j is meant as %s', (word, known, guess) => {
  expect(meant(word, known)).toBe(guess);
});

test('an unknown word names the known ones in order', () => {
  expect(formatProblem(unknownWord('o', 'wbe', ['web', 'api']))).toBe('o: expected one of api, web, got "wbe" (did you mean web?)');
  expect(formatProblem(unknownWord('o', 'web', []))).toBe('o: expected no value here, got "web"');
  expect(formatProblem(unknownWord('o', 5, ['web', 'api']))).toBe('o: expected one of api, web, got 5');
});

test('of very many known words as many are named as are read', () => {
  const known = Array.from({ length: 42 }, (_, index) => `row-${100 + index}`);
  expect(formatProblem(unknownWord('o', 'rwo-141', known))).toMatch(/^o: expected one of row-100, .*, row-139 and 2 more, got "rwo-141" \(did you mean row-141\?\)$/);
});

test('an error carries every problem, one line each', () => {
  expect(orThrow(valid(7))).toBe(7);
  const failing = (): unknown => orThrow(invalid(problem, { ...problem, where: 'c' }));
  expect(failing).toThrow(EgressError);
  expect(failing).toThrow('a.b: expected x, got y\nc: expected x, got y');
});
