import { familyOf, parseCidr } from '../../model/cidr.js';
import type { Problem } from '../../model/diagnostic.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { isComputed, isElsewhere, ownerOf } from '../../terraform/owner.js';
import { itemsIn } from '../../terraform/read-items.js';
import { isMap, resourcesOf, textOf } from '../../terraform/values.js';

interface Entry {
  readonly where: string;
  readonly cidr: string;
}

export function lintPrefixLists(config: TerraformConfig): readonly Problem[] {
  const lists = resourcesOf(config, 'aws_ec2_managed_prefix_list');
  return lists.flatMap((list) => {
    const apart = apartEntries(config, lists, list);
    // A plan of a list that exists repeats the entries of their own inline.
    const inline = inlineEntries(list).filter(({ cidr }) => !apart.some((each) => each.cidr === cidr));
    const entries = [...inline, ...apart];
    return [...lintName(list), ...entries.flatMap((entry) => lintEntry(entry, textOf(list.values['address_family']))), ...duplicates(entries), ...bothWays(list, inline, apart)];
  });
}

const inlineEntries = ({ address, values }: Resource): readonly Entry[] =>
  itemsIn(values['entry']).flatMap((entry, index) => {
    const cidr = isMap(entry) && !isComputed(entry) ? textOf(entry['cidr']) : undefined;
    return cidr === undefined ? [] : [{ where: `${address}.entry[${index}]`, cidr }];
  });

function apartEntries(config: TerraformConfig, lists: readonly Resource[], list: Resource): readonly Entry[] {
  return resourcesOf(config, 'aws_ec2_managed_prefix_list_entry').flatMap((entry) => {
    const owner = ownerOf(entry.values['prefix_list_id'], lists);
    const cidr = textOf(entry.values['cidr']);
    return cidr === undefined || isElsewhere(owner) || !owner.sure || owner.here[0] !== list ? [] : [{ where: entry.address, cidr }];
  });
}

function lintName({ address, values }: Resource): readonly Problem[] {
  const name = textOf(values['name']);
  if (name === undefined || (name.length <= 255 && !/^com\.amazonaws/.test(name))) return [];
  return [{ where: `${address}.name`, expected: 'at most 255 characters, not beginning with com.amazonaws', got: `"${name}"` }];
}

function lintEntry({ where, cidr }: Entry, family: string | undefined): readonly Problem[] {
  const read = parseCidr(cidr, where);
  const version = familyOf(cidr.split('/')[0] ?? '');
  const stranger = family !== undefined && version !== undefined && family !== `IPv${version}`;
  return [...(read.ok ? [] : read.problems), ...(stranger ? [{ where, expected: `${family}, as the list is`, got: cidr }] : [])];
}

function duplicates(entries: readonly Entry[]): readonly Problem[] {
  const first = new Map<string, string>();
  return entries.flatMap(({ where, cidr }) => {
    const earlier = first.get(cidr);
    if (earlier === undefined) first.set(cidr, where);
    return earlier === undefined ? [] : [{ where, expected: 'each network once in a list', got: `${cidr}, which is ${earlier}` }];
  });
}

const bothWays = ({ address }: Resource, inline: readonly Entry[], [first]: readonly Entry[]): readonly Problem[] =>
  inline.length === 0 || first === undefined ? [] : [{ where: `${address}.entry`, expected: 'entries either inline or as resources of their own: together each apply undoes the other', got: `${inline.length} inline beside ${first.where}` }];
