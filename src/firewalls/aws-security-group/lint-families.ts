import { familyOf } from '../../model/cidr.js';
import type { Problem } from '../../model/diagnostic.js';
import type { ValueMap } from '../../terraform/config.js';
import { itemsIn } from '../../terraform/read-items.js';

const FAMILIES: Readonly<Record<string, 4 | 6>> = { cidr_ipv4: 4, cidr_blocks: 4, cidr_ipv6: 6, ipv6_cidr_blocks: 6 };

/** Networks in the argument of the other family: EC2 refuses them (API_IpRange, API_Ipv6Range, read 2026-11-20). */
export function lintFamilies(where: string, values: ValueMap): readonly Problem[] {
  return Object.entries(FAMILIES).flatMap(([name, family]) => {
    const strangers = itemsIn(values[name]).filter((item) => typeof item === 'string' && familyOf(item.split('/')[0] ?? '') === 10 - family);
    return strangers.map((item) => ({ where: `${where}.${name}`, expected: `networks of IPv${family}`, got: String(item) }));
  });
}
