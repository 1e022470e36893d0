/** Rule groups whose policy, firewall or logs are not those that the site says. */
import { awsNetworkFirewall } from '../../../src/firewalls/aws-network-firewall/index.js';
import { RIGHT, placed, placedIn, planOf } from '../support/placement.js';

const VPC = 'vpc-0123456789abcdef0';
const [A, B] = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] as const;
const ARN = 'arn:aws:network-firewall:eu-central-1:123456789012:firewall-policy/hub';
const HERE = '${aws_networkfirewall_firewall_policy.p.arn}';
const FIREWALL = 'aws_networkfirewall_firewall';

const groups = { aws_networkfirewall_rule_group: { g: { name: 'g' } } };
const policy = (name = 'vendor-egress-office'): object => ({ aws_networkfirewall_firewall_policy: { p: { name } } });
const firewall = (values: object = {}): object => ({ [FIREWALL]: { f: { name: 'f', vpc_id: VPC, subnet_mapping: [{ subnet_id: A }, { subnet_id: B }], firewall_policy_arn: HERE, ...values } } });

describe('a policy', () => {
  test('is made where the site names none', () => {
    expect(placed(awsNetworkFirewall, {}, { ...groups, ...policy() })).toEqual(RIGHT);
    expect(placed(awsNetworkFirewall, {}, groups).misplaced).toEqual(['aws_networkfirewall_firewall_policy: expected one with the rule groups, or existingPolicyArn of the one that has them, got none']);
  });

  test('that the site names is elsewhere, or here by name', () => {
    expect(placed(awsNetworkFirewall, { existingPolicyArn: ARN }, groups)).toEqual(RIGHT);
    expect(placed(awsNetworkFirewall, { existingPolicyArn: ARN }, { ...groups, ...policy('hub') })).toEqual(RIGHT);
    expect(placed(awsNetworkFirewall, { existingPolicyArn: ARN }, { ...groups, ...policy() }).misplaced).toEqual(['aws_networkfirewall_firewall_policy.p.name: expected hub, got vendor-egress-office']);
    expect(placed(awsNetworkFirewall, { existingPolicyArn: ARN }, { ...groups, ...policy('${var.name}') }).notes).toHaveLength(1);
    expect(placed(awsNetworkFirewall, { existingPolicyArn: ARN }, { ...groups, aws_networkfirewall_firewall_policy: { p: { name: 'hub' }, q: { name: 'spoke' } } }).misplaced).toEqual(['aws_networkfirewall_firewall_policy.q.name: expected hub, got spoke']);
  });

  test('in a plan has an ARN once it is there', () => {
    const plan = (arn: string) => planOf({ 'aws_networkfirewall_firewall_policy.p': { arn, name: 'hub' } });
    expect(placedIn(awsNetworkFirewall, { existingPolicyArn: ARN }, plan(ARN))).toEqual(RIGHT);
    expect(placedIn(awsNetworkFirewall, { existingPolicyArn: ARN }, plan(ARN.replace('eu-central-1', 'eu-west-1'))).misplaced).toHaveLength(1);
    expect(placedIn(awsNetworkFirewall, { existingPolicyArn: ARN }, plan('?'))).toEqual(RIGHT);
  });
});

describe('a firewall that the site asks for', () => {
  const given = { firewall: { vpcId: VPC, subnetIds: [A, B] } };
  const said = (resource: object, own?: string) => placed(awsNetworkFirewall, given, { ...groups, ...policy(), ...resource }, own);

  test('with the policy, in its VPC, on its subnets in whatever order', () => {
    expect(said(firewall())).toEqual(RIGHT);
    expect(said(firewall({ subnet_mapping: [{ subnet_id: B }, { subnet_id: A }] }))).toEqual(RIGHT);
    expect(placed(awsNetworkFirewall, {}, { ...groups, ...policy(), ...firewall({ vpc_id: 'vpc-0' }) })).toEqual(RIGHT);
  });

  test('is not there', () => {
    expect(said({}).misplaced).toEqual([`${FIREWALL}: expected one in ${VPC}, got none`]);
    expect(said({ [FIREWALL]: { f: { count: '${var.on ? 1 : 0}', ...(firewall() as Record<string, { f: object }>)[FIREWALL]?.f } } })).toEqual({ misplaced: [], notes: ['how often aws_networkfirewall_firewall.f is made is not known: count = "${var.on ? 1 : 0}"'] });
  });

  test.each([
    ['in another VPC', { vpc_id: 'vpc-0000000000000000f' }, `.vpc_id: expected ${VPC}, got vpc-0000000000000000f`],
    ['on one subnet of two', { subnet_mapping: [{ subnet_id: A }] }, `.subnet_mapping: expected ${A}, ${B}, got ${A}`],
    ['on another subnet', { subnet_mapping: [{ subnet_id: A }, { subnet_id: 'subnet-0' }] }, `.subnet_mapping: expected ${A}, ${B}, got ${A}, subnet-0`],
    ['on one subnet more', { subnet_mapping: [{ subnet_id: A }, { subnet_id: B }, { subnet_id: 'subnet-0' }] }, `.subnet_mapping: expected ${A}, ${B}, got ${A}, ${B}, subnet-0`],
    ['with a policy that is elsewhere', { firewall_policy_arn: ARN }, `.firewall_policy_arn: expected aws_networkfirewall_firewall_policy.p, got ${ARN}`],
    ['without a policy', { firewall_policy_arn: null }, '.firewall_policy_arn: expected aws_networkfirewall_firewall_policy.p, got nothing'],
  ])('%s', (_, values, sentence) => {
    expect(said(firewall(values)).misplaced).toEqual([`${FIREWALL}.f${sentence}`]);
  });

  test('with the policy of others', () => {
    const stack = (policyOfFirewall: string): object => ({
      aws_networkfirewall_firewall_policy: { site_p: { name: 'a' }, other_p: { name: 'b' } },
      [FIREWALL]: { site_f: { vpc_id: VPC, subnet_mapping: [{ subnet_id: A }, { subnet_id: B }], firewall_policy_arn: `\${aws_networkfirewall_firewall_policy.${policyOfFirewall}.arn}` }, other_f: { vpc_id: 'vpc-0' } },
    });
    expect(said(stack('site_p'), 'site')).toEqual(RIGHT);
    expect(said(stack('other_p'), 'site').misplaced).toEqual([`${FIREWALL}.site_f.firewall_policy_arn: expected aws_networkfirewall_firewall_policy.site_p, got \${aws_networkfirewall_firewall_policy.other_p.arn}`]);
  });

  test('beside one in another VPC that has the same policy', () => {
    expect(said({ [FIREWALL]: { g: { vpc_id: 'vpc-0', subnet_mapping: [{ subnet_id: 'subnet-0' }], firewall_policy_arn: HERE }, ...(firewall() as Record<string, object>)[FIREWALL] } })).toEqual({ misplaced: [], notes: [`${FIREWALL}.g is none that the site asks for: if it has the site's policy, the rules hold there as well`] });
  });

  test('what is not known is said', () => {
    const note = (sentence: string) => ({ misplaced: [], notes: [`${FIREWALL}.f.${sentence} is not known here`] });
    expect(said(firewall({ vpc_id: '${aws_vpc.main.id}' }))).toEqual(note(`vpc_id: whether \${aws_vpc.main.id} is ${VPC}`));
    expect(said(firewall({ subnet_mapping: [{ subnet_id: A }, { subnet_id: '${var.second}' }] }))).toEqual(note(`subnet_mapping: whether ${A}, \${var.second} is ${B}`));
    expect(said(firewall({ subnet_mapping: undefined, dynamic: { subnet_mapping: { for_each: '${var.subnets}', content: { subnet_id: '${subnet_mapping.value}' } } } })).misplaced).toEqual([]);
    expect(said(firewall({ firewall_policy_arn: '${var.policy}' }))).toEqual(note('firewall_policy_arn: whether ${var.policy} is aws_networkfirewall_firewall_policy.p'));
  });

  test('under the name the site gives', () => {
    const named = (name: string) => placed(awsNetworkFirewall, { firewall: { ...given.firewall, name } }, { ...groups, ...policy(), ...firewall() });
    expect(named('f')).toEqual(RIGHT);
    expect(named('edge').misplaced).toEqual([`${FIREWALL}.f.name: expected edge, got f`]);
  });
});

describe('logs', () => {
  const asked = { firewall: { vpcId: VPC, subnetIds: [A, B] } };
  const base = { ...groups, ...policy(), ...firewall() };
  const LOGGING = 'aws_networkfirewall_logging_configuration';
  const destination = (log_type: string, log_destination: object): object => ({ log_type, log_destination_type: 'x', log_destination });
  const logging = (destinations: readonly object[], firewall_arn = '${aws_networkfirewall_firewall.f.arn}'): object => ({ ...base, [LOGGING]: { l: { firewall_arn, logging_configuration: { log_destination_config: destinations } } } });
  const toGroup = { ...asked, logging: { cloudWatchLogGroup: '/nfw/office' } };
  const said = (resource: object) => placed(awsNetworkFirewall, toGroup, resource);
  const OFFICE = { logGroup: '/nfw/office' };

  test('go where the site says', () => {
    expect(said(logging([destination('FLOW', OFFICE), destination('ALERT', OFFICE), destination('TLS', { logGroup: '/tls' })]))).toEqual(RIGHT);
    const bucket = { bucketName: 'acme-logs' };
    expect(placed(awsNetworkFirewall, { ...asked, logging: { s3Bucket: 'acme-logs' } }, logging([destination('ALERT', bucket), destination('FLOW', bucket)]))).toEqual(RIGHT);
  });

  test('go elsewhere, or nowhere', () => {
    expect(said(base).misplaced).toEqual([`${LOGGING}: expected logs in /nfw/office, got none`]);
    expect(said(logging([destination('ALERT', OFFICE), destination('FLOW', { logGroup: '/nfw/other' })])).misplaced).toEqual([`${LOGGING}.l FLOW logGroup: expected /nfw/office, got /nfw/other`]);
    expect(said(logging([destination('FLOW', OFFICE)])).misplaced).toEqual([`${LOGGING}.l ALERT logGroup: expected /nfw/office, got nothing`]);
    expect(said(logging([destination('ALERT', { bucketName: 'b' }), destination('FLOW', OFFICE)])).misplaced).toEqual([`${LOGGING}.l ALERT logGroup: expected /nfw/office, got nothing`]);
    expect(said(logging([destination('ALERT', OFFICE), destination('FLOW', OFFICE)], 'arn:aws:network-firewall:eu-central-1:123456789012:firewall/x')).misplaced).toHaveLength(1);
  });

  test('what is not known is said', () => {
    expect(said(logging([destination('ALERT', OFFICE), destination('FLOW', { logGroup: '${var.group}' })])).notes).toEqual([`${LOGGING}.l FLOW logGroup: whether \${var.group} is /nfw/office is not known here`]);
    expect(said(logging([destination('${var.type}', OFFICE), destination('FLOW', OFFICE)]))).toMatchObject({ misplaced: [], notes: [`${LOGGING}.l ALERT logGroup: whether it is /nfw/office is not known here`] });
  });
});
