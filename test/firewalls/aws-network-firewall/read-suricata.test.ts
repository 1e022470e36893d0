import { readPort, readAddress } from '../../../src/firewalls/aws-network-firewall/read-axes.js';
import { parseList, readSet } from '../../../src/firewalls/aws-network-firewall/read-list.js';
import { contentBytes, isUnparsed, optionOf, parseRule, parseRules, ruleLines } from '../../../src/firewalls/aws-network-firewall/read-suricata.js';
import { EVERY_PORT } from '../../../src/model/space.js';

describe('rules', () => {
  it('come apart at the right places', () => {
    expect(parseRule('PASS tls [10.0.0.0/8, !$DB] any -> any [443, 8000:] (msg:"a\\;b: (c)"; content:!"x|3b|y"; nocase ; flow:to_server, established; sid:7;)')).toEqual({
      action: 'pass', protocol: 'tls', source: '[10.0.0.0/8, !$DB]', sourcePort: 'any', direction: '->', destination: 'any', destinationPort: '[443, 8000:]',
      options: [{ name: 'msg', value: '"a\\;b: (c)"' }, { name: 'content', value: '!"x|3b|y"' }, { name: 'nocase' }, { name: 'flow', value: 'to_server, established' }, { name: 'sid', value: '7' }],
    });
  });

  it('give the value of an option as it was meant', () => {
    const rule = parseRule('pass ip any any <> any any (msg:"a\\;b \\"c\\""; sid:7;)');
    expect(isUnparsed(rule) ? rule : [rule.direction, optionOf(rule, 'msg'), optionOf(rule, 'sid'), optionOf(rule, 'rev')]).toEqual(['<>', 'a;b "c"', '7', undefined]);
  });

  it.each(['pass tcp any any -> any any', 'pass tcp any any any any (sid:1;)', 'pass tcp any any => any any (sid:1;)', 'pass tcp any any -> any any (sid:1; \\', 'pass tcp [any any -> any any (sid:1;)'])('say why they are none: %s', (text) =>
    expect(isUnparsed(parseRule(text))).toBe(true));

  it.each(['pass tcp any any -> any 22 (sid:1)', 'alert tcp any any -> any 22 (sid:1;) pass tcp any any -> any 22 (sid:2;)', 'pass tcp any any -> any 22 (sid:1; )rev:1;)', 'pass tcp any any -> any 22 (msg:"a\\;)'])('whose options are not ended, or more than one on a line, are none: %s', (text) =>
    expect(isUnparsed(parseRule(text))).toBe(true));

  it.each(['pass tcp any any -> any 22 ()', 'pass tcp any any -> any 22 ( sid:1 ; )', 'pass tcp any any -> any 22 (msg:"a\\;) b"; sid:1;)'])('end as they like otherwise: %s', (text) => expect(isUnparsed(parseRule(text))).toBe(false));

  it.each(['# a comment\rpass ip any any -> any any (sid:1;)', '\uFEFFpass ip any any -> any any (sid:1;)', 'pass\u00A0ip any any -> any any (sid:1;)', 'pass ip any any -> any any (content:"a\u00A0b"; sid:1;)', 'pass ip any any -> any any (msg:"a\u2028b"; sid:1;)', '#\u2028pass ip any any -> any any (sid:1;)', 'pass ip any any\f-> any any (sid:1;)', '#\u0085', 'a\0'])('of strange white space are none, comments or not: %j', (text) =>
    expect(parseRules(`${text}\npass tcp any any -> any any (sid:2;)`).map(isUnparsed)).toEqual([true, false]));

  it('have blanks of other alphabets in comments and messages', () =>
    expect(parseRules('# a\u00A0comment\npass ip any any -> any any (msg:"a\u3000message"; sid:1;)').map(isUnparsed)).toEqual([false]));

  it('run on where a line ends with a backslash, but not behind a comment', () => {
    const text = '# pass ip any any -> any any (sid:9;) \\\npass tcp any any -> \\\r\n\tany 443 ( \\ \n # (no comment) \\\n\nflow:to_server; sid:1;)';
    expect(ruleLines(text)).toEqual(['pass tcp any any -> \tany 443 (  # (no comment)', 'flow:to_server; sid:1;)']);
    expect(parseRules('pass tcp any any -> any 443 ( \\\n  flow:to_server; \\\r\n  sid:1;)\ndrop ip any any -> any any (sid:2;)').map((rule) => (isUnparsed(rule) ? rule.why : optionOf(rule, 'sid')))).toEqual(['1', '2']);
    expect(parseRules('pass tcp any any -> any 443 (sid:1;) \\').map(isUnparsed)).toEqual([true]);
  });

  it('leave comments and blank lines out', () => expect(parseRules('# pass all\n\n  \r\npass ip any any -> any any (sid:1;)\r\n')).toHaveLength(1));
});

describe('contents', () => {
  it.each<[string, string | undefined]>([
    ['"a.b"', 'a.b'],
    ['"a|2e|b"', 'a.b'],
    ['"|61 2E 62|"', 'a.b'],
    ['"a\\;b\\"c\\\\d"', 'a;b"c\\d'],
    ['"a|2"', undefined],
    ['"a|2g|"', undefined],
    ['a.b', undefined],
  ])('%s', (written, bytes) => expect(contentBytes(written)).toBe(bytes));
});

describe('ports', () => {
  it.each<[string, unknown]>([
    ['any', [[0, 65536]]],
    ['443', [[443, 444]]],
    ['1024:2048', [[1024, 2049]]],
    [':1024', [[0, 1025]]],
    ['1024:', [[1024, 65536]]],
    [':', undefined],
    ['65536', undefined],
    ['9:8', undefined],
    ['http', undefined],
  ])('%s', (text, range) => expect(readPort(text)).toEqual(range));

  const WEB = parseList('[80,443]') ?? [];
  it.each<[string, unknown]>([
    ['[80,443]', [[80, 81], [443, 444]]],
    ['!80', [[0, 80], [81, 65536]]],
    ['[1:1024,!443]', [[1, 443], [444, 1025]]],
    ['[!80,!443]', [[0, 80], [81, 443], [444, 65536]]],
    ['![80,443]', [[0, 80], [81, 443], [444, 65536]]],
    ['!$WEB', [[0, 80], [81, 443], [444, 65536]]],
    // What is poured in from a list within takes from the whole.
    ['[[1:100,!50],50]', [[1, 50], [51, 101]]],
  ])('%s', (text, set) => {
    const read = readSet<number>(parseList(text) ?? [], { literal: readPort, variable: (name) => (name === '$WEB' ? WEB : undefined), wholes: [EVERY_PORT] });
    expect([read.set.least, read.set.most, read.unread]).toEqual([set, set, []]);
  });

  it('are bounded where a variable is not declared', () => {
    const read = readSet<number>(parseList('[80,$NONE]') ?? [], { literal: readPort, variable: () => undefined, wholes: [EVERY_PORT] });
    expect(read).toMatchObject({ set: { least: [[80, 81]], most: [[0, 65536]] }, unread: ['$NONE is not declared'] });
  });

  it.each(['[80', '80]', '[]', '[80,]', '!!80', '', '[80 ,443]', '[80,443 ]', '[80 : 90]'])('a list that is none: %s', (text) => expect(parseList(text)).toBeUndefined());
});

describe('addresses', () => {
  it('of networks lose host bits, and ranges hold both ends', () => {
    expect(readAddress('10.0.0.9/30')).toEqual([[0x0a000008n, 0x0a00000cn]]);
    expect(readAddress('10.0.0.1-10.0.0.3')).toEqual([[0x0a000001n, 0x0a000004n]]);
    expect(readAddress('10.0.0.3-10.0.0.1')).toBeUndefined();
    expect(readAddress('10.0.0.1-::1')).toBeUndefined();
    expect(readAddress('10.0.0.0/255.0.0.0')).toBeUndefined();
    expect(readAddress('10.0.0.0/33')).toBeUndefined();
    expect(readAddress('example.com')).toBeUndefined();
  });
});
