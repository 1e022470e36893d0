/** A fixed generator (xorshift, 32 bit): every run and every machine gets the same prefixes. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/**
 * Prefixes as published lists have them: half of them in runs of neighbours that join, a quarter inside one that was
 * named before, a quarter alone; from /16 to /32, in no order.
 */
export function somePrefixes(count: number): readonly string[] {
  const next = generator(20261120);
  const texts: string[] = [];
  while (texts.length < count) {
    const length = 20 + (next() % 11);
    const base = network(next(), length);
    const shape = next() % 4;
    if (shape === 0) texts.push(text(base, length));
    else if (shape === 1) texts.push(text(base, length), text(network(base + (next() % 2 ** (32 - length)), length + 2), length + 2));
    else for (let index = 0; index < 4; index += 1) texts.push(text(network(base + index * 2 ** (32 - length), length), length));
  }
  return shuffled(texts.slice(0, count), next);
}

const network = (address: number, length: number): number => (Math.floor(address / 2 ** (32 - length)) * 2 ** (32 - length)) % 2 ** 32;

const text = (address: number, length: number): string => `${[24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.')}/${length}`;

function shuffled(texts: readonly string[], next: () => number): readonly string[] {
  const keyed = texts.map((each) => [next(), each] as const);
  return keyed.sort(([a], [b]) => a - b).map(([, each]) => each);
}
