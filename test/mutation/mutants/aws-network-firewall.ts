import type { Mutant } from '../support/mutant.js';

const mutant = (file: string, name: string, find: string, replace: string, survives?: string): Mutant => ({ name, file: `firewalls/aws-network-firewall/${file}.ts`, find, replace, ...(survives === undefined ? {} : { survives }) });

const EXACT = 'content:"${name}"; startswith;${nocase} endswith; `;';
const BELOW = '`${buffer}; content:".${name}";${nocase} endswith; `;';
const HTTP = "['http.host', '']";
const RANGES = '(from === to ? String(from) : `${from}:${to}`)';
const RULE = 'return `pass ${protocol} ${from} -> ${to} (${match}msg:"${escapeMessage(message)}"; flow:${flow}; sid:${sid}; rev:1;)`;';
const REQUEST = "{ body: { protocol, from: client, to: server, match: '', flow: 'to_server' }, remark: '', origins, ipSets },\n";
const REPLY = "{ body: { protocol, from: server, to: client, match: '', flow: 'to_client' }, remark: ' (replies)', origins, ipSets },\n";
const SERVER = 'const server = `${formatPeer(destination)} ${portsText(ports)}`;';
const NAMED = "to: `any ${portsText(ports)}`, match: nameMatch(application, destination), flow: 'to_server' };";
const HANDSHAKE = "{ body: { protocol: 'tcp', from: `${text} any`, to: 'any any', match: '', flow: 'not_established, to_server' }";
const ANSWER = "{ body: { protocol: 'tcp', from: 'any any', to: `${text} any`, match: '', flow: 'not_established, to_client' }";
const DEFAULTS = "[options.defaultAction, options.defaultAction.replace('aws:drop_', 'aws:alert_')]";
const REFERENCES = 'groups.map(({ priority, arn }) => ({ priority, resourceArn: arn })) }';
const LISTS = "...listGroups('tls-names', 'TLS_SNI', targetsOf(tls), ipSets), ...listGroups('http-names', 'HTTP_HOST', targetsOf(http), ipSets)";
const TARGET = "group.some(({ destination }) => destination.scope === 'below') ? `.${group[0].destination.name}` : group[0].destination.name,";
const POLICY = 'options.existingPolicyArn === undefined ? { policy: policyOf(context) } : {}';
const FIREWALL = '    vpcId,\n    firewallPolicyArn,';
const CLAIM = 'const sid = first + (parseInt(again.slice(0, 12), 16) % count);\n    if (taken.has(sid)) continue;';

export const mutants: readonly Mutant[] = [
  // Names
  mutant('suricata-text', 'an exact name without startswith', EXACT, EXACT.replace(' startswith;', '')),
  mutant('suricata-text', 'an exact name without endswith', EXACT, EXACT.replace(' endswith;', '')),
  mutant('suricata-text', 'names below without endswith', BELOW, BELOW.replace(' endswith;', '')),
  mutant('suricata-text', 'names below without the dot', BELOW, BELOW.replace('".', '"')),
  mutant('suricata-text', 'the apex through dotprefix', BELOW, BELOW.replace('content', 'dotprefix; content')),
  mutant('suricata-text', 'an exact name with all below it', EXACT, 'dotprefix; content:".${name}";${nocase} endswith; `;'),
  mutant('suricata-text', 'SNI without nocase', "['tls.sni', ' nocase;']", "['tls.sni', '']"),
  mutant('suricata-text', 'Host with nocase', HTTP, "['http.host', ' nocase;']"),
  mutant('suricata-text', 'Host in capitals', EXACT, "content:\"${application === 'http' ? name.toUpperCase() : name}\"; startswith;${nocase} endswith; `;"),
  mutant('suricata-text', 'SNI of HTTP', HTTP, "['tls.sni', ' nocase;']"),
  mutant('suricata-text', 'every name', BELOW, '`${buffer}; content:"."; `;'),
  // Ports
  mutant('suricata-text', 'a range that ends one too high', RANGES, RANGES.replace('`${from}:${to}`', '`${from}:${to + 1}`')),
  mutant('suricata-text', 'a range that ends one too low', RANGES, RANGES.replace('`${from}:${to}`', '`${from}:${to - 1}`')),
  mutant('suricata-text', 'a range that begins one too low', RANGES, RANGES.replace('`${from}:${to}`', '`${from - 1}:${to}`')),
  mutant('suricata-text', 'a range that begins one too high', RANGES, RANGES.replace('`${from}:${to}`', '`${from + 1}:${to}`')),
  mutant('suricata-text', 'one port as all above it', RANGES, RANGES.replace('String(from)', '`${from}:`')),
  mutant('suricata-text', 'only the first of several ranges', "`[${ranges.join(',')}]`", "ranges.slice(0, 1).join()"),
  mutant('suricata-text', 'all but the ports', "`[${ranges.join(',')}]`", "`![${ranges.join(',')}]`"),
  mutant('lower-suricata', 'a name on every port', NAMED, NAMED.replace('`any ${portsText(ports)}`', "'any any'")),
  // Actions and directions
  mutant('suricata-text', 'alert for pass', RULE, RULE.replace('pass', 'alert')),
  mutant('suricata-text', 'drop for pass', RULE, RULE.replace('pass', 'drop')),
  mutant('suricata-text', 'both ways', RULE, RULE.replace('->', '<>')),
  mutant('lower-suricata', 'names looked for in replies', NAMED, NAMED.replace('to_server', 'to_client')),
  mutant('lower-suricata', 'no rule for replies', REPLY, '\n'),
  mutant('lower-suricata', 'no rule for requests', REQUEST, '\n'),
  mutant('lower-suricata', 'client and server exchanged', REQUEST, REQUEST.replace('from: client, to: server', 'from: server, to: client')),
  mutant('lower-suricata', 'requests only once established', REQUEST, REQUEST.replace("'to_server'", "'to_server, established'")),
  mutant('lower-suricata', 'whole connections by address, from either side', REPLY, REPLY.replace("flow: 'to_client'", "flow: 'to_client, to_server'")),
  mutant('lower-suricata', 'tcp for udp', REQUEST, REQUEST.replace('body: { protocol,', "body: { protocol: 'tcp',")),
  mutant('lower-suricata', 'any protocol', REQUEST, REQUEST.replace('body: { protocol,', "body: { protocol: 'ip' as 'tcp',")),
  // Networks and sources
  mutant('lower-suricata', 'networks one bit wider', SERVER, SERVER.replace('destination)', 'Object.assign({}, destination, { prefix: destination.prefix - 1, network: (destination.network >> BigInt((destination.family === 4 ? 33 : 129) - destination.prefix)) << BigInt((destination.family === 4 ? 33 : 129) - destination.prefix) }))')),
  mutant('lower-suricata', 'networks one bit narrower', SERVER, SERVER.replace('destination)', '{ ...destination, prefix: Math.min(destination.prefix + 1, destination.family === 4 ? 32 : 128) })')),
  mutant('lower-suricata', 'from everyone', 'const client = `${text} any`;', "const client = 'any any';"),
  mutant('lower-suricata', 'names from everyone', 'const body = { protocol: application, from: `${text} any`,', "const body = { protocol: application, from: 'any any',"),
  mutant('sources', 'HOME_NET is everyone', "({ name: 'HOME_NET', definition: home.map(formatPeer) });", "({ name: 'HOME_NET', definition: ['0.0.0.0/0', '::/0'].slice(0, 1 + home.length) });"),
  mutant('sources', 'HOME_NET without its last network', "({ name: 'HOME_NET', definition: home.map(formatPeer) });", "({ name: 'HOME_NET', definition: home.slice(0, Math.max(1, home.length - 1)).map(formatPeer) });"),
  mutant('sources', "the site's sources where a row has its own", 'if (isHome(sources, home) && fitsRule(home))', 'if (sources.length > 0 && fitsRule(home))'),
  mutant('sources', 'the first of several sources', 'if (definition.length === 1)', 'if (definition.splice(1).length >= 0)'),
  mutant('sources', 'a list that is split without its second half', 'splitByHash(sources, formatCidr, fitsRule).map(', 'splitByHash(sources, formatCidr, fitsRule).slice(0, 1).map('),
  mutant('hash-bits', 'one half of what is split', "return ['0', '1'].flatMap((bit)", "return ['0'].flatMap((bit)"),
  mutant('construct', 'no variables in groups', '...(ipSets.length === 0 ? {} :', '...(ipSets.length < 99 ? {} :'),
  // Rules and SIDs
  mutant('sid', 'one SID for all rules', CLAIM, 'const sid = first;'),
  mutant('suricata-text', 'no SID', RULE, RULE.replace(' sid:${sid};', '')),
  mutant('suricata-text', 'a SID of zero', RULE, RULE.replace('sid:${sid};', 'sid:0;')),
  mutant('suricata-text', 'a priority in strict order', RULE, RULE.replace('rev:1;', 'rev:1; priority:1;')),
  mutant('suricata-text', 'rules on one line', "flatMap(linesOf).join('\\n')", "flatMap(linesOf).join(' ')"),
  mutant('suricata-text', 'rules in comments', 'return [...comments, text];', 'return [...comments, `# ${text}`];'),
  mutant('lower-suricata', 'rules to one server joined, whatever their ports', 'key: bodyText(rule.body) }));', "key: rule.body.to.split(' ')[0] ?? '' }));"),
  // Handshakes and defaults
  mutant('lower-suricata', 'handshakes that are not answered', ANSWER, ANSWER.replace('to_client', 'to_server')),
  mutant('lower-suricata', 'handshakes of connections that stand', HANDSHAKE, HANDSHAKE.replace('not_established, ', '')),
  mutant('lower', 'no handshakes', "options.defaultAction === 'aws:drop_strict' ? handshakeRules", "options.defaultAction === 'aws:drop_established' ? handshakeRules"),
  mutant('policy', 'no drop', DEFAULTS, "[options.defaultAction.replace('aws:drop_', 'aws:alert_')]"),
  mutant('policy', 'handshakes dropped', DEFAULTS, "['aws:drop_strict', 'aws:alert_strict']"),
  mutant('policy', 'two drops', DEFAULTS, "['aws:drop_established', 'aws:drop_established_app_layer']"),
  // Policy and groups
  mutant('construct', 'stateless rules pass everything', "statelessDefaultActions: ['aws:forward_to_sfe']", "statelessDefaultActions: ['aws:pass']"),
  mutant('construct', 'fragments pass', "statelessFragmentDefaultActions: ['aws:forward_to_sfe']", "statelessFragmentDefaultActions: ['aws:pass']"),
  mutant('construct', 'a policy in action order', "statefulEngineOptions: { ruleOrder: 'STRICT_ORDER'", "statefulEngineOptions: { ruleOrder: 'DEFAULT_ACTION_ORDER'"),
  mutant('construct', 'groups in action order', "statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' }", "statefulRuleOptions: { ruleOrder: 'DEFAULT_ACTION_ORDER' }"),
  mutant('construct', 'a group that is stateless', "type: 'STATEFUL'", "type: 'STATELESS'"),
  mutant('construct', 'the last group not referenced', REFERENCES, `groups.slice(0, -1).${REFERENCES.slice('groups.'.length)}`),
  mutant('construct', 'one priority for all groups', REFERENCES, REFERENCES.replace('({ priority, resourceArn', '({ priority: Math.min(priority, 1), resourceArn')),
  mutant('group', 'one name for all groups', 'name: `vendor-egress-${site}-${id}-strict-${capacity}`', 'name: `vendor-egress-${site}`'),
  mutant('construct', 'a group that is not made', 'const built = groups.map(', 'const built = groups.slice(1).map('),
  mutant('group', 'capacity of one', '    capacity,\n    priority:', '    capacity: 1,\n    priority:'),
  mutant('group', 'more capacity than a group may have', '    capacity,\n    priority:', '    capacity: 1_000 * capacity,\n    priority:'),
  mutant('group', 'capacity that is too small', 'STEPS.find((step) => step * 100 >= needed * (100 + headroom))', 'STEPS.map((step) => step / 100).find((step) => step > 0 && needed + headroom > 0)'),
  // Where the policy stands
  mutant('lower', 'a policy of its own where one is given', POLICY, POLICY.replace('=== undefined', '!== null')),
  mutant('lower', 'no policy', POLICY, POLICY.replace('=== undefined', '=== null')),
  mutant('construct', 'no firewall', 'if (firewall !== undefined) buildFirewall', 'if (firewall === null) buildFirewall'),
  mutant('construct', 'a firewall with another policy', FIREWALL, FIREWALL.replace('firewallPolicyArn', "firewallPolicyArn: 'arn:aws:network-firewall:eu-central-1:123456789012:firewall-policy/other'")),
  mutant('construct', 'a firewall in another VPC', FIREWALL, FIREWALL.replace('vpcId', "vpcId: 'vpc-00000000000000000'")),
  mutant('construct', 'a firewall on the first of its subnets', 'subnetMapping: subnetIds.map(', 'subnetMapping: subnetIds.slice(0, 1).map('),
  mutant('construct', 'a firewall on other subnets', '({ subnetId })', '({ subnetId: `${subnetId}0` })'),
  mutant('policy', 'a firewall of another name', 'name: firewall.name ?? ', 'name: '),
  mutant('construct', 'no logs', 'if (logs.length > 0)', 'if (logs.length > 9)'),
  mutant('construct', 'one log of two', 'logs.map((', 'logs.slice(1).map(('),
  mutant('policy', 'logs in another group', '{ logGroup: cloudWatchLogGroup }', '{ logGroup: `${cloudWatchLogGroup}/2` }'),
  mutant('policy', 'logs in another bucket', '{ bucketName: s3Bucket }', '{ bucketName: `${s3Bucket}-2` }'),
  mutant('construct', 'logs of another firewall', '{ firewallArn, loggingConfiguration', "{ firewallArn: 'arn:aws:network-firewall:eu-central-1:123456789012:firewall/other', loggingConfiguration"),
  // Domain lists
  mutant('lower-domain-list', 'a target without its dot', TARGET, TARGET.replace('`.${group[0].destination.name}`', 'group[0].destination.name')),
  mutant('lower-domain-list', 'a dot before every target', TARGET, '`.${group[0].destination.name}`,'),
  mutant('lower-domain-list', 'a star for a dot', TARGET, TARGET.replace('`.$', '`*.$')),
  mutant('lower', 'no list for HTTP', LISTS, LISTS.split(', ...listGroups(\'http')[0] ?? ''),
  mutant('lower', 'HTTP names in a list for TLS', LISTS, LISTS.replace('HTTP_HOST', 'TLS_SNI')),
  mutant('lower', 'lists exchanged', LISTS, LISTS.replace('targetsOf(tls)', 'targetsOf([])').replace('targetsOf(http)', 'targetsOf(tls)').replace('targetsOf([])', 'targetsOf(http)')),
  mutant('construct', 'a list that denies', "generatedRulesType: 'ALLOWLIST'", "generatedRulesType: 'DENYLIST'"),
  mutant('construct', 'an empty list', "targetTypes: [contents.targetType], targets }", 'targetTypes: [contents.targetType], targets: targets.slice(0, 0) }'),
  mutant('lower', 'lists for other sources too', 'named.filter((flow) => isListable(flow, sources))', 'named.filter((flow) => flow.sources.length > 0 && sources.length > 0)'),
  mutant('lower', 'what no list holds is forgotten', '!lists.listed.includes(flow));', "!lists.listed.includes(flow) && options.mode === 'suricata');"),
  mutant('lower', 'EXTERNAL_NET without IPv6', "definition: ['0.0.0.0/0', '::/0'] };", "definition: ['0.0.0.0/0'] };"),
  mutant('lower', 'EXTERNAL_NET not set', 'const ipSets = [ANYWHERE, homeNet(sources)];', 'const ipSets = [homeNet(sources), ...[ANYWHERE].slice(1)];'),
  // What is declared
  mutant('lower-domain-list', 'the apex not declared', '...(apexToo ? [] :', '...(apexToo || apexToo === false ? [] :'),
  mutant('lower-domain-list', 'every port not declared', '...(coversPorts(flow.ports, EVERY_PORT) ? [] :', '...(flow.ports.length > 0 ? [] :'),
  mutant('lower', 'widenings of HTTP not declared', '[...listWidenings(tls), ...listWidenings(http)]', '[...listWidenings(tls), ...listWidenings(http).slice(0, 0)]'),
  mutant('lower', 'widenings declared that there are not', 'widenings: [...lists.widenings,', 'widenings: [...listWidenings(sorted.named),'),
  mutant('lower-domain-list', 'everything declared as permitted', "[widening('port', flow, open,", "[widening('port', flow, { ...open, sources: [{ kind: 'cidr', family: 4, network: 0n, prefix: 0 }] },"),
  mutant('lower-domain-list', 'a lost path that is not declared', 'flow.path === undefined ? []', "typeof flow.path !== 'number' ? []"),
];
