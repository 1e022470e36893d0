import { Testing } from 'cdktf';
import { NetworkFirewallResources } from '../../../src/firewalls/aws-network-firewall/construct.js';
import { awsNetworkFirewall } from '../../../src/firewalls/aws-network-firewall/index.js';
import type { NetworkFirewallRules } from '../../../src/firewalls/aws-network-firewall/rules.js';
import type { Flow } from '../../../src/model/flow.js';
import { contextOf, flow, lowered } from './support.js';

const ARN = 'arn:aws:network-firewall:eu-central-1:123456789012:firewall-policy/hub';
const FIREWALL = { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] };

interface Synth {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

function synthOf(rules: NetworkFirewallRules): Synth {
  const context = contextOf();
  return JSON.parse(Testing.synthScope((scope) => {
    new NetworkFirewallResources(scope, 'nfw', { site: 'office', sources: context.sources, options: context.options, units: [{ vendor: '', rules }] });
  })) as Synth;
}

const synth = (flows: readonly Flow[], given: Readonly<Record<string, unknown>> = {}): Synth => synthOf(lowered(flows, given).rules);
const only = <T>(record: Readonly<Record<string, T>> | undefined): T => {
  const [one, ...others] = Object.values(record ?? {});
  if (one === undefined || others.length > 0) throw new Error(`expected one, got ${Object.keys(record ?? {}).join()}`);
  return one;
};
const TLS = [flow('443/tcp tls api.x.com')];

describe('resources', () => {
  it('a rule group with rules_string, in strict order, created before the old one goes', () => {
    expect(only(synth(TLS).resource['aws_networkfirewall_rule_group'])).toEqual({
      capacity: 100,
      description: 'vendor-egress: rules of office',
      lifecycle: { create_before_destroy: true },
      name: 'vendor-egress-office-rules-strict-100',
      rule_group: {
        rule_variables: { ip_sets: [{ ip_set: { definition: ['10.20.0.0/16'] }, key: 'HOME_NET' }] },
        rules_source: {
          rules_string: 'pass tls $HOME_NET any -> any 443 (tls.sni; content:"api.x.com"; startswith; nocase; endswith; msg:"acme/web"; flow:to_server; sid:1699560868; rev:1;)',
        },
        stateful_rule_options: { rule_order: 'STRICT_ORDER' },
      },
      type: 'STATEFUL',
    });
  });

  it('a domain list', () => {
    expect(only(synth([...TLS, flow('443/tcp tls *.y.com')], { mode: 'domain-list' }).resource['aws_networkfirewall_rule_group'])['rule_group']).toEqual({
      rule_variables: { ip_sets: [{ ip_set: { definition: ['0.0.0.0/0', '::/0'] }, key: 'EXTERNAL_NET' }, { ip_set: { definition: ['10.20.0.0/16'] }, key: 'HOME_NET' }] },
      rules_source: { rules_source_list: { generated_rules_type: 'ALLOWLIST', target_types: ['TLS_SNI'], targets: ['.y.com', 'api.x.com'] } },
      stateful_rule_options: { rule_order: 'STRICT_ORDER' },
    });
  });

  it('a policy that drops and reports, and references its groups by priority', () => {
    const { resource } = synth(TLS);
    const group = Object.keys(resource['aws_networkfirewall_rule_group'] ?? {})[0] ?? '';
    expect(only(resource['aws_networkfirewall_firewall_policy'])).toEqual({
      description: 'vendor-egress: what office may open',
      firewall_policy: {
        policy_variables: { rule_variables: [{ ip_set: { definition: ['10.20.0.0/16'] }, key: 'HOME_NET' }] },
        stateful_default_actions: ['aws:drop_established_app_layer_to_server', 'aws:alert_established_app_layer_to_server'],
        stateful_engine_options: { rule_order: 'STRICT_ORDER', stream_exception_policy: 'REJECT' },
        stateful_rule_group_reference: [{ priority: 1512, resource_arn: `\${aws_networkfirewall_rule_group.${group}.arn}` }],
        stateless_default_actions: ['aws:forward_to_sfe'],
        stateless_fragment_default_actions: ['aws:forward_to_sfe'],
      },
      lifecycle: { create_before_destroy: true },
      name: 'vendor-egress-office',
    });
  });

  it('no empty blocks when nothing is asked', () => {
    const { resource } = synth([]);
    expect(Object.keys(resource)).toEqual(['aws_networkfirewall_firewall_policy']);
    expect(JSON.stringify(resource)).not.toMatch(/\[\]|\{\}|null|""/);
  });

  it('no variables for a group whose rules name none', () => {
    const group = only(synth([flow('9/udp opaque 198.51.100.7', { from: ['10.20.0.7'] })]).resource['aws_networkfirewall_rule_group']);
    expect(group['rule_group']).not.toHaveProperty('rule_variables');
  });

  it('a firewall and its logs when they are wanted, one destination for each type', () => {
    const { resource, output } = synth(TLS, { firewall: { ...FIREWALL, protect: true }, logging: { cloudWatchLogGroup: '/nfw/office' } });
    expect(only(resource['aws_networkfirewall_firewall'])).toMatchObject({
      name: 'vendor-egress-office',
      vpc_id: 'vpc-0123456789abcdef0',
      subnet_mapping: [{ subnet_id: 'subnet-0123456789abcdef0' }, { subnet_id: 'subnet-0123456789abcdef1' }],
      delete_protection: true,
      subnet_change_protection: true,
      firewall_policy_change_protection: true,
    });
    expect(only(resource['aws_networkfirewall_logging_configuration'])['logging_configuration']).toEqual({
      log_destination_config: [
        { log_destination: { logGroup: '/nfw/office' }, log_destination_type: 'CloudWatchLogs', log_type: 'ALERT' },
        { log_destination: { logGroup: '/nfw/office' }, log_destination_type: 'CloudWatchLogs', log_type: 'FLOW' },
      ],
    });
    expect(Object.keys(output ?? {})).toEqual([expect.stringContaining('firewall-policy-arn'), expect.stringContaining('firewall-status')]);
  });

  it('logs to a bucket', () => {
    const { resource } = synth(TLS, { firewall: FIREWALL, logging: { s3Bucket: 'acme-logs' } });
    expect(JSON.stringify(resource['aws_networkfirewall_logging_configuration'])).toContain('{"log_destination":{"bucketName":"acme-logs"},"log_destination_type":"S3","log_type":"ALERT"}');
  });

  it('for a policy that exists: groups, and what it has to reference as an output', () => {
    const { resource, output } = synth(TLS, { existingPolicyArn: ARN, firstPriority: 2000 });
    expect(Object.keys(resource)).toEqual(['aws_networkfirewall_rule_group']);
    expect(only(output).value).toEqual([{ priority: 2512, resource_arn: expect.stringMatching(/^\$\{aws_networkfirewall_rule_group\.\S+\.arn\}$/) }]);
  });

  it('carry text that looks like a Terraform template as text', () => {
    const rules = lowered([flow('443/tcp tls api.x.com', { origins: ['acme/${path.module}%{if}'] })]).rules;
    const group = only(synthOf(rules).resource['aws_networkfirewall_rule_group']);
    expect(JSON.stringify(group)).toContain('acme/$${path.module}%%{if}');
    expect(JSON.stringify(group)).toContain('pass tls $HOME_NET any');
  });
});

describe('the kind', () => {
  it('decides by name for the whole site', () => {
    const { id, unit, seesNames, cloud } = awsNetworkFirewall.kind;
    expect({ id, unit, seesNames, cloud }).toEqual({ id: 'aws-network-firewall', unit: 'site', seesNames: true, cloud: 'aws' });
  });
});
