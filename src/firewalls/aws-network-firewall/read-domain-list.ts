import type { ValueMap } from '../../terraform/config.js';
import { listOf, textOf } from '../../terraform/values.js';
import { wordTable } from '../../model/word-table.js';

/*
 * The rules that AWS generates from a domain list, from the developer guide ("Examples of stateful rules: domain list",
 * read 2026-11-20), without `priority`, which decides nothing here. In strict order it generates no drops for an
 * allowlist. The text for a REJECTLIST and an ALERTLIST is not published; they are read as a DENYLIST with their action.
 */

const TYPES = wordTable<{ readonly protocol: string; readonly match: (target: string) => string; readonly rest: string }>({
  TLS_SNI: { protocol: 'tls', match: (target) => `ssl_state:client_hello; tls.sni; ${content(target, ' nocase;')}`, rest: 'ssl_state:client_hello;' },
  HTTP_HOST: { protocol: 'http', match: (target) => `http.host; ${content(target.toLowerCase(), '')}`, rest: 'http.header_names; content:"|0d 0a|"; startswith;' },
});

const ACTIONS = wordTable<string>({ ALLOWLIST: 'pass', DENYLIST: 'drop', REJECTLIST: 'reject', ALERTLIST: 'alert' });

/** The list as rules; `undefined` where an argument is missing, unknown, or not one of AWS's words. */
export function domainListRules(list: ValueMap, order: 'strict' | 'action'): readonly string[] | undefined {
  const types = words(list['target_types']);
  const targets = words(list['targets']);
  const kind = textOf(list['generated_rules_type']) ?? '';
  const action = ACTIONS[kind];
  if (types === undefined || targets === undefined || action === undefined || !targets.every(isTarget) || !types.every((type) => type in TYPES)) return undefined;
  const forms = [...types].sort().flatMap((type) => TYPES[type] ?? []);
  const matches = forms.flatMap(({ protocol, match }) => [...targets].sort().map((target) => rule(action, protocol, match(target), `${kind} ${target}`)));
  const rests = kind === 'ALLOWLIST' && order === 'action' ? forms.map(({ protocol, rest }) => rule('drop', protocol, rest, `${kind}, every other name`)) : [];
  return [...matches, ...rests].map((text, index) => text.replace(/\)$/, ` sid:${index + 1};)`));
}

const rule = (action: string, protocol: string, match: string, message: string): string =>
  `${action} ${protocol} $HOME_NET any -> $EXTERNAL_NET any (${match} msg:"${message}"; flow:to_server, established;)`;

/** A leading dot stands for the name itself and every name below it. */
const content = (target: string, nocase: string): string =>
  target.startsWith('.') ? `dotprefix; content:"${target}";${nocase} endswith;` : `content:"${target}"; startswith;${nocase} endswith;`;

const isTarget = (target: string): boolean => /^\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(target);

function words(value: ValueMap[string] | undefined): readonly string[] | undefined {
  const texts = listOf(value).map(textOf);
  const known = texts.filter((text): text is string => text !== undefined);
  return known.length === texts.length && known.length > 0 ? known : undefined;
}
