import { type Flow } from '../../model/flow.js';
import { type PortRange, formatPortRange, formatPorts } from '../../model/port-range.js';
import { highestApplicationPort, portsOfApplicationRange } from './limits.js';
import type { AzureFirewallOptions } from './options.js';

/** How Azure Firewall says a flow: the rule type, and what it matches; or why it cannot. */
export type Way =
  | { readonly by: 'fqdn' | 'url' | 'address' | 'resolved-name' }
  | { readonly by: 'none'; readonly why: string };

/** The one place that decides which rule a flow becomes. */
export function wayOf(flow: Flow, options: AzureFirewallOptions): Way {
  const why = addressFamily(flow) ?? (flow.destination.kind === 'cidr' ? voidsNames(flow) : toName(flow, options));
  if (why !== undefined) return { by: 'none', why };
  if (flow.destination.kind === 'cidr') return { by: 'address' };
  if (flow.application === 'opaque') return { by: 'resolved-name' };
  return { by: pathIsSeen(flow, options) ? 'url' : 'fqdn' };
}

/** The path that has to be matched; a star alone is every path. */
export const pathOf = ({ path }: Flow): string | undefined => (path === '/*' ? undefined : path);

/** IPv6 is a preview for literals in network rules, and an IPv6 address fails a firewall without it (azure-docs firewall-known-issues 2025-09-19). */
function addressFamily({ sources, destination }: Flow): string | undefined {
  const v6 = sources.some(({ family }) => family === 6) ? 'sources' : destination.kind === 'cidr' && destination.family === 6 ? 'destinations' : undefined;
  return v6 === undefined ? undefined : `Azure Firewall takes no IPv6 ${v6}: it has IPv6 as a preview, in network rules alone, and without it one IPv6 address fails the firewall; leave IPv6 out of this site and out of the options of its vendors, exclude the row, or give it a site through another firewall`;
}

/** Network rules come before all application rules: this one would let every name pass. */
function voidsNames({ protocol, ports, destination }: Flow): string | undefined {
  if (protocol !== 'tcp' || destination.kind !== 'cidr' || destination.prefix > 0) return undefined;
  const web = [80, 443].filter((port) => ports.some(({ from, to }) => from <= port && port <= to));
  return web.length === 0 ? undefined : `a network rule for TCP ${web.join(' and ')} to any destination would void every application rule`;
}

function toName(flow: Flow, options: AzureFirewallOptions): string | undefined {
  if (flow.direction === 'ingress') return 'ingress is matched by address: give the address of the server';
  return flow.application === 'opaque' ? opaqueToName(flow, options) : unfitForApplicationRule(flow);
}

/** Only network rules carry what shows no name, and they take exact names alone. */
function opaqueToName({ protocol, ports, destination }: Flow, { sku, dnsProxy }: AzureFirewallOptions): string | undefined {
  const what = `${protocol.toUpperCase()} ${formatPorts(ports)}`;
  if (destination.kind === 'name' && destination.scope === 'below') return `${what} needs a network rule, and network rules take no wildcard names`;
  if (sku === 'Basic') return `${what} to a name needs a network rule by name, and Basic has none`;
  return dnsProxy ? undefined : `${what} to a name needs a network rule by name: set dnsProxy once the policy has DNS proxy on and clients resolve through the firewall`;
}

function unfitForApplicationRule({ protocol, ports }: Flow): string | undefined {
  if (protocol !== 'tcp') return 'application rules take TCP alone';
  const high = ports.find(({ to }) => to > highestApplicationPort.value);
  if (high !== undefined) return `application rules take ports up to ${highestApplicationPort.value}, not ${formatPortRange(high)}`;
  const wide = ports.find((range) => widthOf(range) > portsOfApplicationRange.value);
  return wide === undefined ? undefined : `an application rule names its ports one by one: ${formatPortRange(wide)} is ${widthOf(wide)} of them, more than ${portsOfApplicationRange.value}`;
}

const widthOf = ({ from, to }: PortRange): number => to - from + 1;

/** URLs need Premium, for TLS an open one too; their star is sure only as the last part, so names below a name have none. */
function pathIsSeen(flow: Flow, { sku, tlsInspection }: AzureFirewallOptions): boolean {
  if (pathOf(flow) === undefined || sku !== 'Premium' || flow.destination.kind !== 'name' || flow.destination.scope === 'below' || endsWithinPart(flow)) return false;
  return flow.application === 'http' || (tlsInspection && flow.inspect !== 'forbid');
}

/** `/k=*`: no URL of the documentation has a star behind other letters (azure-docs firewall-faq 2025-07-01). */
const endsWithinPart = ({ path = '' }: Flow): boolean => /[^/]\*$/.test(path);

/** Why a path is lost, for the reviewer. */
export function whyPathIsLost(flow: Flow, { sku, tlsInspection }: AzureFirewallOptions): string {
  if (sku !== 'Premium') return `paths are not visible to ${sku}`;
  if (flow.destination.kind === 'name' && flow.destination.scope === 'below') return 'a path below a wildcard name is not matched';
  if (endsWithinPart(flow)) return 'a star is matched only as the whole last part of a path';
  return tlsInspection ? 'the page forbids the TLS inspection that paths need' : 'paths are not visible without TLS inspection';
}
