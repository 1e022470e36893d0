import { wordTable } from '../../src/model/word-table.js';

test('a table knows its own words and no others', () => {
  const table = wordTable({ tcp: 6 });
  expect(table['tcp']).toBe(6);
  for (const foreign of ['constructor', 'toString', '__proto__', 'udp']) {
    expect(table[foreign]).toBeUndefined();
    expect(foreign in table).toBe(false);
  }
});
