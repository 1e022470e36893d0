import { lint } from '../../../src/firewalls/azure-firewall/lint.js';
import { formatProblem } from '../../../src/model/diagnostic.js';
import { configOf } from '../../check/support.js';

// azure-docs firewall-faq and rule-processing of 2025, azurerm 5.2.0 and its issues, read 2026-11-20.

const POLICY = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub';
const TYPE = 'azurerm_firewall_policy_rule_collection_group';

const said = (resource: unknown): readonly string[] => lint(configOf(resource)).map((each) => formatProblem(each).replaceAll(`${TYPE}.`, ''));

const group = (more: object): object => ({ name: 'office-alleo', priority: 500, firewall_policy_id: POLICY, ...more });
const collection = (rule: readonly object[], more: object = {}): object => ({ name: 'c', priority: 200, action: 'Allow', rule, ...more });
const SOURCE = { source_addresses: ['10.20.0.0/16'] };
const web = (more: object): object => ({ name: 'r', ...SOURCE, protocols: [{ type: 'Https', port: 443 }], destination_fqdns: ['api.example.com'], ...more });
const net = (more: object): object => ({ name: 'n', ...SOURCE, protocols: ['TCP'], destination_ports: ['443'], destination_addresses: ['203.0.113.0/24'], ...more });

const application = (...rule: readonly object[]): readonly string[] => said({ [TYPE]: { g: group({ application_rule_collection: [collection(rule)] }) } });
const network = (...rule: readonly object[]): readonly string[] => said({ [TYPE]: { g: group({ network_rule_collection: [collection(rule, { priority: 100 })] }) } });

test('rules that are right', () => {
  expect(application(web({}), web({ name: 's', destination_fqdns: ['*.example.com', '*'] }), web({ name: 't', destination_fqdns: null, destination_urls: ['www.example.com/a/*', '*.example.com/x'] }))).toEqual([]);
  expect(network(net({}), net({ name: 'o', destination_addresses: ['AzureCloud.WestEurope', 'Storage', '*'], destination_ports: ['1025-65535', '3478'] }), net({ name: 'p', destination_addresses: null, destination_fqdns: ['turn.example.com'] }))).toEqual([]);
});

const FORM = 'g c/r.destination_fqdns: expected a name such as api.example.com, or *.example.com for every name below it';

test.each([
  ['*.*.example.com', ' (did you mean *.example.com?)'],
  ['.example.com', ' (did you mean *.example.com?)'],
  ['https://www.example.com', ' (did you mean www.example.com?)'],
  ['www.example.com/x', ' (did you mean www.example.com?)'],
  ['www.example.com:443', ' (did you mean www.example.com?)'],
  ['foo.*.example.com', ''],
  ['foo*.example.com', ''],
  ['www.example.*', ''],
  ['not a domain', ''],
])('the FQDN %s is refused', (fqdn, meant) => {
  expect(application(web({ destination_fqdns: [fqdn] }))).toEqual([`${FORM}, got "${fqdn}"${meant}`]);
});

test('*x.com is taken by Azure and matches names that only end like it', () => {
  expect(application(web({ destination_fqdns: ['*example.com'] }))).toEqual([`${FORM}; *example.com also matches anyexample.com, got "*example.com" (did you mean *.example.com?)`]);
});

test('an application rule without a destination, without protocols, with addresses, with both kinds, with a high port or a strange tag', () => {
  expect(application(web({ destination_fqdns: [] }))).toEqual(['g c/r: expected one of destination_fqdns, destination_urls, destination_fqdn_tags, web_categories, got none']);
  expect(application(web({ protocols: [] }))).toEqual(['g c/r.protocols: expected at least one: Azure fails without (azurerm issue 22942), got none']);
  expect(application(web({ destination_addresses: ['203.0.113.0/24'] }))).toEqual(['g c/r.destination_addresses: expected nothing: it has no effect in an application rule (azurerm issue 28668), got 203.0.113.0/24']);
  expect(application(web({ destination_urls: ['www.example.com/x'] }))).toEqual(['g c/r: expected either destination_urls or destination_fqdns, got both']);
  expect(application(web({ protocols: [{ type: 'Https', port: 64001 }] }))[0]).toContain('g c/r.protocols: expected a port from 1 to 64000');
  expect(application(web({ destination_fqdns: null, destination_fqdn_tags: ['www.example.com'] }))[0]).toContain('g c/r.destination_fqdn_tags: expected one of WindowsUpdate');
  expect(application(web({ destination_fqdns: null, destination_urls: ['https://www.example.com/x'] }))).toEqual(['g c/r.destination_urls: expected a URL without scheme, port and query, such as www.example.com/path/*, got "https://www.example.com/x" (did you mean www.example.com/x?)']);
});

test('a network rule without a destination, by names and addresses at once, with names among addresses, and with ports azurerm refuses', () => {
  expect(network(net({ destination_addresses: [] }))).toEqual(['g c/n: expected one of destination_addresses, destination_ip_groups, destination_fqdns, got none']);
  expect(network(net({ destination_fqdns: ['turn.example.com'] }))).toEqual(['g c/n: expected one kind of destination, got destination_addresses and destination_fqdns']);
  expect(network(net({ destination_addresses: ['turn.example.com'] }))).toEqual(['g c/n.destination_addresses: expected addresses or service tags; names belong in destination_fqdns, got "turn.example.com"']);
  const addresses = 'addresses or service tags; names belong in destination_fqdns';
  expect(network(net({ destination_addresses: ['*.tokbox.com', '203.0.113.300', '203.0.113.0/33', 'not a tag', 'AzureFrontDoor.Frontend'] }))).toEqual(
    ['*.tokbox.com', '203.0.113.300', '203.0.113.0/33', 'not a tag'].map((text) => `g c/n.destination_addresses: expected ${addresses}, got "${text}"`),
  );
  expect(network(net({ source_addresses: ['10.0.0.0/8', '10.0.0.4-10.0.0.9', '*', 'VirtualNetwork'] }))).toEqual(['g c/n.source_addresses: expected addresses, networks, ranges or *, got "VirtualNetwork"']);
  expect(network(net({ destination_ports: ['443-443'] }))).toEqual(['g c/n.destination_ports: expected a port from 1 to 65535, a range from low to high, or *, got "443-443" (did you mean 443?)']);
  expect(network(net({ destination_ports: ['0-65535'] }))).toHaveLength(1);
  expect(network(net({ source_addresses: [] }))).toEqual(['g c/n: expected source_addresses or source_ip_groups, got neither']);
});

test('names used twice in a policy, of which the second overwrites the first or is refused', () => {
  const twin = (more: object): readonly string[] => said({ [TYPE]: { a: group({}), b: group({ name: 'Office-Alleo', priority: 501, ...more }) } });
  expect(twin({ firewall_policy_id: POLICY.toUpperCase() })).toEqual(['b.name: expected a name of its own in the policy, got "Office-Alleo", which a has']);
  expect(twin({ firewall_policy_id: POLICY.replace(/hub$/, 'spoke') })).toEqual([]);
});

test('priorities used twice in a policy and in a group, whoever wrote the groups', () => {
  const other = group({ name: 'office-glartek', firewall_policy_id: POLICY.toUpperCase() });
  expect(said({ [TYPE]: { a: group({}), b: other } })).toEqual(['b.priority: expected a priority of its own in the policy, got 500, which a has']);
  expect(said({ [TYPE]: { a: group({}), b: { ...other, firewall_policy_id: `${POLICY}-2` } } })).toEqual([]);
  const twice = [collection([web({})]), collection([web({})], { name: 'd' })];
  expect(said({ [TYPE]: { g: group({ application_rule_collection: twice }) } })).toEqual(['g d: expected a priority of its own among collections of the type, got 200, which g c has']);
});

test('names used twice, too long, or in a form that is refused', () => {
  expect(application(web({}), web({ name: 'R' }))).toEqual(['g c/R: expected a name of its own in g c, got "R" again']);
  expect(said({ [TYPE]: { g: group({ name: '-x' }) } })).toEqual(['g.name: expected 2 to 80 letters, digits, underscores, periods and hyphens, a letter or digit first, got "-x"']);
  expect(said({ [TYPE]: { g: group({ network_rule_collection: [collection([net({})], { name: 'x'.repeat(81) })] }) } })).toHaveLength(1);
});

test('a network rule to everywhere on 443 or 80 voids the application rules of its policy, in whatever group', () => {
  const both = (rule: object): readonly string[] => said({ [TYPE]: { a: group({ application_rule_collection: [collection([web({})])] }), b: group({ name: 'office-b', priority: 600, network_rule_collection: [collection([net(rule)])] }) } });
  expect(both({})).toEqual([]);
  expect(both({ destination_addresses: ['*'] })).toEqual([
    'b c/n: expected destinations of its own: network rules come first, so that for its sources a c/r and all other application rules decide nothing on these ports, got Allow of 443 to *',
  ]);
  expect(both({ destination_addresses: ['0.0.0.0/0'], protocols: ['Any'], destination_ports: ['1-1024'] })).toHaveLength(1);
  expect(both({ destination_addresses: ['*'], destination_ports: ['3478'] })).toEqual([]);
  expect(both({ destination_addresses: ['*'], protocols: ['UDP'] })).toEqual([]);
});

test('IP Groups that are empty, or hold what they cannot', () => {
  expect(said({ azurerm_ip_group: { g: { cidrs: ['10.0.0.0/8', '10.1.0.1-10.1.0.9'] } } })).toEqual([]);
  expect(said({ azurerm_ip_group: { g: { cidrs: [] } } })).toEqual(['azurerm_ip_group.g.cidrs: expected at least one address: a rule with an empty IP Group is skipped without a word, got an empty list']);
  expect(said({ azurerm_ip_group: { g: { cidrs: ['2001:db8::/32', 'Storage'] } } })).toEqual([
    'azurerm_ip_group.g.cidrs: expected an IPv4 address, network or range, got "2001:db8::/32"',
    'azurerm_ip_group.g.cidrs: expected an IPv4 address, network or range, got "Storage"',
  ]);
});

test('rules of a firewall without a policy are held to the same', () => {
  const owner = { azure_firewall_name: 'hub', resource_group_name: 'hub', priority: 100, action: 'Allow' };
  const classic = { target_fqdns: ['*.example.com'], protocol: [{ type: 'Https', port: 443 }], name: 'w', ...SOURCE };
  expect(said({ azurerm_firewall_application_rule_collection: { a: { ...owner, rule: [classic, { ...classic, name: 't', target_fqdns: null, fqdn_tags: ['WindowsUpdate'], protocol: null }] } } })).toEqual([]);
  expect(said({ azurerm_firewall_application_rule_collection: { a: { ...owner, rule: [{ ...classic, target_fqdns: ['foo.*.example.com'] }] } } })).toEqual([
    'azurerm_firewall_application_rule_collection.a/w.destination_fqdns: expected a name such as api.example.com, or *.example.com for every name below it, got "foo.*.example.com"',
  ]);
  expect(said({ azurerm_firewall_network_rule_collection: { n: { ...owner, rule: [net({ destination_addresses: null, destination_fqdns: ['*.example.com'] })] } } })).toEqual([
    'azurerm_firewall_network_rule_collection.n/n.destination_fqdns: expected an exact name: a network rule resolves it, and a star has no address; a wildcard needs an application rule, got "*.example.com"',
  ]);
});

test('a network rule by name in a policy of which it is known that it has no DNS proxy', () => {
  const named = (policy: object): readonly string[] =>
    said({
      azurerm_firewall_policy: { p: { name: 'p', ...policy } },
      [TYPE]: { g: group({ firewall_policy_id: '${azurerm_firewall_policy.p.id}', network_rule_collection: [collection([net({ destination_addresses: null, destination_fqdns: ['turn.example.com'] })], { priority: 100 })] }) },
    });
  const problem = ['g c/n.destination_fqdns: expected dns.proxy_enabled in azurerm_firewall_policy.p: a network rule by name needs the DNS proxy, got no DNS proxy'];
  expect(named({ dns: { proxy_enabled: true } })).toEqual([]);
  expect(named({ base_policy_id: POLICY })).toEqual([]); // the parent may have it
  expect(named({})).toEqual(problem);
  expect(named({ dns: { proxy_enabled: false } })).toEqual(problem);
  expect(named({ dns: { servers: ['10.0.0.4'] } })).toEqual(problem);
});

const PREMIUM = { name: 'p', sku: 'Premium', tls_certificate: { name: 'ca' } };
const inPolicy = (policy: object, ...rule: readonly object[]): readonly string[] =>
  said({ azurerm_firewall_policy: { p: policy }, [TYPE]: { g: group({ firewall_policy_id: '${azurerm_firewall_policy.p.id}', application_rule_collection: [collection(rule)] }) } });
const url = web({ destination_fqdns: null, destination_urls: ['www.example.com/a/*'] });
const opened = web({ name: 'o', terminate_tls: true });

test('URLs and TLS inspection in a policy of which it is known that it is not Premium', () => {
  expect(inPolicy(PREMIUM, url, opened)).toEqual([]);
  expect(inPolicy({ name: 'p' }, web({}))).toEqual([]);
  expect(inPolicy({ name: 'p', sku: '${var.sku}' }, url)).toEqual([]);
  expect(inPolicy({ name: 'p' }, url)).toEqual(['g c/r.destination_urls: expected sku Premium in azurerm_firewall_policy.p: no other has it, got Standard']);
  expect(inPolicy({ ...PREMIUM, sku: 'Basic' }, opened)).toEqual(['g c/o.terminate_tls: expected sku Premium in azurerm_firewall_policy.p: no other has it, got Basic']);
});

test('TLS inspection in a policy of which it is known that it has no certificate', () => {
  expect(inPolicy({ ...PREMIUM, tls_certificate: null }, opened)).toEqual(['g c/o.terminate_tls: expected tls_certificate in azurerm_firewall_policy.p: TLS inspection signs with it, got no certificate']);
  expect(inPolicy({ ...PREMIUM, tls_certificate: null }, url)).toEqual([]);
  expect(inPolicy({ ...PREMIUM, tls_certificate: null, base_policy_id: POLICY }, opened)).toEqual([]); // the parent may have it
  expect(inPolicy({ ...PREMIUM, tls_certificate: '${var.certificate}' }, opened)).toEqual([]);
});

test('priorities that Azure does not have', () => {
  expect(said({ [TYPE]: { g: group({ priority: 65001 }) } })).toEqual(['g.priority: expected a whole number from 100 to 65000, got 65001']);
  expect(said({ [TYPE]: { g: group({ priority: 100, application_rule_collection: [collection([web({})], { priority: 99 })] }) } })).toEqual(['g c.priority: expected a whole number from 100 to 65000, got 99']);
});
