/** The real aws provider lives against the Network Firewall service: apply, empty plan, update, replacement, destroy, refusals. */
import { rmSync } from 'node:fs';
import { missingAws } from './support/needs.js';
import { startNetworkFirewall, type NetworkFirewallEndpoint } from './support/network-firewall-endpoint.js';
import { startRealProvider, type RealProvider } from './support/real-provider.js';
import { describeWith } from './support/skip.js';
import { changeLines, changesOf } from './support/terraform-json.js';
import { TerraformFailure, withTerraform, workFolder, writeConfiguration, type Terraform } from './support/terraform.js';

const VERSIONS = '>= 5.100.0, < 7.0.0';
jest.setTimeout(120_000);

describeWith(missingAws(), 'the real aws provider and the Network Firewall service', () => {
  let aws: NetworkFirewallEndpoint;
  let folder: string;
  let tf: Terraform;

  let provider: RealProvider;

  beforeAll(async () => {
    aws = await startNetworkFirewall();
    provider = (await startRealProvider('hashicorp/aws', VERSIONS)) as RealProvider;
    folder = workFolder(configuration({}));
    tf = (await withTerraform(folder, { providers: [provider] })) as Terraform;
    await tf.init();
  });
  afterAll(async () => {
    await tf.close();
    await provider.stop();
    await aws.stop();
    rmSync(folder, { recursive: true });
  });

  test('init finds the provider in the mirror, and validate accepts the configuration', async () => {
    const own = workFolder(configuration({}));
    const plain = (await withTerraform(own)) as Terraform;
    expect((await plain.init()).stdout).toContain(`Installed hashicorp/aws v${provider.version}`);
    expect(await plain.validate()).toMatchObject({ valid: true, warning_count: 0 });
    await plain.close();
    rmSync(own, { recursive: true });
  });

  test('apply creates, a second plan is empty', async () => {
    expect(changeLines(await tf.plan())).toEqual([
      'create aws_networkfirewall_firewall.f', 'create aws_networkfirewall_firewall_policy.p', 'create aws_networkfirewall_logging_configuration.l',
      'create aws_networkfirewall_rule_group.domains', 'create aws_networkfirewall_rule_group.rules',
    ]);
    await tf.applyPlan();
    expect(Object.keys(aws.ruleGroups()).sort()).toEqual(['domains', 'rules-100']);
    expect(aws.ruleGroups()['rules-100']?.RulesSource?.RulesString).toContain('sid:1;');
    expect(aws.policies()['p']?.StatefulRuleGroupReferences).toHaveLength(2);
    expect(aws.firewalls()).toEqual(['f']);
    expect(changeLines(await tf.plan())).toEqual([]);
  });

  test('a changed rules string is updated in place', async () => {
    writeConfiguration(folder, configuration({ port: 8443 }));
    expect(changeLines(await tf.plan())).toEqual(['update aws_networkfirewall_rule_group.rules']);
    await tf.applyPlan();
    expect(aws.ruleGroups()['rules-100']?.RulesSource?.RulesString).toContain('any 8443 (');
  });

  test('a group in use is replaced when created before it is destroyed, under a new name', async () => {
    writeConfiguration(folder, configuration({ port: 8443, capacity: 200 }));
    const plan = await tf.plan();
    expect(changeLines(plan)).toEqual(['create+delete aws_networkfirewall_rule_group.rules', 'update aws_networkfirewall_firewall_policy.p']);
    expect(changesOf(plan).flatMap((change) => change.change.replace_paths ?? [])).toEqual(expect.arrayContaining([['capacity'], ['name']]));
    const before = aws.calls.length;
    await tf.applyPlan();
    const writes = aws.calls.slice(before).map((call) => call.operation).filter((operation) => !/^(Describe|List)/.test(operation));
    expect(writes).toEqual(['CreateRuleGroup', 'UpdateFirewallPolicy', 'DeleteRuleGroup']);
    expect(Object.keys(aws.ruleGroups()).sort()).toEqual(['domains', 'rules-200']);
  });

  test('an edit made outside is seen, and nothing else changes', async () => {
    const { output } = await aws.call('DescribeRuleGroup', { RuleGroupName: 'domains', Type: 'STATEFUL' });
    const list = { Targets: ['.evil.example'], TargetTypes: ['TLS_SNI'], GeneratedRulesType: 'ALLOWLIST' };
    const RuleGroup = { RulesSource: { RulesSourceList: list }, StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' } };
    await aws.call('UpdateRuleGroup', { RuleGroupName: 'domains', UpdateToken: output?.['UpdateToken'], RuleGroup });
    expect(changeLines(await tf.plan())).toEqual(['update aws_networkfirewall_rule_group.domains']);
  });

  test('apply shows refusals in the words of AWS', async () => {
    writeConfiguration(folder, configuration({ port: 8443, capacity: 200, target: '*.a.example', sid: 2 }));
    const failure = await tf.apply().catch((error: unknown) => error);
    const said = failure instanceof TerraformFailure ? failure.message.replaceAll(/\s+/g, ' ') : '';
    expect(said).toContain('InvalidRequestException: Targets has invalid format, parameter: [*.a.example], context: RulesSource.RulesSourceList.Targets[0]');
    expect(said).toContain('InvalidRequestException: stateful rule is invalid, reason: Duplicate signature');
  });

  test('destroy removes everything', async () => {
    writeConfiguration(folder, configuration({ port: 8443, capacity: 200 }));
    await tf.destroy();
    expect([aws.ruleGroups(), aws.policies(), aws.firewalls()]).toEqual([{}, {}, []]);
    expect(aws.calls.filter((call) => call.refused?.startsWith('UnsupportedOperation'))).toEqual([]);
  });

  interface Change { readonly port?: number; readonly capacity?: number; readonly target?: string; readonly sid?: number }

  function configuration({ port = 443, capacity = 100, target = '.a.example', sid = 1 }: Change): object {
    const order = { stateful_rule_options: { rule_order: 'STRICT_ORDER' } };
    const sni = 'tls.sni; content:"b.example"; startswith; endswith; nocase; flow:to_server;';
    const rules = `pass tls $HOME_NET any -> any ${port} (${sni} sid:${sid};)\npass tls $HOME_NET any -> any 444 (${sni} sid:2;)\n`;
    const reference = (name: string, priority: number): object => ({ priority, resource_arn: `\${aws_networkfirewall_rule_group.${name}.arn}` });
    const log = (log_type: string): object => ({ log_type, log_destination_type: 'CloudWatchLogs', log_destination: { logGroup: `/nfw/${log_type}` } });
    return {
      terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: VERSIONS } } },
      provider: { aws: [aws.provider] },
      resource: {
        aws_networkfirewall_rule_group: {
          rules: {
            name: `rules-${capacity}`, type: 'STATEFUL', capacity, lifecycle: { create_before_destroy: true }, tags: { vendor: 'x' },
            rule_group: { rules_source: { rules_string: rules }, rule_variables: { ip_sets: { key: 'HOME_NET', ip_set: { definition: ['10.0.0.0/8'] } } }, ...order },
          },
          domains: {
            name: 'domains', type: 'STATEFUL', capacity: 50,
            rule_group: { rules_source: { rules_source_list: { targets: [target], target_types: ['TLS_SNI'], generated_rules_type: 'ALLOWLIST' } }, ...order },
          },
        },
        aws_networkfirewall_firewall_policy: { p: {
          name: 'p',
          firewall_policy: {
            stateless_default_actions: ['aws:forward_to_sfe'], stateless_fragment_default_actions: ['aws:forward_to_sfe'],
            stateful_default_actions: ['aws:drop_established_app_layer_to_server', 'aws:alert_established_app_layer_to_server'],
            stateful_engine_options: { rule_order: 'STRICT_ORDER', stream_exception_policy: 'REJECT' },
            stateful_rule_group_reference: [reference('rules', 100), reference('domains', 200)],
          },
        } },
        aws_networkfirewall_firewall: { f: {
          name: 'f', vpc_id: 'vpc-1', firewall_policy_arn: '${aws_networkfirewall_firewall_policy.p.arn}', subnet_mapping: [{ subnet_id: 'subnet-1' }],
        } },
        aws_networkfirewall_logging_configuration: { l: {
          firewall_arn: '${aws_networkfirewall_firewall.f.arn}', logging_configuration: { log_destination_config: [log('ALERT'), log('FLOW')] },
        } },
      },
    };
  }
});
