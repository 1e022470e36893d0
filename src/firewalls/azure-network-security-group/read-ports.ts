import { type Reading, anyOfReadings, clear, unclear } from '../../model/condition.js';
import { EVERY_PORT } from '../../model/space.js';
import type { Value } from '../../terraform/config.js';
import { itemsIn, readItems } from '../../terraform/read-items.js';

/** The singular and the plural attribute of a port: `*`, `443`, `1024-2048`. */
export function readPorts(one: Value | undefined, several: Value | undefined): Reading<number> {
  if (itemsIn(one).length + itemsIn(several).length === 0) return unclear(EVERY_PORT, 'no port is given');
  const words = { whole: EVERY_PORT, text: readPort };
  return anyOfReadings([readItems(one, words), readItems(several, words)]);
}

function readPort(text: string): Reading<number> | undefined {
  if (text === '*') return clear(EVERY_PORT);
  const [, from = '', to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const [low, high] = [Number(from), Number(to)];
  return from === '' || low > high || high > 65535 ? undefined : clear([[low, high + 1]]);
}
