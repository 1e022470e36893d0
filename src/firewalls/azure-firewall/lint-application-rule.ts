import type { Problem } from '../../model/diagnostic.js';
import type { Value, ValueMap } from '../../terraform/config.js';
import { itemsIn } from '../../terraform/read-items.js';
import { isMap, numberOf } from '../../terraform/values.js';
import { highestApplicationPort } from './limits.js';
import { meantBy } from './lint-network-rule.js';

/** FQDN tags of azure-docs firewall/fqdn-tags.md of 2026-03-28; those of Office 365 are a family. */
const TAGS = ['WindowsUpdate', 'WindowsDiagnostics', 'MicrosoftActiveProtectionService', 'AppServiceEnvironment', 'AzureBackup', 'AzureHDInsight', 'WindowsVirtualDesktop', 'AzureKubernetesService', 'Windows365', 'MicrosoftIntune', 'citrixHdxPlusForWindows365'];

const TARGETS = ['destination_fqdns', 'destination_urls', 'destination_fqdn_tags', 'web_categories'];

const textsIn = (value: Value | undefined): readonly string[] => itemsIn(value).flatMap((item) => (typeof item === 'string' ? [item] : []));

export function lintApplicationRule(where: string, rule: ValueMap): readonly Problem[] {
  const given = TARGETS.filter((name) => itemsIn(rule[name]).length > 0);
  return [
    ...(given.length === 0 ? [{ where, expected: `one of ${TARGETS.join(', ')}`, got: 'none' }] : []),
    ...(given.includes('destination_urls') && given.includes('destination_fqdns') ? [{ where, expected: 'either destination_urls or destination_fqdns', got: 'both' }] : []),
    ...(itemsIn(rule['protocols']).length === 0 ? [{ where: `${where}.protocols`, expected: 'at least one: Azure fails without (azurerm issue 22942)', got: 'none' }] : []),
    ...(itemsIn(rule['destination_addresses']).length > 0 ? [{ where: `${where}.destination_addresses`, expected: 'nothing: it has no effect in an application rule (azurerm issue 28668)', got: textsIn(rule['destination_addresses']).join(', ') }] : []),
    ...textsIn(rule['destination_fqdns']).flatMap((text) => lintFqdn(`${where}.destination_fqdns`, text)),
    ...textsIn(rule['destination_urls']).flatMap((text) => lintUrl(`${where}.destination_urls`, text)),
    ...textsIn(rule['destination_fqdn_tags']).flatMap((text) => lintTag(`${where}.destination_fqdn_tags`, text)),
    ...itemsIn(rule['protocols']).filter(isMap).flatMap((protocol) => lintPort(`${where}.protocols`, protocol)),
    ...textsIn(rule['source_addresses']).filter((text) => text.includes(':')).map((text) => ({ where: `${where}.source_addresses`, expected: 'IPv4: application rules know no IPv6', got: text })),
  ];
}

const LABEL = '(?!-)[a-z0-9_-]{1,63}(?<!-)';
const FQDN = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})+$`, 'i');
const FORM = 'a name such as api.example.com, or *.example.com for every name below it';

/** A star stands first and alone (azure-docs firewall-faq of 2025-07-01); `*x.com` is taken, and matches names that only end like it. */
export function lintFqdn(where: string, text: string): readonly Problem[] {
  if (text === '*' || (FQDN.test(text) && text.length <= 255)) return [];
  const alike = /^\*[^.*]/.test(text) && FQDN.test(text.slice(1));
  const meant = alike ? `*.${text.slice(1)}` : meantBy(text);
  return [{ where, expected: alike ? `${FORM}; ${text} also matches any${text.slice(1)}` : FORM, got: `"${text}"`, ...(meant === undefined || !FQDN.test(meant) ? {} : { meant }) }];
}

/** No scheme, query or port; a star as the first label or the last part of the path. */
function lintUrl(where: string, text: string): readonly Problem[] {
  const [host = '', ...path] = text.split('/');
  const good = !text.includes('://') && !/[?#\s]/.test(text) && FQDN.test(host) && path.every((part, index) => !part.includes('*') || (part === '*' && index === path.length - 1));
  const meant = text.includes('://') ? text.replace(/^[a-z]+:\/\//i, '') : undefined;
  return good ? [] : [{ where, expected: 'a URL without scheme, port and query, such as www.example.com/path/*', got: `"${text}"`, ...(meant === undefined ? {} : { meant }) }];
}

const lintTag = (where: string, text: string): readonly Problem[] =>
  TAGS.includes(text) || /^Office365\.\w[\w.]*$/.test(text) ? [] : [{ where, expected: `one of ${TAGS.join(', ')}, Office365.*`, got: `"${text}"` }];

function lintPort(where: string, protocol: ValueMap): readonly Problem[] {
  const port = numberOf(protocol['port']);
  if (port === undefined || (Number.isInteger(port) && port >= 1 && port <= highestApplicationPort.value)) return [];
  return [{ where, expected: `a port from 1 to ${highestApplicationPort.value} (${highestApplicationPort.source}, read ${highestApplicationPort.read})`, got: String(port) }];
}
