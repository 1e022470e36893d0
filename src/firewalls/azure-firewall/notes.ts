import { formatPeer } from '../../model/cidr.js';
import { formatDestination } from '../../model/destination.js';
import { type Flow, formatOrigins, joinOrigins } from '../../model/flow.js';
import { formatPorts } from '../../model/port-range.js';
import { type Context, placeOf } from './addresses.js';
import { urlsOf } from './application-rules.js';
import { addressesPerRule } from './limits.js';
import type { AzureFirewallRules, NetworkRule } from './rules.js';
import type { Way } from './way.js';

export interface Judged {
  readonly flow: Flow;
  readonly way: Way;
}

/** What the operator has to know or do beside these rules. */
export function notesOn(judged: readonly Judged[], rules: AzureFirewallRules, context: Context): readonly string[] {
  const by = (kind: Way['by']): readonly Flow[] => judged.filter(({ way }) => way.by === kind).map(({ flow }) => flow);
  const notes = [
    ...aboutPolicy(context),
    ...aboutSources(judged.map(({ flow }) => flow), context),
    ...by('resolved-name').map(aboutResolving),
    ...by('url').flatMap(aboutUrls),
    ...[...by('fqdn'), ...by('url'), ...by('resolved-name')].flatMap(aboutHyphens),
    ...by('address').flatMap(aboutQuic),
    ...aboutIngress(by('address')),
    ...aboutOrder(rules),
    ...aboutLongRules(rules, context),
  ];
  return [...new Set(notes)];
}

function aboutPolicy({ options }: Context): readonly string[] {
  if (options.firewallPolicyId === undefined) return [];
  return [
    'the firewall policy is not made here: apply one configuration that writes to it at a time, others meet 409 AnotherOperationInProgress',
    ...(options.tlsInspection ? ['TLS inspection: the firewall policy needs a certificate that the clients trust'] : []),
  ];
}

function aboutSources(flows: readonly Flow[], { options, sources }: Context): readonly string[] {
  if (options.sourceIpGroupIds === undefined || flows.length === 0) return [];
  return [`the IP Groups of sourceIpGroupIds are not read, and the proof takes it for granted: they have to hold ${sources.map(formatPeer).join(', ')} and nothing else`];
}

/** azure-docs dns-details 2024-06-11, domain-filtering-overview 2025-07-01. */
const aboutResolving = (flow: Flow): string =>
  `${formatDestination(flow.destination)} on ${flow.protocol.toUpperCase()} ${formatPorts(flow.ports)} is matched by the addresses the firewall resolves: clients have to resolve through it, and other names on those addresses pass as well`;

function aboutUrls(flow: Flow): readonly string[] {
  const [bare, star] = urlsOf(flow);
  return star === undefined ? [] : [`${bare} is opened beside ${star}, which does not match it (${formatOrigins(flow.origins)})`];
}

/** azure-docs issue 69563, 2021: `test--a.com` was refused; what today's service does is not documented. */
function aboutHyphens({ destination, origins }: Flow): readonly string[] {
  const name = formatDestination(destination);
  return name.includes('--') ? [`${name} holds "--", which Azure Firewall has refused (${formatOrigins(origins)})`] : [];
}

function aboutQuic({ protocol, ports, destination, origins }: Flow): readonly string[] {
  const opened = protocol === 'udp' && destination.kind === 'cidr' && destination.prefix === 0 && ports.some(({ from, to }) => from <= 443 && 443 <= to);
  return opened ? [`UDP 443 to any destination carries QUIC, and no rule sees its names (${formatOrigins(origins)})`] : [];
}

function aboutIngress(flows: readonly Flow[]): readonly string[] {
  const incoming = flows.filter(({ direction }) => direction === 'ingress');
  if (incoming.length === 0) return [];
  const rows = formatOrigins(joinOrigins(incoming.flatMap(({ origins }) => origins)));
  return [`ingress is permitted, not translated: a DNAT rule, if one is needed, is yours (${rows})`];
}

/** azure-docs rule-processing 2025-05-07: network rules come first and end the search. */
function aboutOrder({ name, network, application }: AzureFirewallRules): readonly string[] {
  const ports = [...new Set(application?.rules.flatMap(({ protocols }) => protocols.map(({ port }) => port)) ?? [])].sort((a, b) => a - b);
  const shared = ports.filter((port) => network?.rules.some((rule) => rule.protocol === 'TCP' && rule.ports.some((range) => holdsPort(range, port))));
  if (shared.length === 0) return [];
  return [`${name}: its network rules on TCP ${shared.join(', ')} come before every application rule: at their addresses no name is looked at`];
}

function holdsPort(range: string, port: number): boolean {
  const [from = 0, to = from] = range.split('-').map(Number);
  return from <= port && port <= to;
}

function aboutLongRules({ network }: AzureFirewallRules, context: Context): readonly string[] {
  if (placeOf(context) !== undefined) return [];
  const long = (network?.rules ?? []).filter((rule): rule is NetworkRule & { readonly to: { readonly kind: 'addresses' } } => rule.to.kind === 'addresses' && rule.to.addresses.length > addressesPerRule.value);
  return long.map(({ name }) => `${name} lists more than ${addressesPerRule.value} destinations: with makeIpGroup they would count as one`);
}
