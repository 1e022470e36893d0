import { compareRanks, rankOf } from '../../../src/firewalls/aws-network-firewall/read-rank.js';
import { type SuricataRule, isUnparsed, parseRule } from '../../../src/firewalls/aws-network-firewall/read-suricata.js';

// detect-engine-sigorder.c of Suricata 7.0.10; priorities of classes stand in classification.config, which is the service's.

function rule(options: string): SuricataRule {
  const parsed = parseRule(`pass tcp any any -> any 443 (${options})`);
  if (isUnparsed(parsed)) throw new Error(parsed.why);
  return parsed;
}

const first = (a: string, b: string, scope: 'flow' | 'packet' = 'flow'): string => (compareRanks(rankOf(rule(a), scope), rankOf(rule(b), 'flow')) < 0 ? a : b);

test.each([
  ['the lower priority', 'priority:1; sid:2;', 'sid:1;'],
  ['the lower SID', 'sid:1;', 'sid:2;'],
  ['what sets flowbits', 'flowbits:set,a; sid:2;', 'priority:1; sid:1;'],
])('%s comes first', (_, before, after) => {
  expect(first(before, after)).toBe(before);
  expect(first(after, before)).toBe(before);
});

test('a class has a priority that is not known: a rule on packets may come before, one on flows after', () => {
  expect(first('classtype:attempted-admin; sid:20;', 'sid:10;', 'packet')).toBe('classtype:attempted-admin; sid:20;');
  expect(first('classtype:attempted-admin; sid:1;', 'sid:10;', 'flow')).toBe('sid:10;');
  expect(first('classtype:attempted-admin; priority:2; sid:20;', 'sid:10;', 'flow')).toBe('classtype:attempted-admin; priority:2; sid:20;');
});
