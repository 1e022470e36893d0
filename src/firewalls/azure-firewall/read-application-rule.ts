import { type Condition, asks, either, mayAsk, on, readingWithin, together, uncertain } from '../../model/condition.js';
import type { FilterLine } from '../../model/filter.js';
import { type IntervalSet, intersection, unionOf } from '../../model/interval-set.js';
import { SOME_NAME, V4_ADDRESSES, applicationSet, protocolSet } from '../../model/space.js';
import type { TerraformConfig, Value, ValueMap } from '../../terraform/config.js';
import { itemsIn, readItems } from '../../terraform/read-items.js';
import { describeValue, isMap, numberOf, textOf } from '../../terraform/values.js';
import { readAddresses } from './read-addresses.js';
import { readFqdn, readUrls } from './read-names.js';
import { sideOf } from './read-network-rule.js';

/** An application rule: names on HTTP (Host), HTTPS (SNI) and MSSQL. It knows no IPv6 sources (deploy-dual-stack-firewall, 2026-07-16). */
export function readApplicationRule(config: TerraformConfig, rule: ValueMap, action: FilterLine['action'] | undefined): Condition {
  const source = sideOf(config, rule['source_addresses'], rule['source_ip_groups']);
  return together([
    source === undefined ? mayAsk({ source: V4_ADDRESSES }, 'no source is given') : on('source', readingWithin(source, V4_ADDRESSES)),
    either(readTargets(rule, action)),
    readAddressesOfRule(rule['destination_addresses']),
  ]);
}

function readTargets(rule: ValueMap, action: FilterLine['action'] | undefined): readonly Condition[] {
  const carried = readProtocols(rule['protocols'] ?? rule['protocol']);
  const fqdns = itemsIn(rule['destination_fqdns'] ?? rule['target_fqdns']);
  const urls = itemsIn(rule['destination_urls']);
  const lists = [...labelled('FQDN tag', rule['destination_fqdn_tags'] ?? rule['fqdn_tags']), ...labelled('web category', rule['web_categories'])];
  const targets = [
    ...(fqdns.length === 0 ? [] : [together([carried, on('name', readItems(fqdns, { whole: SOME_NAME, text: readFqdn }))])]),
    ...(urls.length === 0 ? [] : [together([seenUrls(carried, rule['terminate_tls']), readUrls(urls, action)])]),
    ...(lists.length === 0 ? [] : [uncertain(together([carried, asks({ name: SOME_NAME })]), ...lists)]),
  ];
  return targets.length === 0 ? [uncertain(together([carried, asks({ name: SOME_NAME })]), 'no destination is given')] : targets;
}

const labelled = (label: string, value: Value | undefined): readonly string[] => itemsIn(value).map((item) => `${label} ${textOf(item) ?? describeValue(item)}`);

/** Without inspection the path of an HTTPS request is not seen. */
function seenUrls(carried: Condition, terminateTls: Value | undefined): Condition {
  if (terminateTls === true || terminateTls === 'true') return carried;
  const seen = carried.least.filter(({ application }) => intersection(application, applicationSet('tls')).length === 0);
  return seen.length === carried.least.length ? carried : { ...carried, least: seen, unread: [...carried.unread, 'a URL in TLS that is not inspected'] };
}

/** The service takes them and they have no effect (azurerm issue 28668, 2025-02). */
function readAddressesOfRule(value: Value | undefined): Condition {
  if (itemsIn(value).length === 0) return asks({});
  const { least } = readAddresses(value);
  return { least: asks({ address: least }).most, most: asks({}).most, unread: ['destination_addresses of an application rule, which have no effect'] };
}

const TCP: IntervalSet<number> = protocolSet(6);

/** Without protocols a rule by tags means HTTP on 80 and HTTPS on 443; any other is refused by the service. */
function readProtocols(value: Value | undefined): Condition {
  const entries = itemsIn(value);
  return entries.length === 0 ? mayAsk({ protocol: TCP }, 'no protocol is given') : either(entries.map(readProtocol));
}

function readProtocol(entry: Value): Condition {
  if (!isMap(entry)) return mayAsk({ protocol: TCP }, `protocol ${describeValue(entry)}`);
  const number = numberOf(entry['port']);
  const port = number === undefined ? mayAsk({}, `port ${describeValue(entry['port'])}`) : asks({ port: [[number, number + 1]] });
  return together([asks({ protocol: TCP }), port, carriedBy(entry['type'])]);
}

/** Of MSSQL a name is seen in the login, or in TLS that comes first: a packet here tells neither. */
function carriedBy(type: Value | undefined): Condition {
  const word = textOf(type)?.toLowerCase();
  if (word === 'https') return asks({ application: applicationSet('tls') });
  if (word === 'http') return asks({ application: applicationSet('http') });
  if (word === 'mssql') return mayAsk({ application: unionOf([...applicationSet('opaque'), ...applicationSet('tls')]) }, 'whether it is MSSQL');
  return mayAsk({}, `protocol ${describeValue(type)}`);
}

