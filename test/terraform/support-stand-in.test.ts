/** The stand-in provider holds: real Terraform takes hand-written JSON through its whole life, and refuses wrong JSON. */
import { existsSync, rmSync } from 'node:fs';
import { missingTerraform } from './support/needs.js';
import { describeWith } from './support/skip.js';
import { startStandIn, type StandIn } from './support/stand-in/stand-in.js';
import { changeLines, changesOf } from './support/terraform-json.js';
import { withTerraform, workFolder, writeConfiguration, type Terraform } from './support/terraform.js';

const policyId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/firewallPolicies/p';

jest.setTimeout(60_000);

describeWith(missingTerraform(), 'the stand-in providers', () => {
  let standIns: readonly StandIn[];
  let folder: string;
  let tf: Terraform;

  beforeAll(async () => {
    standIns = await Promise.all([
      startStandIn({ provider: 'azurerm', resources: ['azurerm_firewall_policy_rule_collection_group', 'azurerm_network_security_group'] }),
      startStandIn({ provider: 'aws', resources: ['aws_networkfirewall_rule_group'], dataSources: ['aws_vpc'] }),
    ]);
  });
  afterAll(() => Promise.all(standIns.map((standIn) => standIn.stop())));

  beforeEach(async () => {
    folder = workFolder({});
    tf = (await withTerraform(folder, { providers: standIns })) as Terraform;
  });
  afterEach(async () => {
    await tf.close();
    rmSync(folder, { recursive: true });
  });

  test('say which provider version their schema is from', () => {
    expect(standIns.map((standIn) => standIn.source)).toEqual(['hashicorp/azurerm', 'hashicorp/aws']);
    for (const { version } of standIns) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('go through init, validate, plan, apply, an empty plan, an update, a replacement and destroy', async () => {
    writeConfiguration(folder, configuration());
    await tf.init();
    expect(await tf.validate()).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    const first = await tf.plan();
    expect(changeLines(first)).toEqual([
      'create aws_networkfirewall_rule_group.g', 'create azurerm_firewall_policy_rule_collection_group.c', 'create azurerm_network_security_group.n',
    ]);
    expect(changesOf(first)[0]?.change.after_unknown).toMatchObject({ arn: true, id: true, update_token: true });
    await tf.applyPlan();
    expect(changeLines(await tf.plan())).toEqual([]);

    writeConfiguration(folder, configuration({ port: '8443' }));
    const update = await tf.plan();
    expect(changeLines(update)).toEqual(['update azurerm_firewall_policy_rule_collection_group.c', 'update azurerm_network_security_group.n']);
    expect(JSON.stringify(changesOf(update)[0]?.change.before)).toContain('"443"');
    expect(JSON.stringify(changesOf(update)[0]?.change.after)).toContain('"8443"');
    await tf.applyPlan();

    writeConfiguration(folder, configuration({ port: '8443', name: 'other' }));
    const replacement = changesOf(await tf.plan());
    expect(replacement.map((change) => change.change.actions)).toEqual([['delete', 'create']]);
    expect(replacement[0]?.change.replace_paths).toEqual([['name']]);
    await tf.applyPlan();

    expect(changeLines(await tf.plan())).toEqual([]);
    await tf.destroy();
    expect((await tf.state()).values?.root_module?.resources ?? []).toEqual([]);
  });

  test('read data sources with made-up values', async () => {
    const output = { vpc: { value: '${data.aws_vpc.v.cidr_block}' } };
    writeConfiguration(folder, { ...configuration(), data: { aws_vpc: { v: { default: true } } }, output });
    await tf.init();
    await tf.apply();
    const resources = (await tf.state()).values?.root_module?.resources ?? [];
    expect(resources.find((resource) => resource.address === 'data.aws_vpc.v')?.values['cidr_block']).toContain('stand-in/aws_vpc/cidr_block');
  });

  const refusals: readonly (readonly [string, (c: Configuration) => void, RegExp])[] = [
    ['an unknown argument', (c) => { collection(c)['actoin'] = 'Allow'; }, /Extraneous JSON object property\nNo argument or block type is named "actoin"/],
    ['a missing required argument', (c) => { delete collection(c)['priority']; }, /The argument "priority" is required, but no definition was found/],
    ['a wrong type', (c) => { collection(c)['priority'] = 'high'; }, /Inappropriate value for attribute "priority": a number is required/],
    ['a string where a list is due', (c) => { rule(c)['destination_ports'] = '443'; }, /Inappropriate value for attribute "destination_ports": list of string required/],
    ['a string where a set of objects is due', (c) => { c.resource.azurerm_network_security_group['n']['security_rule'] = 'x'; }, /Inappropriate value for attribute "security_rule": set of object required/],
    ['a second block where one is allowed', (c) => { const g = c.resource.aws_networkfirewall_rule_group['g']; g['rule_group'] = [g['rule_group'], g['rule_group']]; }, /No more than 1 "rule_group" blocks are allowed/],
    ['a missing required block', (c) => { delete (c.resource.aws_networkfirewall_rule_group['g']['rule_group'] as Body)['rules_source']; }, /At least 1 "rules_source" blocks are required/],
    ['a resource that is not served', (c) => { Object.assign(c.resource, { azurerm_no_such_thing: { x: {} } }); }, /does not support resource type "azurerm_no_such_thing"/],
    ['a reference to nothing', (c) => { c.resource.azurerm_firewall_policy_rule_collection_group['c']['firewall_policy_id'] = '${azurerm_firewall_policy.p.id}'; }, /Reference to undeclared resource/],
    ['an unescaped template', (c) => { c.resource.azurerm_network_security_group['n']['name'] = 'a${b'; }, /Unclosed template interpolation sequence/],
  ];

  test.each(refusals)('validate refuses %s', async (_what, breakIt, words) => {
    const broken = configuration();
    breakIt(broken);
    writeConfiguration(folder, broken);
    await tf.init();
    const validation = await tf.validate();
    expect(validation.valid).toBe(false);
    const said = validation.diagnostics.map((diagnostic) => `${diagnostic.summary}\n${diagnostic.detail ?? ''}`).join('\n');
    expect(said).toMatch(words);
  });

  test('a resource of no installed package is refused by name', async () => {
    await expect(startStandIn({ provider: 'azurerm', resources: ['azurerm_no_such_thing'] })).rejects.toThrow('no lib/no-such-thing');
  });

  test('leave no socket behind', async () => {
    const standIn = await startStandIn({ provider: 'azurerm', resources: ['azurerm_ip_group'] });
    const { Addr } = standIn.reattach as { Addr: { String: string } };
    expect(existsSync(Addr.String)).toBe(true);
    await standIn.stop();
    expect(existsSync(Addr.String)).toBe(false);
  });
});

type Body = Record<string, unknown>;
interface Configuration {
  readonly resource: {
    readonly azurerm_firewall_policy_rule_collection_group: { readonly c: Body };
    readonly azurerm_network_security_group: { readonly n: Body };
    readonly aws_networkfirewall_rule_group: { readonly g: Body };
  };
}

function collection(c: Configuration): Body {
  return c.resource.azurerm_firewall_policy_rule_collection_group.c['network_rule_collection'] as Body;
}

function rule(c: Configuration): Body {
  return collection(c)['rule'] as Body;
}

function configuration(with_: { readonly port?: string; readonly name?: string } = {}): Configuration & Body {
  const port = with_.port ?? '443';
  return {
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' }, azurerm: { source: 'hashicorp/azurerm', version: '>= 4.0.0, < 5.0.0' } } },
    provider: { azurerm: [{ features: [{}], subscription_id: 's' }], aws: [{ region: 'eu-central-1' }] },
    resource: {
      azurerm_firewall_policy_rule_collection_group: { c: {
        name: with_.name ?? 'vendors', firewall_policy_id: policyId, priority: 500,
        network_rule_collection: { name: 'allow', priority: 500, action: 'Allow', rule: { name: 'r', protocols: ['TCP'], source_addresses: ['10.0.0.0/8'], destination_addresses: ['192.0.2.0/24'], destination_ports: [port] } },
      } },
      azurerm_network_security_group: { n: {
        name: 'nsg', location: 'westeurope', resource_group_name: 'g',
        security_rule: [{
          name: 'out', priority: 100, direction: 'Outbound', access: 'Allow', protocol: 'Tcp', description: '', source_port_range: '*', source_address_prefix: '10.0.0.0/8',
          destination_port_range: port, destination_address_prefix: '192.0.2.0/24', source_port_ranges: [], source_address_prefixes: [], destination_port_ranges: [],
          destination_address_prefixes: [], source_application_security_group_ids: [], destination_application_security_group_ids: [],
        }],
      } },
      aws_networkfirewall_rule_group: { g: {
        name: 'vendors', type: 'STATEFUL', capacity: 100,
        rule_group: { rules_source: { rules_string: 'pass tls any any -> any 443 (tls.sni; content:"a.example"; sid:1;)' }, stateful_rule_options: { rule_order: 'STRICT_ORDER' } },
      } },
    },
  };
}
