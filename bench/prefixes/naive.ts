/** First and last address. */
interface Block {
  readonly first: number;
  readonly last: number;
}

/**
 * What one writes without thinking of the number: each prefix, wide ones first, is held against all that are kept,
 * dropped when one holds it, joined when one is its other half. In plain numbers, IPv4 alone.
 */
export function naiveMerge(texts: readonly string[]): readonly string[] {
  const kept: Block[] = [];
  const blocks = texts.map(blockOf).sort((a, b) => b.last - b.first - (a.last - a.first));
  blocks.forEach((block) => insert(kept, block));
  return kept.sort((a, b) => a.first - b.first).map(textOf);
}

function insert(kept: Block[], block: Block): void {
  if (kept.some(({ first, last }) => first <= block.first && block.last <= last)) return;
  const half = kept.findIndex((each) => areHalves(each, block) || areHalves(block, each));
  const [other] = half < 0 ? [] : kept.splice(half, 1);
  if (other === undefined) kept.push(block);
  else insert(kept, { first: Math.min(other.first, block.first), last: Math.max(other.last, block.last) });
}

/** Does the first stand at the beginning of a block whose other half is the second? */
function areHalves(low: Block, high: Block): boolean {
  const size = low.last - low.first + 1;
  return low.last + 1 === high.first && high.last - high.first + 1 === size && low.first % (2 * size) === 0;
}

function blockOf(text: string): Block {
  const [address = '', length = ''] = text.split('/');
  const first = address.split('.').reduce((bits, part) => bits * 256 + Number(part), 0);
  return { first, last: first + 2 ** (32 - Number(length)) - 1 };
}

function textOf({ first, last }: Block): string {
  const address = [24, 16, 8, 0].map((shift) => (first >>> shift) & 255).join('.');
  return `${address}/${32 - Math.log2(last - first + 1)}`;
}
