import { rmSync } from 'node:fs';
import { Testing } from 'cdktf';
import { SecurityGroupResources } from '../../../src/firewalls/aws-security-group/construct.js';
import { type Moto, startMoto } from '../../terraform/support/moto.js';
import { missingEc2 } from '../../terraform/support/needs.js';
import { type RealProvider, startRealProvider } from '../../terraform/support/real-provider.js';
import { describeWith } from '../../terraform/support/skip.js';
import { changeLines } from '../../terraform/support/terraform-json.js';
import { type Terraform, withTerraform, workFolder, writeConfiguration } from '../../terraform/support/terraform.js';
import { lowerTexts, networks, optionsOf } from './support.js';

const VERSIONS = '>= 5.100.0, < 7.0.0';

jest.setTimeout(120_000);

const others = [
  'egress tcp 443 tls api.alpha.example from 10.1.0.10,2001:db8:1::/64 for alpha/web',
  'egress tcp 443 tls *.gamma.example from 10.1.0.10,2001:db8:1::/64 for gamma/web',
  'egress udp 1025-65535 opaque 198.51.100.7 from 10.1.0.10 for alpha/media',
  'ingress tcp 443 tls 10.1.0.10 from 10.20.0.0/16 for ccp/ui',
];

describeWith(missingEc2(), 'what is built, in the hands of the real provider', () => {
  let moto: Moto;
  let provider: RealProvider;
  let folder: string;
  let tf: Terraform;
  let vpcId: string;

  beforeAll(async () => {
    moto = (await startMoto()) as Moto;
    provider = (await startRealProvider('hashicorp/aws', VERSIONS)) as RealProvider;
    vpcId = await moto.ec2.defaultVpcId();
    folder = workFolder({});
    tf = (await withTerraform(folder, { providers: [provider] })) as Terraform;
    use([...others, ...networks(18)]);
    await tf.init();
  });
  afterAll(async () => {
    await tf.close();
    await provider.stop();
    await moto.stop();
    rmSync(folder, { recursive: true });
  });

  function use(flows: readonly string[]): void {
    const options = { ...optionsOf(), vpcId }; // moto's own id, whose length AWS does not know
    const units = [{ vendor: '', rules: lowerTexts(flows, { namesBehind: true }).rules }];
    const synth = Testing.synthScope((scope) => void new SecurityGroupResources(scope, 'group', { site: 'office', sources: [], options, units }));
    const { resource } = JSON.parse(synth) as { readonly resource: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>> };
    // moto forgets the description of a rule to a prefix list; AWS keeps it.
    for (const rule of Object.values(resource['aws_vpc_security_group_egress_rule'] ?? {})) if ('prefix_list_id' in rule) delete rule['description'];
    writeConfiguration(folder, { terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: VERSIONS } } }, provider: { aws: [moto.provider] }, resource });
  }

  const kinds = async (): Promise<readonly string[]> => changeLines(await tf.plan()).map((line) => line.split('.')[0] ?? '').sort();

  const rules = async (): Promise<readonly string[]> =>
    (await moto.ec2.securityGroupRules()).map((rule) => `${rule.egress ? 'egress' : 'ingress'} ${rule.protocol} ${rule.fromPort}-${rule.toPort} ${rule.cidrIpv4 ?? rule.cidrIpv6 ?? 'list'}`).sort();

  const RULES = [
    'egress tcp 443-443 0.0.0.0/0',
    'egress tcp 443-443 ::/0',
    'egress udp 1025-65535 198.51.100.7/32',
    'egress udp 3478-3478 list',
    'ingress tcp 443-443 10.20.0.0/16',
  ];

  test('the group holds these rules and no default egress; a second plan is empty', async () => {
    await tf.apply();
    expect(await rules()).toEqual(RULES);
    expect(await kinds()).toEqual([]);
  });

  test('a network more within the size of the list is an entry more', async () => {
    use([...others, ...networks(19)]);
    expect(await kinds()).toEqual(['update aws_ec2_managed_prefix_list']);
    await tf.applyPlan();
    const [list] = await moto.ec2.prefixLists();
    expect(list?.maxEntries).toBe(20);
    expect(await moto.ec2.prefixListEntries(list?.id ?? '')).toHaveLength(19);
  });

  test('a list that outgrows its size is a new list, and the rule moves to it', async () => {
    use([...others, ...networks(20)]);
    expect(await kinds()).toEqual(['create aws_ec2_managed_prefix_list', 'delete aws_ec2_managed_prefix_list', 'update aws_vpc_security_group_egress_rule']);
    await tf.applyPlan();
    expect(await rules()).toEqual(RULES);
    // That the rule names the new list is not to be seen here: moto takes the change and forgets it.
    expect((await moto.ec2.prefixLists()).map(({ maxEntries }) => maxEntries)).toEqual([30]);
  });

  test('a vendor that goes takes its rules along and leaves the others', async () => {
    use(others.filter((flow) => !flow.endsWith('gamma/web')));
    await tf.apply();
    expect(await rules()).toEqual(RULES.filter((rule) => !rule.endsWith('list')));
    expect(await moto.ec2.prefixLists()).toEqual([]);
  });
});
