import { type Cidr, formatPeer } from '../../model/cidr.js';
import { type Origin, joinOrigins } from '../../model/flow.js';
import { groupBy } from '../../model/group-by.js';
import type { AddressFlow, NamedFlow } from './cannot.js';
import type { IpSet } from './rules.js';
import { type SourceTerm, sourceTerms } from './sources.js';
import { type RuleBody, bodyText, nameMatch, portsText } from './suricata-text.js';

/** A rule before the rules of the whole site have their SIDs. */
export interface DraftRule {
  readonly body: RuleBody;
  /** Said in the message after the origins. */
  readonly remark: string;
  readonly origins: readonly Origin[];
  readonly ipSets: readonly IpSet[];
}

/** Rules that permit these flows and nothing else; each body once, in the order of the bodies' text. */
export function suricataRules(named: readonly NamedFlow[], addressed: readonly AddressFlow[], home: readonly Cidr[]): readonly DraftRule[] {
  const termsOf = termReader(home);
  return joinRules([
    ...named.flatMap((flow) => termsOf(flow.sources).map((from) => nameRule(flow, from))),
    ...addressed.flatMap((flow) => termsOf(flow.sources).flatMap((from) => addressRules(flow, from))),
  ]);
}

/** Thousands of flows share one list of sources; its terms are made once. */
function termReader(home: readonly Cidr[]): (sources: readonly Cidr[]) => readonly SourceTerm[] {
  const known = new Map<readonly Cidr[], readonly SourceTerm[]>();
  return (sources) => {
    const terms = known.get(sources) ?? sourceTerms(sources, home);
    known.set(sources, terms);
    return terms;
  };
}

/** Rules with one body become one, with the origins of all. */
export function joinRules(rules: readonly DraftRule[]): readonly DraftRule[] {
  const keyed = rules.map((rule) => ({ rule, key: bodyText(rule.body) }));
  const groups = groupBy(keyed, ({ key }) => key).map(([first, ...others]) => ({
    key: first.key,
    rule: { ...first.rule, origins: joinOrigins([first, ...others].flatMap(({ rule }) => rule.origins)) },
  }));
  return groups.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ rule }) => rule);
}

/** Matches once the name is read and then holds for the connection: the only rule by name that is needed. */
function nameRule({ application, destination, ports, origins }: NamedFlow, { text, ipSets }: SourceTerm): DraftRule {
  const body = { protocol: application, from: `${text} any`, to: `any ${portsText(ports)}`, match: nameMatch(application, destination), flow: 'to_server' };
  return { body, remark: '', origins, ipSets };
}

/**
 * A rule each way. Without `flow:` one rule would do, and would also let the other side connect from the very port;
 * with it, a pass covers the packets of its own direction, whichever way AWS reads it (packet or connection): so the
 * replies have a rule of their own, as UDP needs under every default action.
 */
function addressRules({ protocol, destination, ports, origins }: AddressFlow, { text, ipSets }: SourceTerm): readonly DraftRule[] {
  const client = `${text} any`;
  const server = `${formatPeer(destination)} ${portsText(ports)}`;
  return [
    { body: { protocol, from: client, to: server, match: '', flow: 'to_server' }, remark: '', origins, ipSets },
    { body: { protocol, from: server, to: client, match: '', flow: 'to_client' }, remark: ' (replies)', origins, ipSets },
  ];
}

/**
 * Under `aws:drop_strict` a handshake must pass before there is a name to decide on. Any address and port, but no
 * established packet: AWS's own form (best practices for Network Firewall, read 2026-11-20).
 */
export function handshakeRules(named: readonly NamedFlow[], home: readonly Cidr[]): readonly DraftRule[] {
  const lists = groupBy(named, ({ sources }) => sources.map(formatPeer).join()).map(([flow]) => flow.sources);
  const terms = lists.flatMap((sources) => sourceTerms(sources, home));
  return joinRules(terms.flatMap(({ text, ipSets }) => [
    { body: { protocol: 'tcp', from: `${text} any`, to: 'any any', match: '', flow: 'not_established, to_server' }, remark: 'TCP handshakes', origins: [], ipSets },
    { body: { protocol: 'tcp', from: 'any any', to: `${text} any`, match: '', flow: 'not_established, to_client' }, remark: 'TCP handshakes (replies)', origins: [], ipSets },
  ]));
}
