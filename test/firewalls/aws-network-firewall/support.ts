import { parseCidr, joinCidrs } from '../../../src/model/cidr.js';
import type { Destination } from '../../../src/model/destination.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import { parsePattern } from '../../../src/model/domain-pattern.js';
import type { Flow } from '../../../src/model/flow.js';
import { readOptions } from '../../../src/model/read-options.js';
import { parsePorts } from '../../../src/model/port-range.js';
import type { Application, Protocol } from '../../../src/model/protocol.js';
import { awsNetworkFirewall } from '../../../src/firewalls/aws-network-firewall/index.js';
import { lower } from '../../../src/firewalls/aws-network-firewall/lower.js';
import type { Context } from '../../../src/firewalls/aws-network-firewall/options.js';
import type { NetworkFirewallRules, RuleGroup } from '../../../src/firewalls/aws-network-firewall/rules.js';
import { rulesString } from '../../../src/firewalls/aws-network-firewall/suricata-text.js';
import type { Lowering } from '../../../src/firewalls/firewall.js';

export const cidrs = (...texts: readonly string[]) => joinCidrs(texts.map((text) => orThrow(parseCidr(text, 'test'))));

export const SITE_SOURCES = cidrs('10.20.0.0/16');

interface FlowChanges extends Partial<Omit<Flow, 'sources' | 'origins'>> {
  readonly from?: readonly string[];
  /** `vendor/requirement` */
  readonly origins?: readonly string[];
}

/** `flow('443/tcp tls *.x.com')`, `flow('80,443/udp opaque 198.51.100.0/24')`. */
export function flow(text: string, { from, origins = ['acme/web'], ...changes }: FlowChanges = {}): Flow {
  const [opening = '', application = '', to = ''] = text.split(' ');
  const [ports = '', protocol = ''] = opening.split('/');
  return Object.freeze({
    direction: 'egress',
    protocol: protocol as Protocol,
    ports: orThrow(parsePorts(ports, 'test')),
    sources: from === undefined ? SITE_SOURCES : cidrs(...from),
    destination: destinationOf(to),
    application: application as Application,
    origins: origins.map((origin) => ({ vendor: origin.split('/')[0] ?? '', requirement: origin.split('/')[1] ?? '' })),
    ...changes,
  });
}

function destinationOf(to: string): Destination {
  if (/^[\d.]+(\/|$)|:/.test(to)) return orThrow(parseCidr(to, 'test'));
  const [pattern] = orThrow(parsePattern(to, 'test')).patterns;
  if (pattern === undefined) throw new Error(to);
  return pattern;
}

export function contextOf(given: Readonly<Record<string, unknown>> = {}, changes: Partial<Context> = {}): Context {
  const options = orThrow(readOptions(awsNetworkFirewall.kind.options, given, 'test'));
  return { site: 'office', sources: SITE_SOURCES, options, namesBehind: false, ...changes };
}

export const lowered = (flows: readonly Flow[], given: Readonly<Record<string, unknown>> = {}, changes: Partial<Context> = {}): Lowering<NetworkFirewallRules> =>
  lower(flows, contextOf(given, changes));

export const textsOf = (groups: readonly RuleGroup[]): readonly string[] => groups.flatMap(({ contents }) => (contents.kind === 'suricata' ? [rulesString(contents.rules)] : []));

/** The lines of all text groups. */
export const linesOf = (flows: readonly Flow[], given: Readonly<Record<string, unknown>> = {}, changes: Partial<Context> = {}): readonly string[] =>
  textsOf(lowered(flows, given, changes).rules.groups).flatMap((text) => text.split('\n'));

/** Lines with `sid:N`, where the number is not what the test is about. */
export const withoutSids = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replace(/sid:\d+/, 'sid:N'));

export const targetsOf = (groups: readonly RuleGroup[], type: string): readonly string[] =>
  groups.flatMap(({ contents }) => (contents.kind === 'domain-list' && contents.targetType === type ? contents.targets.map(({ target }) => target) : []));
