import { rmSync } from 'node:fs';
import { Testing } from 'cdktf';
import { NetworkFirewallResources } from '../../../src/firewalls/aws-network-firewall/construct.js';
import type { Flow } from '../../../src/model/flow.js';
import { missingAws } from '../../terraform/support/needs.js';
import { type NetworkFirewallEndpoint, startNetworkFirewall } from '../../terraform/support/network-firewall-endpoint.js';
import { type RealProvider, startRealProvider } from '../../terraform/support/real-provider.js';
import { describeWith } from '../../terraform/support/skip.js';
import { changeLines } from '../../terraform/support/terraform-json.js';
import { type Terraform, withTerraform, workFolder, writeConfiguration } from '../../terraform/support/terraform.js';
import { contextOf, flow, lowered } from './support.js';

const VERSIONS = '>= 5.100.0, < 7.0.0';
const FIREWALL = { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0'] };
const OPTIONS = { firewall: FIREWALL, logging: { cloudWatchLogGroup: '/nfw/office' } };

const names = (count: number): readonly Flow[] => Array.from({ length: count }, (_, index) => flow(`443/tcp tls n${index}.x.com`));
const media = flow('3478/udp opaque 198.51.100.0/24', { origins: ['acme/${media}'] });

jest.setTimeout(120_000);

describeWith(missingAws(), 'what is built, in the hands of the real provider', () => {
  let aws: NetworkFirewallEndpoint;
  let provider: RealProvider;
  let folder: string;
  let tf: Terraform;

  beforeAll(async () => {
    aws = await startNetworkFirewall();
    provider = (await startRealProvider('hashicorp/aws', VERSIONS)) as RealProvider;
    folder = workFolder({});
    tf = (await withTerraform(folder, { providers: [provider] })) as Terraform;
    use([...names(10), media]);
    await tf.init();
  });
  afterAll(async () => {
    await tf.close();
    await provider.stop();
    await aws.stop();
    rmSync(folder, { recursive: true });
  });

  function use(flows: readonly Flow[], given: Readonly<Record<string, unknown>> = OPTIONS): void {
    const { options, sources } = contextOf(given);
    const units = [{ vendor: '', rules: lowered(flows, given).rules }];
    const synth = Testing.synthScope((scope) => void new NetworkFirewallResources(scope, 'nfw', { site: 'office', sources, options, units }));
    const { resource, output } = JSON.parse(synth) as Readonly<Record<string, unknown>>;
    const terraform = { required_providers: { aws: { source: 'hashicorp/aws', version: VERSIONS } } };
    writeConfiguration(folder, { terraform, provider: { aws: [aws.provider] }, resource, output });
  }

  /** What the plan changes, without the hashes that cdktf puts behind names. */
  const plan = async (): Promise<readonly string[]> => changeLines(await tf.plan()).map((line) => line.replace(/aws_networkfirewall_|_[0-9A-F]{8}$/g, ''));

  const stored = (): readonly string[] => Object.keys(aws.ruleGroups()).sort();
  /** Refusals, but for the answer that a thing is gone, for which the provider waits. */
  const refused = (): readonly string[] => aws.calls.flatMap(({ refused: why }) => (why === undefined || why.startsWith('ResourceNotFoundException') ? [] : [why]));

  test('is created, read back the same, and the rules are the text that was meant', async () => {
    expect(await plan()).toEqual(['create firewall.nfw_firewall', 'create firewall_policy.nfw_policy', 'create logging_configuration.nfw_logging', 'create rule_group.nfw_rules']);
    await tf.applyPlan();
    expect(await plan()).toEqual([]);
    expect(stored()).toEqual(['vendor-egress-office-rules-strict-100']);
    expect(aws.ruleGroups()['vendor-egress-office-rules-strict-100']?.RulesSource?.RulesString).toContain('msg:"acme/${media}";');
    expect(aws.firewalls()).toEqual(['vendor-egress-office']);
  });

  test('changes in place with one more row', async () => {
    use([...names(11), media]);
    expect(await plan()).toEqual(['update rule_group.nfw_rules']);
    await tf.applyPlan();
    expect(await plan()).toEqual([]);
  });

  test('is replaced when it outgrows its capacity, the new group before the old', async () => {
    use([...names(90), media]);
    expect(await plan()).toEqual(['create+delete rule_group.nfw_rules', 'update firewall_policy.nfw_policy']);
    await tf.applyPlan();
    expect(stored()).toEqual(['vendor-egress-office-rules-strict-150']);
  });

  test('may change its mode: groups come and go, and none goes while it is in use', async () => {
    use([...names(90)], { ...OPTIONS, mode: 'domain-list' });
    expect(await plan()).toEqual(['create rule_group.nfw_tls-names', 'delete rule_group.nfw_rules', 'update firewall_policy.nfw_policy']);
    await tf.applyPlan();
    expect(stored()).toEqual(['vendor-egress-office-tls-names-strict-150']);
    expect(await plan()).toEqual([]);
  });

  test('leaves a policy without groups when nothing is asked', async () => {
    use([]);
    expect(await plan()).toEqual(['delete rule_group.nfw_tls-names', 'update firewall_policy.nfw_policy']);
    await tf.applyPlan();
    expect(stored()).toEqual([]);
    expect(await plan()).toEqual([]);
  });

  test('goes, and AWS had nothing to refuse all the while', async () => {
    await tf.destroy();
    expect([stored(), Object.keys(aws.policies()), aws.firewalls()]).toEqual([[], [], []]);
    expect(refused()).toEqual([]);
  });
});
