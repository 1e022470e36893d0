import type { Mutant } from '../support/mutant.js';

const mutant = (file: string, name: string, find: string, replace: string, survives?: string): Mutant => ({ name, file: `firewalls/aws-security-group/${file}.ts`, find, replace, ...(survives === undefined ? {} : { survives }) });

const PIECES = 'flow.ports.flatMap((range) => peersOf(flow).map((peer) => ({ direction, protocol, range, peer, origins })));';
const PEERS = "return destination.kind === 'cidr' ? [destination] : familiesOf(sources).map(anyOf);";
const IDENTITY = '`${formatOpening(grant)} ${formatCidr(grant.peer)}`;';
const OPENING = '`${direction}-${protocol}-${formatPortRange(range)}`;';
const LISTED = "from: range.from, to: range.to, peer: { kind: 'prefix-list', list }";
const WAY = "direction === 'egress' ? VpcSecurityGroupEgressRule : VpcSecurityGroupIngressRule";
const ENTRIES = 'cidrs: [formatCidr(first), ...others.map(formatCidr)] };';
const FAMILY = '{ cidrIpv4: peer.cidr } : { cidrIpv6: peer.cidr }';
const GROUP = "lifecycle: { createBeforeDestroy: true },\n    });\n  }\n\n  private makeRule";
const SOURCE = "...(holdAll(sources, own) ? [] :";

const wider = '{ ...peer, prefix: peer.prefix - 1, network: (peer.network >> BigInt((peer.family === 4 ? 33 : 129) - peer.prefix)) << BigInt((peer.family === 4 ? 33 : 129) - peer.prefix) }';
const narrower = '{ ...peer, prefix: Math.min(peer.prefix + 1, peer.family === 4 ? 32 : 128) }';

export const mutants: readonly Mutant[] = [
  // Directions and protocols
  mutant('construct', 'egress and ingress exchanged', WAY, WAY.replace('egress', 'ingress')),
  mutant('construct', 'egress alone', WAY, "direction === 'egress' || direction === 'ingress' ? VpcSecurityGroupEgressRule : VpcSecurityGroupIngressRule"),
  mutant('construct', 'tcp for udp', 'ipProtocol: protocol,', "ipProtocol: 'tcp',"),
  mutant('construct', 'udp and tcp exchanged', 'ipProtocol: protocol,', "ipProtocol: protocol === 'tcp' ? 'udp' : 'tcp',"),
  mutant('construct', 'any protocol', 'ipProtocol: protocol,', "ipProtocol: '-1',"),
  mutant('grants', 'udp and tcp in one rule', OPENING, '`${direction}-${formatPortRange(range)}${protocol.slice(9)}`;'),
  // Ports
  mutant('construct', 'from one port too low', 'fromPort: from,', 'fromPort: from - 1,'),
  mutant('construct', 'from one port too high', 'fromPort: from,', 'fromPort: Math.min(from + 1, to),'),
  mutant('construct', 'to one port too low', 'toPort: to,', 'toPort: Math.max(from, to - 1),'),
  mutant('construct', 'to one port too high', 'toPort: to,', 'toPort: to + 1,'),
  mutant('construct', 'from and to exchanged', 'fromPort: from,\n      toPort: to,', 'fromPort: to,\n      toPort: from,'),
  mutant('construct', 'every port', 'fromPort: from,\n      toPort: to,', 'fromPort: 0,\n      toPort: 65535,'),
  mutant('grants', 'only the first range of ports', PIECES, PIECES.replace('flow.ports.', 'flow.ports.slice(0, 1).')),
  mutant('prefix-lists', 'all ports from the first on to a list', LISTED, LISTED.replace('to: range.to', 'to: 65535')),
  // Peers
  mutant('grants', 'callers are everyone', "if (direction === 'ingress') return sources;", "if (direction === 'ingress') return familiesOf(sources).map(anyOf);"),
  mutant('grants', 'the server in place of its callers', "if (direction === 'ingress') return sources;", "if (direction === 'ingress' && destination.kind === 'cidr') return [destination];"),
  mutant('grants', 'the first caller alone', "if (direction === 'ingress') return sources;", "if (direction === 'ingress') return sources.slice(0, 1);"),
  mutant('grants', 'names at no address', PEERS, PEERS.replace('familiesOf(sources).map(anyOf)', '[]')),
  mutant('grants', 'names at IPv6 addresses alone', PEERS, PEERS.replace('familiesOf(sources).map(anyOf)', '[anyOf(6)]')),
  mutant('grants', 'networks are everywhere', PEERS, PEERS.replace('[destination]', 'familiesOf(sources).map(anyOf)')),
  mutant('grants', 'networks one bit wider', PIECES, PIECES.replace('range, peer,', `range, peer: peer.prefix === 0 ? peer : ${wider},`)),
  mutant('grants', 'networks one bit narrower', PIECES, PIECES.replace('range, peer,', `range, peer: ${narrower},`)),
  mutant('grants', 'networks of one opening as one', IDENTITY, '`${formatOpening(grant)} ${formatCidr(grant.peer).slice(99)}`;'),
  mutant('grants', 'the same rule twice', 'const groups = groupBy(flows.flatMap(piecesOf), identityOf);', 'const groups = flows.flatMap(piecesOf).map((piece) => [piece] as const);'),
  mutant('construct', 'IPv4 and IPv6 exchanged', FAMILY, '{ cidrIpv6: peer.cidr } : { cidrIpv4: peer.cidr }'),
  mutant('construct', 'all of IPv4', FAMILY, "{ cidrIpv4: '0.0.0.0/0' } : { cidrIpv6: peer.cidr }"),
  mutant('construct', 'no peer', '      ...this.peerFields(peer),\n', '      ...(this.peerFields(peer) === undefined ? {} : {}),\n'),
  // Prefix lists
  mutant('prefix-lists', 'an entry lost', ENTRIES, ENTRIES.replace('...others.map', '...others.slice(1).map')),
  mutant('prefix-lists', 'an entry twice', ENTRIES, ENTRIES.replace('[formatCidr(first),', '[formatCidr(first), formatCidr(first),')),
  mutant('prefix-lists', 'an entry that is everywhere', ENTRIES, ENTRIES.replace('[formatCidr(first),', "['0.0.0.0/0', ")),
  mutant('prefix-lists', 'a list smaller than its entries', 'const maxEntries = sizeFor(cidrs.length);', 'const maxEntries = Math.max(1, cidrs.length - 1);'),
  mutant('prefix-lists', 'more entries than one call takes', 'if (cidrs.length <= entriesPerCall.value) return', 'if (cidrs.length <= 10 * entriesPerCall.value) return'),
  mutant('prefix-lists', 'one half of a list that is split', "return ['0', '1'].flatMap((bit)", "return ['0'].flatMap((bit)"),
  mutant('prefix-lists', 'a rule for the first of the openings alone', 'return openings.map((grant) => ruleOf(grant, leaf, list));', 'return openings.slice(0, 1).map((grant) => ruleOf(grant, leaf, list));'),
  mutant('prefix-lists', 'one list for openings to other networks', "grant.map(({ peer }) => formatCidr(peer)).sort().join(',')", "grant.map(({ peer }) => formatCidr(peer)).sort().join(',').slice(9999)"),
  mutant('construct', 'a list of the other family', 'addressFamily: `IPv${family}`', 'addressFamily: `IPv${10 - family}`'),
  mutant('construct', 'a list without entries', 'entry: cidrs.map(', 'entry: cidrs.slice(0, 0).map('),
  mutant('construct', 'always the first list', 'this.listIds.get(peer.list.id) ?? this.makeList(peer.list)', '[...this.listIds.values()][0] ?? this.makeList(peer.list)'),
  mutant('lower', 'long groups left out', '...listRulesOf(groups.filter(isLong), site)]', '...listRulesOf(groups.filter(isLong).slice(0, 0), site)]'),
  mutant('lower', 'short groups left out', 'groups.filter((group) => !isLong(group)).flat()]', 'groups.filter((group) => isLong(group)).flat()]'),
  mutant('lower', 'networks that are everywhere left out', 'const single = [...everywhere,', 'const single = [...everywhere.slice(0, 0),'),
  mutant('lower', 'openings of one vendor in one list', '`${formatOpening(grant)} ipv${grant.peer.family} ${vendorsOf(grant.origins)}`', '`ipv${grant.peer.family} ${vendorsOf(grant.origins)}`'),
  // The group
  mutant('construct', 'rules of another group', 'securityGroupId: this.securityGroupId,', "securityGroupId: 'sg-00000000000000000',"),
  mutant('construct', 'a new group where one is given', 'options.securityGroupId ?? this.makeGroup(site, options).id', 'this.makeGroup(site, options).id'),
  mutant('construct', 'a group in another VPC', '{ vpcId }), // given', "{ vpcId: 'vpc-00000000000000000' }), // given"),
  mutant('construct', 'a group in the default VPC', '{ vpcId }), // given', '{}), // given'),
  mutant('construct', 'the rule that permits all egress', GROUP, GROUP.replace('lifecycle', "egress: [{ fromPort: 0, toPort: 0, protocol: '-1', cidrBlocks: ['0.0.0.0/0'] }],\n      lifecycle")),
  mutant('construct', 'inline ingress beside rules of their own', GROUP, GROUP.replace('lifecycle', "ingress: [{ fromPort: 22, toPort: 22, protocol: 'tcp', cidrBlocks: ['203.0.113.0/24'] }],\n      lifecycle")),
  mutant('construct', 'a rule lost', "units.flatMap(({ rules }) => rules).forEach(", "units.flatMap(({ rules }) => rules).slice(1).forEach("),
  // What is declared
  mutant('lower', 'other sources not declared', SOURCE, '...(own.length > 0 ? [] :'),
  mutant('lower', 'other servers not declared', 'return holdAll(server, own) ? [] : [', 'return own.length > 0 ? [] : ['),
  mutant('lower', 'names declared as served', "...(destination.kind === 'cidr' ? [] : [{ lost: 'address'", "...(destination.kind === 'cidr' || own.length > 0 ? [] : [{ lost: 'address'"),
  mutant('lower', 'every caller declared as permitted', "own.map((destination) => Object.freeze({ ...flow, destination }));", "own.map((destination) => Object.freeze({ ...flow, destination, ports: [{ from: 1, to: 65535 }] }));"),
];
