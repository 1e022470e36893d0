/**
 * The real aws provider applies security groups and prefix lists to a local EC2, and what the EC2 API then tells is
 * what the sites asked for. The Network Firewall in series is the loopback service of the next test.
 */
import { rmSync } from 'node:fs';
import { awsNetworkFirewall } from '../../src/firewalls/aws-network-firewall/index.js';
import { awsSecurityGroup } from '../../src/firewalls/aws-security-group/index.js';
import { defineSite, type Site } from '../../src/site/site.js';
import { alleo } from '../../vendors/alleo/index.js';
import { ciscoCcp } from '../../vendors/cisco-ccp/index.js';
import { flexperto } from '../../vendors/flexperto/index.js';
import { imaginate } from '../../vendors/imaginate/index.js';
import { loopbackProvider } from './support/aws-provider.js';
import type { SecurityGroupRule } from './support/ec2-client.js';
import { startMoto, type Moto } from './support/moto.js';
import { missingEc2 } from './support/needs.js';
import { startNetworkFirewall, type NetworkFirewallEndpoint } from './support/network-firewall-endpoint.js';
import { startRealProvider, type RealProvider } from './support/real-provider.js';
import { writeSites } from './support/sites.js';
import { describeWith } from './support/skip.js';
import { changeLines, changesOf, type Plan, type ResourceChange } from './support/terraform-json.js';
import { withTerraform, workFolder, writeOverride, type Terraform } from './support/terraform.js';

jest.setTimeout(300_000);

const NOT_SEEN = 'paths are not visible without TLS inspection';

/** Meeting-room clients with IPv4 and IPv6: names are left to the firewall in series, media goes by address. */
const meetings = (vpcId: string, more: Site['vendors'] = {}): Site =>
  defineSite({
    id: 'vpc-meetings',
    sources: ['10.50.0.0/16', 'fd00:50::/48'],
    vendors: {
      500: alleo({ include: ['recommended'], media: { mode: 'any-destination', acknowledge: ['alleo:udp:3478', 'alleo:udp:1025-65535:64511-ports'] } }),
      510: flexperto({ streamingRegions: ['DE', 'IRL'], stunTurn5349: true }),
      ...more,
    },
    through: [awsSecurityGroup({ vpcId }), awsNetworkFirewall()],
    accept: { 'flexperto/recaptcha': NOT_SEEN, 'flexperto/recaptcha-static': NOT_SEEN, 'flexperto/jquery': NOT_SEEN },
  });

/** A server that is called, and calls one other. */
const server = (vpcId: string): Site =>
  defineSite({
    id: 'contact-center',
    sources: ['10.70.1.10'],
    vendors: {
      500: ciscoCcp({
        solution: 'CCE', server: '10.70.1.10', uiClients: ['10.20.0.0/16', '10.30.0.0/16'], mrPgs: ['10.70.2.20'], xmpp: { enabled: true, host: '10.70.3.30' },
      }),
    },
    through: [awsSecurityGroup({ vpcId })],
  });

/** A site that asks for addresses alone, behind nothing that tells names. */
const atom = (vpcId: string): Site =>
  defineSite({ id: 'atom', sources: ['10.80.0.0/24'], vendors: { 500: imaginate({ pin: 'ip' }) }, through: [awsSecurityGroup({ vpcId })] });

// By hand, from the vendors' pages.
const GERMANY = ['18.156.18.0/27', '18.157.71.112/28', '3.123.12.128/28', '3.127.48.224/28', '35.158.127.224/28'];
const IRELAND = ['18.202.216.0/28', '3.248.234.48/28', '3.248.243.144/28', '3.248.244.96/27', '52.213.63.176/28', '52.51.63.16/28', '99.80.88.240/28'];
const DATACENTRES = ['146.0.229.160/27', '37.61.222.224/27'];

/** UDP 3478 and 5349 to the streaming addresses lie within what Alleo's media opens. */
const MEETINGS = [
  'egress tcp 80-80 0.0.0.0/0 for flexperto',
  'egress tcp 80-80 ::/0 for flexperto',
  'egress tcp 80-80 14 networks for flexperto',
  'egress tcp 443-443 0.0.0.0/0 for alleo, flexperto',
  'egress tcp 443-443 ::/0 for alleo, flexperto',
  'egress tcp 443-443 14 networks for flexperto',
  'egress tcp 3478-3478 12 networks for flexperto',
  'egress tcp 5349-5349 12 networks for flexperto',
  'egress udp 1025-65535 0.0.0.0/0 for alleo, flexperto',
  'egress udp 1025-65535 ::/0 for alleo',
];
const SERVER = [
  'egress tcp 5222-5222 10.70.3.30/32 for cisco-ccp',
  'ingress tcp 443-443 10.20.0.0/16 for cisco-ccp',
  'ingress tcp 443-443 10.30.0.0/16 for cisco-ccp',
  'ingress tcp 7443-7443 10.20.0.0/16 for cisco-ccp',
  'ingress tcp 7443-7443 10.30.0.0/16 for cisco-ccp',
  'ingress tcp 38001-38001 10.70.2.20/32 for cisco-ccp',
];
const ATOM = [
  'egress tcp 443-443 20.198.105.5/32 for imaginate',
  'egress tcp 80-80 20.207.206.33/32 for imaginate',
  'egress tcp 443-443 20.207.206.33/32 for imaginate',
  'egress tcp 80-80 52.172.48.238/32 for imaginate',
  'egress udp 80-80 52.172.48.238/32 for imaginate',
];

describeWith(missingEc2(), 'security groups and prefix lists, applied', () => {
  let moto: Moto;
  let firewall: NetworkFirewallEndpoint;
  let provider: RealProvider;
  let folder: string;
  let tf: Terraform;
  let vpcId: string;

  beforeAll(async () => {
    [moto, firewall] = [(await startMoto()) as Moto, await startNetworkFirewall()];
    provider = (await startRealProvider('hashicorp/aws', '>= 5.100.0, < 7.0.0')) as RealProvider;
    vpcId = await moto.ec2.defaultVpcId();
    folder = workFolder({});
    writeOverride(folder, { provider: { aws: loopbackProvider('eu-central-1', { ec2: moto.url, sts: moto.url, networkfirewall: firewall.url }) } });
    tf = (await withTerraform(folder, { providers: [provider] })) as Terraform;
    use();
    await tf.init();
  });
  afterAll(async () => {
    await tf.close();
    await Promise.all([provider.stop(), moto.stop(), firewall.stop()]);
    rmSync(folder, { recursive: true });
  });

  const use = (more: Site['vendors'] = {}): void => void writeSites(folder, [meetings(vpcId, more), server(vpcId), atom(vpcId)]);
  const rules = async (): Promise<ReadonlyMap<string, SecurityGroupRule>> => new Map((await moto.ec2.securityGroupRules()).map((rule) => [rule.id, rule]));
  const suricata = (): readonly string[] => Object.values(firewall.ruleGroups()).flatMap((group) => (group.RulesSource?.RulesString ?? '').split('\n').filter((line) => line !== ''));

  async function linesOf(site: string): Promise<readonly string[]> {
    const group = (await moto.ec2.securityGroups()).find(({ name }) => name === `vendor-egress-${site}`);
    const lists = await Promise.all((await moto.ec2.prefixLists()).map(async ({ id }) => [id, (await moto.ec2.prefixListEntries(id)).length] as const));
    const peer = ({ cidrIpv4, cidrIpv6, prefixListId }: SecurityGroupRule): string => cidrIpv4 ?? cidrIpv6 ?? `${new Map(lists).get(prefixListId ?? '') ?? 'no'} networks`;
    return (await moto.ec2.securityGroupRules(group?.id ?? 'no group')).map((rule) =>
      `${rule.egress ? 'egress' : 'ingress'} ${rule.protocol} ${rule.fromPort ?? ''}-${rule.toPort ?? ''} ${peer(rule)} for ${vendorsIn(rule.description ?? '')}`);
  }

  test('moto leaves the description out of a new rule to a list, and nothing else is missing; then a plan is empty', async () => {
    const created = changesOf(await tf.plan());
    expect(new Set(created.map(({ change }) => change.actions.join('+')))).toEqual(new Set(['create']));
    await tf.applyPlan();
    const second = changesOf(await tf.plan());
    expect(second.map(({ change }) => [change.before?.['description'] ?? '', typeof change.before?.['prefix_list_id']])).toEqual(Array.from({ length: 4 }, () => ['', 'string']));
    expect(second.filter((change) => changedAttributes(change).join() !== 'description')).toEqual([]);
    await tf.applyPlan();
    expect(changeLines(await tf.plan())).toEqual([]);
    process.stderr.write(`\napplied: ${created.length} resources by hashicorp/aws ${provider.version}; ${(await rules()).size} rules and ${(await moto.ec2.prefixLists()).length} lists read back from EC2's API\n`);
  });

  test('the rules are those that the sites asked for, and no others', async () => {
    expect([...(await linesOf('vpc-meetings'))].sort()).toEqual([...MEETINGS].sort());
    expect([...(await linesOf('contact-center'))].sort()).toEqual([...SERVER].sort());
    expect([...(await linesOf('atom'))].sort()).toEqual([...ATOM].sort());
    expect((await rules()).size).toBe(MEETINGS.length + SERVER.length + ATOM.length);
  });

  test('the lists hold the addresses of the page, and are shared by the ports that ask for the same', async () => {
    const lists = await moto.ec2.prefixLists();
    const entries = await Promise.all(lists.map(async ({ id, addressFamily, maxEntries }) => ({ addressFamily, maxEntries, cidrs: (await moto.ec2.prefixListEntries(id)).map(({ cidr }) => cidr).sort() })));
    expect(entries.sort((a, b) => a.cidrs.length - b.cidrs.length)).toEqual([
      { addressFamily: 'IPv4', maxEntries: 20, cidrs: [...GERMANY, ...IRELAND].sort() },
      { addressFamily: 'IPv4', maxEntries: 20, cidrs: [...GERMANY, ...IRELAND, ...DATACENTRES].sort() },
    ]);
  });

  describe('one more vendor', () => {
    let before: ReadonlyMap<string, SecurityGroupRule>;
    let suricataBefore: readonly string[];
    let plan: Plan;

    beforeAll(async () => {
      [before, suricataBefore] = [await rules(), suricata()];
      use({ 520: imaginate() });
      plan = await tf.plan();
      await tf.applyPlan();
    });

    test('creates its own rules; four that it shares change their description, and the group of Suricata rules its text', () => {
      expect(changeLines(plan).map(withoutHashes).sort()).toEqual([
        'create aws_vpc_security_group_egress_rule egress-tcp-80-52-172-48-238-32',
        'create aws_vpc_security_group_egress_rule egress-udp-80-52-172-48-238-32',
        'update aws_networkfirewall_rule_group rules',
        'update aws_vpc_security_group_egress_rule egress-tcp-443-0',
        'update aws_vpc_security_group_egress_rule egress-tcp-443-0-0-0-0-0',
        'update aws_vpc_security_group_egress_rule egress-tcp-80-0',
        'update aws_vpc_security_group_egress_rule egress-tcp-80-0-0-0-0-0',
      ]);
      const updates = changesOf(plan).filter(({ type, change }) => type.includes('egress_rule') && change.actions.includes('update'));
      expect(updates.map(changedAttributes)).toEqual(updates.map(() => ['description']));
    });

    test('so says the API: every rule that was there is there, with another description at most', async () => {
      const after = await rules();
      const silent = (rule: SecurityGroupRule | undefined): unknown => ({ ...rule, description: '' });
      expect([...before.keys()].map((id) => silent(after.get(id)))).toEqual([...before.values()].map(silent));
      expect([...after].filter(([id]) => !before.has(id)).map(([, { egress, protocol, fromPort, toPort, cidrIpv4 }]) => [egress, protocol, fromPort, toPort, cidrIpv4]).sort()).toEqual([
        [true, 'tcp', 80, 80, '52.172.48.238/32'],
        [true, 'udp', 80, 80, '52.172.48.238/32'],
      ]);
    });

    test('the Suricata rules that were there are there as they were; what is new is for the new vendor', () => {
      expect(suricataBefore.filter((line) => !suricata().includes(line))).toEqual([]);
      const added = suricata().filter((line) => !suricataBefore.includes(line));
      expect(added.length).toBeGreaterThan(0);
      expect(added.filter((line) => !/imaginate\.in|52\.172\.48\.238/.test(line))).toEqual([]);
    });

    test('a plan after it is empty', async () => expect(changeLines(await tf.plan())).toEqual([]));

    test('when it goes, its rules go, and everything is as it was, down to the ids', async () => {
      use();
      const away = await tf.plan();
      expect(changeLines(away).filter((line) => line.startsWith('delete')).map(withoutHashes)).toEqual([
        'delete aws_vpc_security_group_egress_rule egress-tcp-80-52-172-48-238-32',
        'delete aws_vpc_security_group_egress_rule egress-udp-80-52-172-48-238-32',
      ]);
      await tf.applyPlan();
      expect(await rules()).toEqual(before);
      expect(suricata()).toEqual(suricataBefore);
    });
  });

  test('destroy leaves nothing', async () => {
    await tf.destroy();
    expect([await moto.ec2.securityGroups(), [...(await rules())], await moto.ec2.prefixLists(), firewall.ruleGroups(), firewall.policies()]).toEqual([[], [], [], {}, {}]);
  });
});

/** `alleo (7 rows), flexperto/web` */
const vendorsIn = (description: string): string => [...new Set(description.split(', ').map((part) => part.replace(/[ /].*/, '')))].join(', ');

/** `create aws_x.site_kind_id-hash_HASH` */
const withoutHashes = (line: string): string => line.replace(/\.[a-z-]+_[a-z-]+_/, ' ').replace(/(-[0-9a-f]{10})?_[0-9A-F]{8}$/, '');

function changedAttributes({ change: { before, after } }: ResourceChange): readonly string[] {
  return Object.keys({ ...before, ...after }).filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]));
}
