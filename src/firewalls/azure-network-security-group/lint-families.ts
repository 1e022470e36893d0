import { readAddressText } from '../../model/address-text.js';
import { familyOf } from '../../model/cidr.js';
import type { Problem } from '../../model/diagnostic.js';
import type { ValueMap } from '../../terraform/config.js';
import { itemsIn } from '../../terraform/read-items.js';

const SIDES = ['source_address_prefix', 'source_address_prefixes', 'destination_address_prefix', 'destination_address_prefixes'];

/**
 * A rule with addresses of both families, on one side or on two, is refused
 * (ResourceCannotContainAddressPrefixesFromDifferentAddressFamilies: azurerm issue 12534, azure-docs issue 34567).
 */
export function lintFamilies(where: string, values: ValueMap): readonly Problem[] {
  const texts = SIDES.flatMap((name) => itemsIn(values[name])).flatMap((item) => (typeof item === 'string' && readAddressText(item) !== undefined ? [item] : []));
  const six = texts.filter((text) => familyOf(text.split(/[/-]/)[0]?.trim() ?? '') === 6);
  const [four] = texts.filter((text) => !six.includes(text));
  return six[0] === undefined || four === undefined ? [] : [{ where, expected: 'addresses of one family', got: `${four} and ${six[0]}` }];
}
