/**
 * The real aws provider applies Network Firewall to the loopback service: both modes, a policy of the site's own and one
 * of somebody else. The life of three sites, and then every vendor in every mode; the service has nothing to refuse.
 */
import { rmSync } from 'node:fs';
import { awsNetworkFirewall } from '../../src/firewalls/aws-network-firewall/index.js';
import { defineSite, type Site } from '../../src/site/site.js';
import type { VendorSelection } from '../../src/vendor/define-vendor.js';
import { alleo } from '../../vendors/alleo/index.js';
import { row, vendorOf } from '../support/documents.js';
import { everyUsage } from './support/every-usage.js';
import { missingAws } from './support/needs.js';
import { startNetworkFirewall, type NetworkFirewallEndpoint } from './support/network-firewall-endpoint.js';
import { startRealProvider, type RealProvider } from './support/real-provider.js';
import { writeSites } from './support/sites.js';
import { describeWith } from './support/skip.js';
import { changeLines } from './support/terraform-json.js';
import { withTerraform, workFolder, writeOverride, type Terraform } from './support/terraform.js';

jest.setTimeout(300_000);

const HUB = 'arn:aws:network-firewall:eu-central-1:123456789012:firewall-policy/hub';

/** A page with so many names. */
const names = (count: number): VendorSelection => vendorOf('grow', [row('names', { to: Array.from({ length: count }, (_, index) => `n${index}.grow.example`) })])();

function site(id: string, vendors: Site['vendors'], options: Parameters<typeof awsNetworkFirewall>[0]): Site {
  const rows = Object.values(vendors).flatMap(({ document }) => document.requirements.map((each) => `${document.id}/${each.id}`));
  return defineSite({ id, sources: ['10.50.0.0/16', '10.60.0.0/16'], vendors, through: [awsNetworkFirewall(options)], accept: Object.fromEntries(rows.map((each) => [each, 'a test'])) });
}

/** The same vendors in exact rules with a firewall, in domain lists, and in groups for a policy that exists. */
const sites = (vendors: Site['vendors']): readonly Site[] => [
  site('exact', vendors, { firewall: { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0'] }, logging: { cloudWatchLogGroup: '/nfw/exact' } }),
  site('listed', vendors, { mode: 'domain-list' }),
  site('guest', { 500: alleo() }, { existingPolicyArn: HUB, firstPriority: 7000 }),
];

/** By hand, from Alleo's page. */
const ALLEO = ['admin.withalleo.com', 'api.withalleo.com', 'display.withalleo.com', 'help.withalleo.com', 'meet.withalleo.com', 'support.withalleo.com'];
const MEDIA = ['.opentok.com', '.tokbox.com'];
const grown = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `n${index}.grow.example`);

interface Bench {
  readonly aws: NetworkFirewallEndpoint;
  readonly folder: string;
  readonly tf: Terraform;
}

describeWith(missingAws(), 'Network Firewall, applied', () => {
  let provider: RealProvider;
  beforeAll(async () => {
    provider = (await startRealProvider('hashicorp/aws', '>= 5.100.0, < 7.0.0')) as RealProvider;
  });
  afterAll(() => provider.stop());

  async function start(): Promise<Bench> {
    const [aws, folder] = [await startNetworkFirewall(), workFolder({})];
    writeOverride(folder, { provider: { aws: aws.provider } });
    return { aws, folder, tf: (await withTerraform(folder, { providers: [provider] })) as Terraform };
  }

  async function stop({ aws, folder, tf }: Bench): Promise<void> {
    await tf.close();
    await aws.stop();
    rmSync(folder, { recursive: true });
  }

  /** All but looking for what is gone, which is how the provider learns that it is. */
  const refused = ({ aws }: Bench): readonly string[] =>
    aws.calls.flatMap(({ operation, refused: why }) => (why === undefined || (operation.startsWith('Describe') && why.startsWith('ResourceNotFoundException')) ? [] : [`${operation}: ${why}`]));

  describe('the life of three sites', () => {
    let bench: Bench;
    beforeAll(async () => {
      bench = await start();
      use({ 500: alleo(), 510: names(10) });
      await bench.tf.init();
    });
    afterAll(() => stop(bench));

    const use = (vendors: Site['vendors']): void => void writeSites(bench.folder, sites(vendors));
    /** `update rule_group exact/rules` */
    const plan = async (): Promise<readonly string[]> =>
      changeLines(await bench.tf.plan()).map((line) => line.replace(/aws_networkfirewall_(\w+)\.([a-z]+)_aws-network-firewall_(?:(.*)_)?[0-9A-F]{8}$/, '$1 $2/$3')).sort();

    const group = (name: string): NonNullable<ReturnType<NetworkFirewallEndpoint['ruleGroups']>[string]> => {
      const found = bench.aws.ruleGroups()[`vendor-egress-${name}`];
      if (found === undefined) throw new Error(`${name}: expected a rule group, got ${Object.keys(bench.aws.ruleGroups()).join(', ')}`);
      return found;
    };
    const rules = (name: string): readonly string[] => (group(name).RulesSource?.RulesString ?? '').split('\n').filter((line) => line !== '');
    const targets = (name: string): readonly string[] => [...(group(name).RulesSource?.RulesSourceList?.Targets ?? [])].sort();
    /** `pass tls x` for each rule of the string that names something. */
    const snis = (name: string): readonly string[] => rules(name).flatMap((line) => /tls\.sni;.*content:"([^"]+)"/.exec(line)?.[1] ?? []).sort();

    test('both modes are created as asked, and a second plan is empty', async () => {
      expect(await plan()).toEqual([
        'create firewall exact/',
        'create firewall_policy exact/policy',
        'create firewall_policy listed/policy',
        'create logging_configuration exact/logging',
        'create rule_group exact/rules',
        'create rule_group guest/rules',
        'create rule_group listed/tls-names',
      ]);
      await bench.tf.applyPlan();
      expect(await plan()).toEqual([]);
      expect(snis('exact-rules-strict-100')).toEqual([...ALLEO, ...MEDIA, ...grown(10)].sort());
      expect(rules('exact-rules-strict-100').filter((line) => !/^pass tls \$HOME_NET any -> any 443 \(/.test(line))).toEqual([]);
      expect(targets('listed-tls-names-strict-100')).toEqual([...ALLEO, ...MEDIA, ...grown(10)].sort());
      expect(group('listed-tls-names-strict-100').RulesSource?.RulesSourceList).toMatchObject({ GeneratedRulesType: 'ALLOWLIST', TargetTypes: ['TLS_SNI'] });
      expect(snis('guest-rules-strict-100')).toEqual([...ALLEO, ...MEDIA].sort());
    });

    test('the policies drop what no group passes, and say who is at home', () => {
      const { 'vendor-egress-exact': exact, ...others } = bench.aws.policies();
      expect(Object.keys(others)).toEqual(['vendor-egress-listed']);
      expect(exact).toMatchObject({
        StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
        StatelessDefaultActions: ['aws:forward_to_sfe'],
        StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
      });
      expect([...(exact?.PolicyVariables?.RuleVariables?.['HOME_NET']?.Definition ?? [])].sort()).toEqual(['10.50.0.0/16', '10.60.0.0/16']);
      expect([...(exact?.StatefulDefaultActions ?? [])].sort()).toEqual(['aws:alert_established_app_layer_to_server', 'aws:drop_established_app_layer_to_server']);
      expect(bench.aws.firewalls()).toEqual(['vendor-egress-exact']);
    });

    test("somebody else's policy takes the references that the outputs give", async () => {
      const outputs = (await bench.tf.state()).values?.outputs ?? {};
      const references = Object.entries(outputs).find(([name]) => name.startsWith('guest_'))?.[1].value as readonly { readonly priority: number; readonly resource_arn: string }[];
      expect(references.map(({ resource_arn }) => resource_arn.split('/')[1])).toEqual(['vendor-egress-guest-rules-strict-100']);
      expect(references.every(({ priority }) => priority >= 7000 && priority < 8000)).toBe(true);
      const { error } = await bench.aws.call('CreateFirewallPolicy', { FirewallPolicyName: 'hub', FirewallPolicy: hub(references) });
      expect(error).toBeUndefined();
      expect(await plan()).toEqual([]);
    });

    test('one row more is one rule more, in place, though the groups are in use', async () => {
      const before = rules('exact-rules-strict-100');
      use({ 500: alleo({ externalWidgets: true }), 510: names(10) });
      expect(await plan()).toEqual(['update rule_group exact/rules', 'update rule_group listed/tls-names']);
      await bench.tf.applyPlan();
      const after = rules('exact-rules-strict-100');
      expect(before.filter((line) => !after.includes(line))).toEqual([]);
      expect(after.filter((line) => !before.includes(line))).toEqual([expect.stringContaining('content:"widgets.withalleo.com"')]);
      expect(targets('listed-tls-names-strict-100')).toEqual([...ALLEO, ...MEDIA, ...grown(10), 'widgets.withalleo.com'].sort());
    });

    test('a group that outgrows its capacity is replaced: the new one stands before the policy lets go of the old one', async () => {
      const kept = rules('exact-rules-strict-100');
      use({ 500: alleo({ externalWidgets: true }), 510: names(120) });
      expect(await plan()).toEqual([
        'create+delete rule_group exact/rules',
        'create+delete rule_group listed/tls-names',
        'update firewall_policy exact/policy',
        'update firewall_policy listed/policy',
      ]);
      const from = bench.aws.calls.length;
      await bench.tf.applyPlan();
      expect(writesFor('exact', from)).toEqual(['CreateRuleGroup', 'UpdateFirewallPolicy', 'DeleteRuleGroup']);
      expect(writesFor('listed', from)).toEqual(['CreateRuleGroup', 'UpdateFirewallPolicy', 'DeleteRuleGroup']);
      expect(Object.keys(bench.aws.ruleGroups()).sort()).toEqual(['vendor-egress-exact-rules-strict-250', 'vendor-egress-guest-rules-strict-100', 'vendor-egress-listed-tls-names-strict-250']);
      expect(kept.filter((line) => !rules('exact-rules-strict-250').includes(line))).toEqual([]);
      expect(await plan()).toEqual([]);
    });

    test('a vendor that goes takes its rules with it, and no others', async () => {
      const before = rules('exact-rules-strict-250');
      use({ 510: names(120) });
      expect(await plan()).toEqual(['update rule_group exact/rules', 'update rule_group listed/tls-names']);
      await bench.tf.applyPlan();
      const after = rules('exact-rules-strict-250');
      expect(before.filter((line) => !after.includes(line)).every((line) => line.includes('msg:"alleo/'))).toBe(true);
      expect(after.filter((line) => !before.includes(line))).toEqual([]);
      expect([snis('exact-rules-strict-250'), targets('listed-tls-names-strict-250')]).toEqual([[...grown(120)].sort(), [...grown(120)].sort()]);
    });

    test('everything can be destroyed once the other policy has let go; the service refused nothing all the while', async () => {
      const { output } = await bench.aws.call('DescribeFirewallPolicy', { FirewallPolicyName: 'hub' });
      await bench.aws.call('UpdateFirewallPolicy', { FirewallPolicyName: 'hub', UpdateToken: output?.['UpdateToken'], FirewallPolicy: hub([]) });
      await bench.tf.destroy();
      expect([bench.aws.ruleGroups(), Object.keys(bench.aws.policies()), bench.aws.firewalls()]).toEqual([{}, ['hub'], []]);
      expect(refused(bench)).toEqual([]);
    });

    /** The calls that change something of one site, in order; a group that replaces another has another ARN. */
    function writesFor(id: string, from: number): readonly string[] {
      const writes = bench.aws.calls.slice(from).filter(({ operation }) => !/^(Describe|List)/.test(operation));
      return writes.filter(({ input }) => JSON.stringify(input).includes(`vendor-egress-${id}`)).map(({ operation }) => operation);
    }
  });

  describe('every vendor, in every mode', () => {
    const alone = { firewall: undefined };
    const usages = [
      ...everyUsage('aws-network-firewall', () => alone),
      ...everyUsage('aws-network-firewall', () => ({ ...alone, mode: 'domain-list' }), { suffix: '-b', priority: 600 }),
    ];

    test('is applied, and the service refuses nothing', async () => {
      const bench = await start();
      writeSites(bench.folder, usages.map((each) => each.site));
      await bench.tf.init();
      await bench.tf.apply();
      const groups = Object.entries(bench.aws.ruleGroups());
      expect(refused(bench)).toEqual([]);
      expect(Object.keys(bench.aws.policies())).toHaveLength(usages.length);
      expect(new Set(groups.map(([name]) => /-(rules|tls-names|http-names)-/.exec(name)?.[1]))).toEqual(new Set(['rules', 'tls-names', 'http-names']));
      expect(groups.map(([name]) => name).filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
      // What AWS's page documents as a name; its console may refuse the rest, and no vendor needs it.
      const listed = groups.flatMap(([, { RulesSource }]) => RulesSource?.RulesSourceList?.Targets ?? []);
      expect(listed.filter((target) => !/^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/.test(target))).toEqual([]);
      process.stderr.write(`\napplied: ${groups.length} rule groups and ${usages.length} policies by hashicorp/aws ${provider.version}, ${listed.length} names in lists; ${refused(bench).length} refused\n`);
      expect(changeLines(await bench.tf.plan())).toEqual([]);
      await stop(bench);
    });
  });
});

/** A policy that somebody else keeps, with these groups in it. */
function hub(references: readonly { readonly priority: number; readonly resource_arn: string }[]): object {
  return {
    StatelessDefaultActions: ['aws:forward_to_sfe'],
    StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
    StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
    StatefulDefaultActions: ['aws:drop_established'],
    StatefulRuleGroupReferences: references.map(({ priority, resource_arn }) => ({ Priority: priority, ResourceArn: resource_arn })),
  };
}
