/** The real aws provider applies security groups and a prefix list to moto, and the EC2 client reads them back. */
import { rmSync } from 'node:fs';
import { startMoto, type Moto } from './support/moto.js';
import { missingEc2 } from './support/needs.js';
import { startRealProvider, type RealProvider } from './support/real-provider.js';
import { describeWith } from './support/skip.js';
import { changeLines } from './support/terraform-json.js';
import { withTerraform, workFolder, writeOverride, type Terraform } from './support/terraform.js';

const VERSIONS = '>= 5.100.0, < 7.0.0';
jest.setTimeout(120_000);

describeWith(missingEc2(), 'the real aws provider and moto', () => {
  let moto: Moto;
  let provider: RealProvider;
  let folder: string;
  let tf: Terraform;

  beforeAll(async () => {
    moto = (await startMoto()) as Moto;
    provider = (await startRealProvider('hashicorp/aws', VERSIONS)) as RealProvider;
    folder = workFolder(configuration(await moto.ec2.defaultVpcId()));
    // As a synthesized stack is pointed at the loopback.
    writeOverride(folder, { provider: { aws: moto.provider } });
    tf = (await withTerraform(folder, { providers: [provider] })) as Terraform;
    await tf.init();
  });
  afterAll(async () => {
    await tf.close();
    await provider.stop();
    await moto.stop();
    rmSync(folder, { recursive: true });
  });

  test('apply creates the rules and the list, as the API tells them; a second plan is empty', async () => {
    await tf.apply();
    const [list] = await moto.ec2.prefixLists();
    const [group] = await moto.ec2.securityGroups();
    expect(list).toMatchObject({ name: 'vendor-v4', addressFamily: 'IPv4', maxEntries: 2 });
    expect(await moto.ec2.prefixListEntries(list?.id ?? '')).toEqual(expect.arrayContaining([
      { cidr: '192.0.2.0/24', description: 'a' }, { cidr: '198.51.100.0/25', description: 'b' },
    ]));
    expect(group).toMatchObject({ name: 'egress', description: 'vendor egress' });
    const rules = await moto.ec2.securityGroupRules();
    expect(rules.map(({ id: _id, ...rule }) => rule)).toEqual(expect.arrayContaining([
      expect.objectContaining({ groupId: group?.id, egress: true, protocol: 'tcp', fromPort: 443, toPort: 443, prefixListId: list?.id }),
      expect.objectContaining({ groupId: group?.id, egress: true, protocol: 'udp', fromPort: 1025, toPort: 65535, cidrIpv4: '203.0.113.0/24', description: 'media' }),
    ]));
    expect(rules).toHaveLength(2);
    expect(changeLines(await tf.plan())).toEqual([]);
  });

  test('destroy removes them', async () => {
    await tf.destroy();
    expect([await moto.ec2.securityGroups(), await moto.ec2.securityGroupRules(), await moto.ec2.prefixLists()]).toEqual([[], [], []]);
  });
});

function configuration(vpc_id: string): object {
  const security_group_id = '${aws_security_group.g.id}';
  return {
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: VERSIONS } } },
    provider: { aws: [{ region: 'us-west-2' }] },
    resource: {
      aws_security_group: { g: { name: 'egress', description: 'vendor egress', vpc_id } },
      aws_ec2_managed_prefix_list: { l: {
        name: 'vendor-v4', address_family: 'IPv4', max_entries: 2,
        entry: [{ cidr: '192.0.2.0/24', description: 'a' }, { cidr: '198.51.100.0/25', description: 'b' }],
      } },
      aws_vpc_security_group_egress_rule: {
        list: { security_group_id, ip_protocol: 'tcp', from_port: 443, to_port: 443, prefix_list_id: '${aws_ec2_managed_prefix_list.l.id}' },
        media: { security_group_id, ip_protocol: 'udp', from_port: 1025, to_port: 65535, cidr_ipv4: '203.0.113.0/24', description: 'media' },
      },
    },
  };
}
