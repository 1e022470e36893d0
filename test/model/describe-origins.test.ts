import { describeOrigins } from '../../src/model/describe-origins.js';
import type { Origin } from '../../src/model/flow.js';

const origins = (vendor: string, count: number): readonly Origin[] => Array.from({ length: count }, (_, index) => ({ vendor, requirement: `row-${index}` }));

test('rows by name, in order, each once', () => {
  const web = { vendor: 'beta', requirement: 'web' };
  expect(describeOrigins([web, { vendor: 'alpha', requirement: 'web' }, web], 255)).toBe('alpha/web, beta/web');
});

test('exactly as long as allowed is still by name', () => {
  expect(describeOrigins(origins('alpha', 2), 24)).toBe('alpha/row-0, alpha/row-1');
  expect(describeOrigins(origins('alpha', 2), 23)).toBe('alpha (2 rows)');
});

test('too many rows are counted by vendor', () => {
  expect(describeOrigins([...origins('beta', 9), ...origins('alpha', 30)], 140)).toBe('alpha (30 rows), beta (9 rows)');
});

test('too many vendors are cut between two of them, and the hash of all tells one cut from another', () => {
  const many = Array.from({ length: 40 }, (_, index) => origins(`vendor-${String(index).padStart(2, '0')}`, 2)).flat();
  const said = describeOrigins(many, 140);
  expect(said.length).toBeLessThanOrEqual(140);
  expect(said).toMatch(/^vendor-00 \(2 rows\), .* \(2 rows\), and more: [0-9a-f]{10}$/);
  expect(describeOrigins([...many, { vendor: 'vendor-39', requirement: 'other' }], 140)).not.toBe(said);
});
