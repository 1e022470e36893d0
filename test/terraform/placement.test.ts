import { heldId, namesInId } from '../../src/terraform/azure-id.js';
import { type Placement, RIGHT, alike, anyPlacement, held, heldSet, misplaced, note } from '../../src/terraform/placement.js';
import type { Value } from '../../src/terraform/config.js';
import { reference, unknown } from '../../src/terraform/values.js';

const OPEN = reference('aws_vpc.main', 'id');

/** `right`, `wrong` or `note`. */
const verdict = ({ misplaced: problems, notes }: Placement): string => (problems.length > 0 ? 'wrong' : notes.length > 0 ? 'note' : 'right');

test.each<[string, Value | undefined, string]>([
  ['a', 'a', 'right'],
  ['a', 'A', 'wrong'],
  ['a', 'b', 'wrong'],
  ['a', undefined, 'wrong'],
  ['a', null, 'wrong'],
  ['a', OPEN, 'note'],
  ['a', unknown('known after apply'), 'note'],
  ['${TfToken[TOKEN.1]}', 'a', 'note'],
  ['${TfToken[TOKEN.1]}', OPEN, 'note'],
  ['${TfToken[TOKEN.1]}', null, 'wrong'],
  ['${aws_vpc.main.id}', OPEN, 'right'],
  ['${var.vpc}', unknown('${var.vpc}'), 'right'],
])('%s, and %p: %s', (expected, value, said) => {
  expect(verdict(held({ where: 'w', value }, expected))).toBe(said);
});

test.each<[readonly string[], readonly Value[], string]>([
  [['a', 'b'], ['b', 'a'], 'right'],
  [['a', 'b'], ['a'], 'wrong'],
  [['a'], ['a', 'b'], 'wrong'],
  [['a'], [], 'wrong'],
  [['a', 'b'], ['a', OPEN], 'note'],
  [['a'], ['a', OPEN], 'note'],
  [['a'], ['b', OPEN], 'wrong'],
  [['a', '${t}'], ['a', 'b'], 'note'],
  [['a', '${t}'], ['b', 'c'], 'wrong'],
  [['a', '${t}'], ['a'], 'wrong'],
  [['${t}'], [], 'wrong'],
  [['${t}', '${u}'], [OPEN], 'note'],
])('of %j there are %p: %s', (expected, values, said) => {
  expect(verdict(heldSet('w', expected, values))).toBe(said);
});

test('one of several is enough; where none is right all are told', () => {
  const wrong = (where: string): Placement => misplaced(where, 'a', 'b');
  expect(anyPlacement([])).toBe(RIGHT);
  expect(anyPlacement([], wrong('none'))).toEqual(wrong('none'));
  expect(anyPlacement([wrong('x'), note('perhaps'), RIGHT])).toEqual(note('perhaps'));
  expect(anyPlacement([wrong('x'), wrong('y')]).misplaced.map(({ where }) => where)).toEqual(['x', 'y']);
});

test('resources that say the same speak as one', () => {
  const resource = (name: string, group: Value) => ({ address: `t.${name}`, type: 't', values: { group } });
  const said = alike([resource('a', 'x'), resource('b', 'y'), resource('c', 'x'), resource('d', OPEN)], 'group').map((says) => says('group'));
  expect(said).toEqual([{ where: 't.a.group and 1 more', value: 'x' }, { where: 't.b.group', value: 'y' }, { where: 't.d.group', value: OPEN }]);
});

test('an id of Azure tells names, and means what has them', () => {
  const id = '/subscriptions/0/resourcegroups/Hub/providers/Microsoft.Network/firewallPolicies/Egress';
  expect(namesInId(id)).toEqual({ resourceGroupName: 'Hub', name: 'Egress' });
  expect(namesInId('egress')).toBeUndefined();
  const policy = (values: Readonly<Record<string, Value>>) => verdict(heldId(id, { address: 'p', type: 'p', values }));
  expect(policy({ name: 'egress', resource_group_name: 'hub' })).toBe('right');
  expect(policy({ name: 'egress', resource_group_name: 'spoke' })).toBe('wrong');
  expect(policy({ name: 'egress', resource_group_name: OPEN })).toBe('note');
  expect(policy({ id: id.toUpperCase(), name: 'another' })).toBe('right');
  expect(policy({ id: `${id}-2`, name: 'egress', resource_group_name: 'hub' })).toBe('wrong');
});
