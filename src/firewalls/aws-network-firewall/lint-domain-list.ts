import type { Problem } from '../../model/diagnostic.js';
import type { ValueMap } from '../../terraform/config.js';
import { listOf, textOf } from '../../terraform/values.js';

const FORM = 'a name such as api.example.com, or .example.com for it and every name below';
const NAME = /^\.?(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))+$/i;

/** The targets of a domain list: `terraform plan` takes any text. */
export function lintDomainList(address: string, list: ValueMap): readonly Problem[] {
  const where = `${address}.rules_source_list`;
  const targets = listOf(list['targets']);
  const texts = targets.flatMap((target, index) => {
    const text = textOf(target);
    return text === undefined ? [] : [{ where: `${where}.targets[${index}]`, text }];
  });
  return [
    ...(targets.length === 0 ? [{ where: `${where}.targets`, expected: 'at least one name', got: 'an empty list' }] : []),
    ...(listOf(list['target_types']).length === 0 ? [{ where: `${where}.target_types`, expected: 'TLS_SNI, HTTP_HOST or both', got: 'an empty list' }] : []),
    ...texts.flatMap((each) => problemsOfTarget(each.where, each.text)),
    ...duplicates(texts),
  ];
}

function problemsOfTarget(where: string, text: string): readonly Problem[] {
  if (NAME.test(text) && text.length <= 254) return [];
  const meant = meantBy(text);
  return [{ where, expected: FORM, got: `"${text}"`, ...(meant === undefined ? {} : { meant }) }];
}

/** What is left without a star, a scheme, a path or a port, when that is a name. */
function meantBy(text: string): string | undefined {
  const plain = text.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/:].*$/, '').replace(/^(?:\*\.)+/, '.');
  return plain !== text && NAME.test(plain) ? plain : undefined;
}

/** `.x` is x too, and capitals are no difference on the wire. */
function duplicates(texts: readonly { readonly where: string; readonly text: string }[]): readonly Problem[] {
  const first = new Map<string, string>();
  return texts.flatMap(({ where, text }) => {
    const key = text.toLowerCase().replace(/^\./, '');
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, text);
    return earlier === undefined ? [] : [{ where, expected: `each name once, in small letters; .${key} also means ${key}`, got: `"${text}" beside "${earlier}"` }];
  });
}
