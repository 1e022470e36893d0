import type { Resources } from './use.js';

/**
 * Attributes that are empty on purpose. azurerm keeps the rules of a network security group when the attribute is
 * absent, and removes them when it is an empty list (azurerm docs, read 2026-11-20).
 */
const MEANT = /^azurerm_network_security_group\.[^.]+\.security_rule$|^azurerm_route_table\.[^.]+\.route$|^aws_(default_)?security_group\.[^.]+\.(ingress|egress)$/;

/** Where a resource holds an empty list, block or text: each would mean nothing, or anything. Null is Terraform's word for absent. */
export const emptyPlaces = (resources: Resources): readonly string[] => emptyIn(resources, '').filter((place) => !MEANT.test(place));

function emptyIn(value: unknown, place: string): readonly string[] {
  if (value === '') return [place];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return place === '' ? [] : [place];
  return entries.flatMap(([key, each]) => emptyIn(each, place === '' ? key : `${place}.${key}`));
}

/** Names and words for people change with the company a rule keeps; so do references, sizes and hashes. */
const COMPANY = /^(name|name_prefix|description|msg|tags|tags_all|rules_string|rules_source)$/;

/** Every text in the resources that says what is permitted; rules in text form by their lines. */
export function textsIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return COMPANY.test(key) || value.includes('${') ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => textsIn(each, Array.isArray(value) ? key : name));
}
