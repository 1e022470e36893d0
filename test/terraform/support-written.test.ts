import { rmSync } from 'node:fs';
import type { Plan, ResourceChange } from './support/terraform-json.js';
import { workFolder } from './support/terraform.js';
import { departures } from './support/written.js';

const written = {
  lifecycle: { create_before_destroy: true },
  port: 443, names: ['a', 'b'], about: 'row $${x}', group_id: '${aws_group.g.id}', block: { rule: [{ name: 'r', to: '1.2.3.0/24' }] },
};
const after = { port: 443, names: ['b', 'a'], about: 'row ${x}', block: [{ rule: [{ name: 'r', to: '1.2.3.0/24', other: null }], extra: false }], tags: null };

function departing(planned: object, actions: readonly string[] = ['create'], address = 'aws_x.y'): readonly string[] {
  const folder = workFolder({ resource: { aws_x: { y: written } } });
  const change = { address, change: { actions, before: null, after: planned } } as unknown as ResourceChange;
  const found = departures(folder, { resource_changes: [change] } as unknown as Plan);
  rmSync(folder, { recursive: true });
  return found;
}

test('a plan that creates what is written departs nowhere', () => expect(departing(after)).toEqual([]));

test.each([
  ['another port', { ...after, port: 80 }, ['aws_x.y.port: 443, 80']],
  ['a name less', { ...after, names: ['a'] }, ['aws_x.y.names: 2 items, ["a"]']],
  ['another name', { ...after, names: ['a', 'c'] }, ['aws_x.y.names: "b", ["a","c"]']],
  ['text evaluated as a template', { ...after, about: 'row 7' }, ['aws_x.y.about: row $${x}, row 7']],
  ['a block that is missing', { ...after, block: [] }, ['aws_x.y.block: a block, []']],
  ['a value inside a block', { ...after, block: [{ rule: [{ name: 'r', to: '1.2.0.0/16' }] }] }, [expect.stringMatching(/^aws_x\.y\.block\.rule: /)]],
])('%s', (_, planned, expected) => expect(departing(planned)).toEqual(expected));

test('a resource that is not created, and one that nobody wrote', () => {
  expect(departing(after, ['update'])).toEqual(['aws_x.y: written, planned update']);
  expect(departing(after, ['create'], 'aws_x.z')).toEqual(['aws_x.z: not written, planned', 'aws_x.y: written, planned nothing']);
});
