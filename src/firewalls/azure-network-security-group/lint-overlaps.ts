import { readAddressText } from '../../model/address-text.js';
import type { Problem } from '../../model/diagnostic.js';
import type { Interval } from '../../model/interval-set.js';
import type { ValueMap } from '../../terraform/config.js';
import { itemsIn } from '../../terraform/read-items.js';

const LISTS = ['source_address_prefixes', 'destination_address_prefixes'];

interface Network {
  readonly text: string;
  readonly interval: Interval<bigint>;
}

/**
 * Networks of one list that overlap are refused, also where one holds the other
 * (OverlappingSubnetsNotPermittedInSecurityRule: alan-turing-institute/data-safe-haven issue 2077 of 2024-08-02,
 * kubernetes-sigs/cloud-provider-azure issue 6775). The same text twice is once: Terraform keeps a set.
 */
export const lintOverlaps = (where: string, values: ValueMap): readonly Problem[] =>
  LISTS.flatMap((name) => {
    const overlap = overlapIn(networksIn(values, name));
    return overlap === undefined ? [] : [{ where: `${where}.${name}`, expected: 'networks that do not overlap', got: overlap.map(({ text }) => text).join(' and ') }];
  });

function networksIn(values: ValueMap, name: string): readonly Network[] {
  const texts = new Set(itemsIn(values[name]).flatMap((item) => (typeof item === 'string' ? [item] : [])));
  return [...texts].flatMap((text) => (readAddressText(text) ?? []).map((interval) => ({ text, interval })));
}

/** The first network that begins before one in front of it ends. */
function overlapIn(networks: readonly Network[]): readonly [Network, Network] | undefined {
  const sorted = [...networks].sort((a, b) => (a.interval[0] < b.interval[0] ? -1 : a.interval[0] > b.interval[0] ? 1 : a.interval[1] > b.interval[1] ? -1 : 1));
  for (const [index, network] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before !== undefined && network.interval[0] < before.interval[1]) return [before, network];
  }
  return undefined;
}
