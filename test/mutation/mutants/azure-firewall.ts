import type { Mutant } from '../support/mutant.js';

const mutant = (file: string, name: string, find: string, replace: string, survives?: string): Mutant => ({ name, file: `firewalls/azure-firewall/${file}.ts`, find, replace, ...(survives === undefined ? {} : { survives }) });

const FQDNS = 'sorted(same.map(({ destination }) => formatDestination(destination))) });';
const NAME = 'formatDestination(destination)))].sort());';
const PORTS = 'mapped(nonEmpty(ports), formatPortRange) };';
const ONE_PORT = 'Array.from({ length: to - from + 1 }, (_, index) => from + index);';
const NETWORKS = "(destination.kind === 'cidr' ? [destination] : []);";
const APPLICATION_SOURCES = "...side('source', rule.sources, ids),\n    protocols: [...rule.protocols],";
const NETWORK_SOURCES = "...side('source', rule.sources, ids),\n    protocols: [rule.protocol],";
const URLS = 'sorted(same.flatMap(urlsOf))';
const GIVEN = 'if (options.firewallPolicyId !== undefined) return options.firewallPolicyId;';
const MADE = '{ name, resourceGroupName, location, sku: options.sku,';
const IP_GROUP = '{ name, resourceGroupName, location, cidrs: [...cidrs], lifecycle';
const PATH = 'permits: [Object.freeze(host)]';

/** A network one bit wider, and its lower half. */
const wider = "[{ ...destination, prefix: destination.prefix - 1, network: (destination.network >> BigInt(33 - destination.prefix)) << BigInt(33 - destination.prefix) }]";
const narrower = '[{ ...destination, prefix: destination.prefix === 32 ? 32 : destination.prefix + 1 }]';

export const mutants: readonly Mutant[] = [
  // Names
  mutant('application-rules', 'the apex beside what is below it', FQDNS, FQDNS.replace('same.map(({ destination }) => formatDestination(destination))', "same.flatMap(({ destination }) => [formatDestination(destination), formatDestination(destination).replace('*.', '')])")),
  mutant('application-rules', 'the apex in place of what is below it', FQDNS, FQDNS.replace('formatDestination(destination)', "formatDestination(destination).replace('*.', '')")),
  mutant('application-rules', '*x for *.x', FQDNS, FQDNS.replace('formatDestination(destination)', "formatDestination(destination).replace('*.', '*')")),
  mutant('application-rules', 'only the first name of a rule', 'nonEmpty([...new Set(texts)].sort())', 'nonEmpty([...new Set(texts)].sort().slice(0, 1))'),
  mutant('construct', 'no names', '{ destinationFqdns: [...to.fqdns] };', '{ destinationFqdns: [] };'),
  mutant('construct', 'every name', '{ destinationFqdns: [...to.fqdns] };', "{ destinationFqdns: ['*'] };"),
  mutant('construct', 'a name with a scheme', '{ destinationFqdns: [...to.fqdns] };', '{ destinationFqdns: to.fqdns.map((name) => `https://${name}`) };'),
  mutant('network-rules', 'a resolved name without its first label', NAME, NAME.replace('(destination)', "(destination).replace(/^[^.]+\\./, '')")),
  mutant('network-rules', 'a star in a name to be resolved', NAME, NAME.replace('(destination)', "(destination).replace(/^[^.]+/, '*')")),
  // Ports and protocols of application rules
  mutant('application-rules', 'Http for Https', "application === 'tls' ? 'Https' : 'Http'", "application === 'tls' ? 'Http' : 'Https'"),
  mutant('application-rules', 'Https for all', "application === 'tls' ? 'Https' : 'Http'", "'Https' as string"),
  mutant('application-rules', 'the last port of a range lost', ONE_PORT, ONE_PORT.replace('to - from + 1', 'Math.max(1, to - from)')),
  mutant('application-rules', 'one port beyond a range', ONE_PORT, ONE_PORT.replace('to - from + 1', 'to - from + 2')),
  mutant('application-rules', 'each port one too high', ONE_PORT, ONE_PORT.replace('from + index', 'from + index + 1')),
  mutant('application-rules', 'only the first range of ports', 'ports.flatMap(portsIn)', 'ports.slice(0, 1).flatMap(portsIn)'),
  mutant('construct', 'only the first protocol', 'protocols: [...rule.protocols],', 'protocols: rule.protocols.slice(0, 1),'),
  // Ports and protocols of network rules
  mutant('network-rules', 'udp and tcp exchanged', "protocol === 'tcp' ? 'TCP' : 'UDP'", "protocol === 'tcp' ? 'UDP' : 'TCP'"),
  mutant('network-rules', 'tcp for udp', "protocol === 'tcp' ? 'TCP' : 'UDP'", "'TCP' as const"),
  mutant('construct', 'tcp beside udp', 'protocols: [rule.protocol],', "protocols: ['TCP', 'UDP'],"),
  mutant('construct', 'any protocol', 'protocols: [rule.protocol],', "protocols: ['Any'],"),
  mutant('network-rules', 'a range that ends one too high', PORTS, 'mapped(nonEmpty(ports), ({ from, to }) => formatPortRange({ from, to: to + 1 })) };'),
  mutant('network-rules', 'a range that ends one too low', PORTS, 'mapped(nonEmpty(ports), ({ from, to }) => formatPortRange({ from, to: Math.max(from, to - 1) })) };'),
  mutant('network-rules', 'a range that begins one too low', PORTS, 'mapped(nonEmpty(ports), ({ from, to }) => formatPortRange({ from: from - 1, to })) };'),
  mutant('network-rules', 'a range that begins one too high', PORTS, 'mapped(nonEmpty(ports), ({ from, to }) => formatPortRange({ from: Math.min(from + 1, to), to })) };'),
  mutant('construct', 'every port', 'destinationPorts: [...rule.ports],', "destinationPorts: ['*'],"),
  // Networks
  mutant('network-rules', 'networks one bit wider', NETWORKS, NETWORKS.replace('[destination]', wider)),
  mutant('network-rules', 'networks one bit narrower', NETWORKS, NETWORKS.replace('[destination]', narrower)),
  mutant('network-rules', 'only the first network of a rule', 'same.flatMap(networkOf)', 'same.slice(0, 1).flatMap(networkOf)'),
  mutant('addresses', 'one address lost where several are listed', 'mapped(nonEmpty(joinCidrs(cidrs)), formatPeer)', 'mapped(nonEmpty(joinCidrs(cidrs).filter((_, index) => index !== 1)), formatPeer)'),
  mutant('ip-groups', 'an entry of an IP Group lost', 'cidrs: mapped(of, formatPeer)', 'cidrs: nonEmpty(of.slice(-Math.max(1, of.length - 1)).map(formatPeer))'),
  mutant('ip-groups', 'an IP Group with all around its networks', 'cidrs: mapped(of, formatPeer)', "cidrs: mapped(of, (cidr) => formatPeer(cidr).replace(/\\d+(\\/.*)?$/, '0/24'))"),
  mutant('construct', 'an IP Group that is empty', 'cidrs: [...cidrs], lifecycle', 'cidrs: [], lifecycle'),
  // Sources
  mutant('construct', 'names for everyone', APPLICATION_SOURCES, APPLICATION_SOURCES.replace("...side('source', rule.sources, ids)", "sourceAddresses: ['*']")),
  mutant('construct', 'networks for everyone', NETWORK_SOURCES, NETWORK_SOURCES.replace("...side('source', rule.sources, ids)", "sourceAddresses: ['*']")),
  mutant('construct', 'no source', NETWORK_SOURCES, NETWORK_SOURCES.replace("...side('source', rule.sources, ids),\n    ", '')),
  mutant('application-rules', "the site's sources where a row has its own", 'sourcesOf(sources, context)', 'sourcesOf(context.sources, context)'),
  mutant('network-rules', 'sources and destinations exchanged', 'sources: from.addresses, to: to.addresses }', 'sources: to.addresses, to: from.addresses }'),
  mutant('addresses', 'rows with sources of their own in the IP Group of the site', 'joinCidrs(sources).map(formatCidr).join() === joinCidrs(context.sources).map(formatCidr).join()', 'sources.length > 0 && context.sources.length > 0'),
  mutant('addresses', 'another IP Group than those that are given', 'ids: nonEmpty([...sourceIpGroupIds].sort())', 'ids: nonEmpty([...sourceIpGroupIds].map((id) => `${id}x`))'),
  mutant('addresses', 'the first of the IP Groups that are given', 'ids: nonEmpty([...sourceIpGroupIds].sort())', 'ids: nonEmpty([...sourceIpGroupIds].sort().slice(0, 1))'),
  mutant('addresses', 'all of the IP Groups that are given but the first', 'ids: nonEmpty([...sourceIpGroupIds].sort())', 'ids: nonEmpty([...sourceIpGroupIds].sort().slice(-1))'),
  mutant('construct', 'IP Groups in another resource group', IP_GROUP, IP_GROUP.replace('resourceGroupName', "resourceGroupName: 'spoke'")),
  mutant('construct', 'IP Groups in another region', IP_GROUP, IP_GROUP.replace('location', "location: 'northeurope'")),
  // The policy
  mutant('construct', 'rules in another policy', GIVEN, GIVEN.replace('return options.firewallPolicyId', 'return `${options.firewallPolicyId}-2`')),
  mutant('construct', 'rules in a policy of another subscription', GIVEN, GIVEN.replace('return options.firewallPolicyId', "return options.firewallPolicyId.replace('/subscriptions/', '/subscriptions/1')")),
  mutant('construct', 'a new policy where one is given', GIVEN, GIVEN.replace('return options.firewallPolicyId', "return new FirewallPolicy(scope, 'policy', { name: 'vendor-egress', resourceGroupName: 'hub', location: 'westeurope', sku: options.sku }).id")),
  mutant('construct', 'a policy of another name', MADE, MADE.replace('name', 'name: `${name}-2`')),
  mutant('construct', 'a policy in another resource group', MADE, MADE.replace('resourceGroupName', "resourceGroupName: 'spoke'")),
  mutant('construct', 'a policy in another region', MADE, MADE.replace('location', "location: 'northeurope'")),
  // Rules, collections and groups
  mutant('draft', 'flows with different ports in one rule', 'flowKey({ ...flow, path: \'\' })}|${formatPorts(flow.ports)}|', 'flowKey({ ...flow, path: \'\' })}|'),
  mutant('draft', 'the same flow of several rows twice', 'groupBy(flows.map(seen), (flow) => `${flowKey(flow)}|${formatPorts(flow.ports)}|${formatDestination(flow.destination)}`)', 'groupBy(flows.map(seen), (flow) => `${flowKey(flow)}`)'),
  mutant('construct', 'Deny for Allow', "action: 'Allow'", "action: 'Deny'"),
  mutant('lower', 'no URL rules', ', ...byName(urlRules(by(\'url\'), context))];', '];'),
  mutant('lower', 'no rules by resolved name', ", ...nameRules(by('resolved-name'), context)]);", ']);'),
  mutant('lower', 'no network rules', '...(isNonEmpty(network) ?', '...(isNonEmpty(network) && network.length > 99 ?'),
  mutant('lower', 'one priority for all vendors', '    priority,\n    ...(isNonEmpty(network)', '    priority: 500,\n    ...(isNonEmpty(network)'),
  mutant('lower', 'priorities beyond the last', '    priority,\n    ...(isNonEmpty(network)', '    priority: 200 * priority,\n    ...(isNonEmpty(network)'),
  mutant('lower', 'one name for the collections of a group', "fitted(`${vendor}-${kind}`)", 'fitted(vendor)'),
  mutant('names', 'rules of one name', "return fitted([rows.join('.'), ...words].join('-'));", "return fitted(rows.join('.'));"),
  mutant('names', 'names of any length', 'return text.length <= nameLength.value ? text', 'return text.length <= 10 * nameLength.value ? text'),
  mutant('names', 'one group name for all vendors', 'fitted(`${site}-${vendor}`)', 'fitted(`${site}${vendor.slice(99)}`)'),
  mutant('limits', 'application rules before network rules', 'collectionPriority = { network: 100, application: 200 }', 'collectionPriority = { network: 200, application: 100 }', 'the same packets: Azure looks at all network rules first, whatever the priorities'),
  // What stands beside the rules
  mutant('way', 'opaque traffic to a name by an application rule', "return { by: 'resolved-name' };", "return { by: 'fqdn' };"),
  mutant('application-rules', 'URLs in TLS that is not opened', "terminateTls: same[0].application === 'tls'", 'terminateTls: false'),
  mutant('construct', 'a URL as a template of Terraform', 'to.urls.map(escapeTemplate)', '[...to.urls]', 'the same bytes: paths with braces are refused before, and nothing else that is written can hold any'),
  mutant('construct', 'TLS opened for every name', '{ destinationFqdns: [...to.fqdns] };', '{ destinationFqdns: [...to.fqdns], terminateTls: true };'),
  mutant('construct', 'a policy that is not Premium', 'location, sku: options.sku,', "location, sku: 'Standard',"),
  mutant('construct', 'a policy without its certificate', '...inspection(options) }).id', '}).id'),
  mutant('construct', 'resolved names without DNS proxy', 'dns: { proxyEnabled: dnsProxy }', 'dns: { proxyEnabled: false }'),
  mutant('application-rules', 'every path', URLS, "sorted(same.map(({ destination }) => `${formatDestination(destination)}/*`))"),
  mutant('application-rules', 'one path lost of several', URLS, `nonEmpty(${URLS}.slice(0, 1))`),
  mutant('application-rules', 'what is below a path and not the path', "return url.endsWith('/*') ? [url.slice(0, -'/*'.length), url] : [url];", 'return [url];'),
  mutant('application-rules', 'a path with all below it', "return url.endsWith('/*') ? [url.slice(0, -'/*'.length), url] : [url];", "return [url, `${url.replace('/*', '')}/*`];"),
  mutant('lower', 'no URL rules where paths are asked for, and nothing said', "way.by !== 'fqdn' ||", "way.by === 'fqdn' ||"),
  mutant('lower', 'a lost path that is not declared', `return [{ lost: 'path', flow, ${PATH}, why: whyPathIsLost(flow, options) }];`, 'return [];'),
  mutant('lower', 'every port declared as permitted', PATH, 'permits: [Object.freeze({ ...host, ports: [{ from: 1, to: 65535 }] })]'),
];
