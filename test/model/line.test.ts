import { isLine, onLines, onOneLine } from '../../src/model/line.js';

test.each<[string, unknown, boolean]>([
  ['words', 'a reason, with "quotes" and ümläuts', true],
  ['nothing', '', true],
  ['a line break', 'a\nb', false],
  ['a line break of Unicode', 'a\u2028b', false],
  ['a tab', 'a\tb', false],
  ['an escape sequence', '\u001b[2J', false],
  ['the same in one sign', '\u009b2J', false],
  ['letters that are shown backwards', 'a\u202egnp.exe', false],
  ['no text', 5, false],
])('%s', (_, value, line) => expect(isLine(value)).toBe(line));

test('line breaks become blanks on one line, and what a terminal obeys becomes its number', () => {
  expect(onOneLine('one\r\n\ttwo\u2028three')).toBe('one two three');
  expect(onOneLine('\u001b[31mred\u009b0m \u202eback')).toBe('\\u001b[31mred\\u009b0m \\u202eback');
  expect(onOneLine('as it is')).toBe('as it is');
});

test('lines stay lines where there may be several', () => expect(onLines('one\n\u001b[31mtwo\r\n')).toBe('one\n\\u001b[31mtwo\\u000d\n'));
