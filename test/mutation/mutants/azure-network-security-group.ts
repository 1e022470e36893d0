import type { Mutant } from '../support/mutant.js';

const mutant = (file: string, name: string, find: string, replace: string, survives?: string): Mutant => ({ name, file: `firewalls/azure-network-security-group/${file}.ts`, find, replace, ...(survives === undefined ? {} : { survives }) });

const DESTINATIONS = 'joinCidrs(group.map(({ destination }) => destination)).map(formatPeer)';
const PORTS = 'oneOrMore(first.ports.map(formatPortRange))';
const PROTOCOL = "protocol: first.protocol === 'tcp' ? 'Tcp' : 'Udp'";
const SOURCES = 'sources: oneOrMore(first.sources.map(formatPeer))';
const ANY_OF = '([4, 6] as const).map(anyOf)';
const OWN = 'const own = sources.filter(({ family }) => family === each.family);';
const OPENING = '`${direction} ${protocol} ${formatPorts(ports)} from ${sources.map(formatCidr).join(\',\')}`;';
const DENY = 'return [...inside, deny];';
const WAYS = "{ egress: 'Outbound', ingress: 'Inbound' }";
const PEERS = "direction === 'egress' ? { sources: ANY, destinations: [first, ...others] as const } : { sources: [first, ...others] as const, destinations: ANY };";
const INSIDE = "...(direction === 'egress' ? { address: inside } : { source: inside }) }];";
const RULE_PLACE = '...fieldsOf(rule), resourceGroupName, networkSecurityGroupName }';
const GROUP_PLACE = 'name: groupName(site), location, resourceGroupName,';
const FREE = '{ ...rule, priority };';

export const mutants: readonly Mutant[] = [
  // Directions, protocols and ports
  mutant('rules', 'in and out exchanged', WAYS, "{ egress: 'Inbound', ingress: 'Outbound' }"),
  mutant('rules', 'out alone', WAYS, "{ egress: 'Outbound', ingress: 'Outbound' }"),
  mutant('grants', 'udp and tcp exchanged', PROTOCOL, PROTOCOL.replace("'Tcp' : 'Udp'", "'Udp' : 'Tcp'")),
  mutant('grants', 'tcp for udp', PROTOCOL, "protocol: 'Tcp'"),
  mutant('construct', 'any protocol', '    protocol,\n    sourcePortRange', "    protocol: protocol.replace(/[A-z]+/, '*'),\n    sourcePortRange"),
  mutant('grants', 'a range that ends one too high', PORTS, 'oneOrMore(first.ports.map(({ from, to }) => formatPortRange({ from, to: to + 1 })))'),
  mutant('grants', 'a range that ends one too low', PORTS, 'oneOrMore(first.ports.map(({ from, to }) => formatPortRange({ from, to: Math.max(from, to - 1) })))'),
  mutant('grants', 'a range that begins one too low', PORTS, 'oneOrMore(first.ports.map(({ from, to }) => formatPortRange({ from: from - 1, to })))'),
  mutant('grants', 'a range that begins one too high', PORTS, 'oneOrMore(first.ports.map(({ from, to }) => formatPortRange({ from: Math.min(to, from + 1), to })))'),
  mutant('grants', 'only the first range of ports', PORTS, 'oneOrMore(first.ports.slice(0, 1).map(formatPortRange))'),
  mutant('construct', 'every port', '{ destinationPortRange: ports[0] } :', "{ destinationPortRange: '*' } :"),
  mutant('construct', 'from some ports of the client alone', "sourcePortRange: '*'", "sourcePortRange: '1024-65535'"),
  mutant('grants', 'flows with different ports in one rule', OPENING, OPENING.replace(' ${formatPorts(ports)}', '')),
  mutant('grants', 'udp and tcp in one rule', OPENING, OPENING.replace(' ${protocol}', '')),
  // Peers
  mutant('grants', 'from everyone', SOURCES, "sources: first.destination.prefix < 0 ? ['*'] : (['*'] as OneOrMore)"),
  mutant('grants', 'the first source alone', SOURCES, 'sources: oneOrMore(first.sources.slice(0, 1).map(formatPeer))'),
  mutant('grants', 'sources and destinations exchanged', `${SOURCES},\n    destinations: oneOrMore(${DESTINATIONS})`, `destinations: oneOrMore(first.sources.map(formatPeer)),\n    sources: oneOrMore(${DESTINATIONS})`),
  mutant('grants', 'sources of others', OPENING, OPENING.replace(" from ${sources.map(formatCidr).join(',')}", '${sources.slice(99).length}')),
  mutant('grants', 'only the first network of a rule', DESTINATIONS, DESTINATIONS.replace('joinCidrs(group.', 'joinCidrs(group.slice(0, 1).')),
  mutant('grants', 'a network of several lost', DESTINATIONS, `(${DESTINATIONS}).filter((_, index) => index !== 2)`),
  mutant('grants', 'networks one bit wider', DESTINATIONS, DESTINATIONS.replace('=> destination)', '=> ({ ...destination, prefix: destination.prefix - 1, network: (destination.network >> BigInt((destination.family === 4 ? 33 : 129) - destination.prefix)) << BigInt((destination.family === 4 ? 33 : 129) - destination.prefix) }))')),
  mutant('grants', 'networks one bit narrower', DESTINATIONS, DESTINATIONS.replace('=> destination)', '=> ({ ...destination, prefix: Math.min(destination.prefix + 1, destination.family === 4 ? 32 : 128) }))')),
  mutant('grants', 'networks beside a half of them', DESTINATIONS, 'group.flatMap(({ destination }) => [destination, { ...destination, prefix: Math.min(destination.prefix + 1, destination.family === 4 ? 32 : 128) }]).map(formatPeer)'),
  mutant('grants', 'any destination', DESTINATIONS, "['*'].slice(group.length - group.length)"),
  mutant('grants', 'a service tag for the networks', DESTINATIONS, "['Internet'].slice(group.length - group.length)"),
  mutant('grants', 'names at no address of IPv4', ANY_OF, '[anyOf(6)]'),
  mutant('grants', 'both families in one rule', OWN, 'const own = sources;'),
  // Denials, priorities and internal networks
  mutant('lower', 'no deny', DENY, 'return deny.priority > 0 ? inside : [];'),
  mutant('lower', 'a deny above all that is allowed', 'priority: denyPriority, access:', 'priority: denyPriority - denyPriority + 100, access:'),
  mutant('lower', 'a deny of TCP alone', "const deny: SecurityRule = { ...way,", "const deny: SecurityRule = { ...way, protocol: 'Tcp',"),
  mutant('lower', 'a deny that allows', "access: 'Deny', sources: ANY", "access: 'Allow', sources: ANY"),
  mutant('lower', 'a deny of outbound alone', DENY, "return direction === 'egress' ? [...inside, deny] : inside;"),
  mutant('grants', 'Deny for Allow', "access: 'Allow'", "access: 'Deny'"),
  mutant('lower', 'only directions that are asked for are closed', 'return networkSecurityGroupName === undefined ? both : both.filter(', 'return networkSecurityGroupName === null ? both : both.filter('),
  mutant('priorities', 'one priority for all', FREE, '{ ...rule, priority: Math.min(priority, 1_000) };'),
  mutant('priorities', 'priorities behind the deny', FREE, '{ ...rule, priority: priority + 3_097 };'),
  mutant('priorities', 'priorities before the first', FREE, '{ ...rule, priority: priority - 999 };'),
  mutant('limits', 'the deny behind the last priority', 'export const denyPriority = priorities.to.value;', 'export const denyPriority = priorities.to.value + 1;'),
  mutant('lower', 'internal networks are everywhere', PEERS, '{ sources: ANY, destinations: ANY, ...(first === others[0] ? { direction } : {}) } as { sources: typeof ANY; destinations: typeof ANY };'),
  mutant('lower', 'internal networks on the wrong side', PEERS, PEERS.replace('egress', 'ingress')),
  mutant('lower', 'internal networks of IPv6 left out', 'const peers = direction', 'if (family === 6) return [];\n    const peers = direction'),
  mutant('lower', 'internal networks before the deny of nothing', 'priority: internalPriorities[family], access:', 'priority: internalPriorities[family] + 6, access:'),
  // The group
  mutant('construct', 'no rules in the group', 'securityRule: rules.map(fieldsOf) }', 'securityRule: rules.slice(0, 0).map(fieldsOf) }'),
  mutant('construct', 'the last rule lost', 'securityRule: rules.map(fieldsOf) }', 'securityRule: rules.slice(0, -1).map(fieldsOf) }'),
  mutant('construct', 'rules of another group', RULE_PLACE, RULE_PLACE.replace('networkSecurityGroupName', 'networkSecurityGroupName: rule.direction')),
  mutant('construct', 'several networks where one has to stand', "const isOne = (texts: OneOrMore): boolean => texts.length === 1;", 'const isOne = (texts: OneOrMore): boolean => texts.length === 0;'),
  mutant('construct', 'the first of several networks', "const isOne = (texts: OneOrMore): boolean => texts.length === 1;", 'const isOne = (texts: OneOrMore): boolean => texts.length >= 1;'),
  mutant('grants', 'names of any length', "slug(forWhom(grant), 36)", "slug(`${forWhom(grant)} ${keyOf(grant)}`, 200)"),
  mutant('grants', 'one name for all rules', '${ports}-${contentHash(keyOf(grant))}`;', '${ports.slice(99)}${contentHash(keyOf(grant)).slice(99)}`;'),
  mutant('construct', 'attached to nothing', 'this.attach(group.id, options);', 'this.attach(group.id, { ...options, subnetIds: undefined });'),
  mutant('construct', 'attached to other subnets', '{ subnetId, networkSecurityGroupId }', '{ subnetId: `${subnetId}-2`, networkSecurityGroupId }'),
  mutant('construct', 'attached to all subnets but the first', 'subnetIds.forEach(', 'subnetIds.slice(1).forEach('),
  mutant('construct', 'attached to no interface', 'networkInterfaceIds.forEach(', 'networkInterfaceIds.slice(1).forEach('),
  mutant('construct', 'another group attached', '{ networkInterfaceId, networkSecurityGroupId }', '{ networkInterfaceId, networkSecurityGroupId: networkInterfaceId }'),
  mutant('construct', 'all rules in a group of another name', RULE_PLACE, RULE_PLACE.replace('networkSecurityGroupName', "networkSecurityGroupName: 'nsg'")),
  mutant('construct', 'rules in a group of another resource group', RULE_PLACE, RULE_PLACE.replace('resourceGroupName', "resourceGroupName: 'hub'")),
  mutant('construct', 'a group in another resource group', GROUP_PLACE, GROUP_PLACE.replace('resourceGroupName', "resourceGroupName: 'hub'")),
  mutant('construct', 'a group in another region', GROUP_PLACE, GROUP_PLACE.replace('location', "location: 'northeurope'")),
  // What is declared
  mutant('lower', 'internal networks not declared', INSIDE, INSIDE.replace('}];', '}].slice(1);')),
  mutant('lower', 'everything declared as granted', INSIDE, '...(inside.length > 9 ? { address: inside } : {}) }];'),
];
