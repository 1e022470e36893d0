import { awsNetworkFirewall } from '../../../src/firewalls/aws-network-firewall/index.js';
import { check } from '../../../src/firewalls/aws-network-firewall/options.js';
import { type Problem, formatProblem } from '../../../src/model/diagnostic.js';
import { readOptions } from '../../../src/model/read-options.js';
import { contextOf, flow, lowered } from './support.js';

const ARN = 'arn:aws:network-firewall:eu-central-1:123456789012:firewall-policy/hub';
const FIREWALL = { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0'] };

const problems = (...given: readonly Readonly<Record<string, unknown>>[]): readonly string[] =>
  check(given.map((each, index) => ({ site: `site-${index + 1}`, options: contextOf(each).options, vendors: [] }))).map(formatProblem);

const refused = (given: Readonly<Record<string, unknown>>): readonly string[] => {
  const read = readOptions(awsNetworkFirewall.kind.options, given, 'nfw');
  return read.ok ? [] : read.problems.map((problem: Problem) => formatProblem(problem));
};

describe('options', () => {
  it('default to what is exact, and to what the console chooses', () => {
    expect(contextOf().options).toEqual({
      mode: 'suricata',
      defaultAction: 'aws:drop_established_app_layer_to_server',
      existingPolicyArn: undefined,
      firstPriority: 1000,
      capacityHeadroom: 50,
      firewall: undefined,
      logging: undefined,
    });
  });

  it('name what is wrong with an id, a word or a number, all at once', () => {
    const wrong = { mode: 'suricta', firewall: { vpcId: 'vpc', subnetIds: [] }, existingPolicyArn: 'hub', firstPriority: 0, capacityHeadroom: 7 };
    expect(refused(wrong)).toEqual([
      expect.stringMatching(/^nfw\.mode: expected one of domain-list, suricata, got "suricta" \(did you mean suricata\?\)$/),
      expect.stringMatching(/^nfw\.existingPolicyArn: expected an ARN such as .*, got "hub"$/),
      expect.stringMatching(/^nfw\.firstPriority: expected one of 1000, 2000, .*, got 0$/),
      'nfw.capacityHeadroom: expected one of 0, 25, 50, 100, 200, got 7',
      expect.stringMatching(/^nfw\.firewall\.vpcId: expected an id such as vpc-\S+, got "vpc"$/),
      expect.stringMatching(/^nfw\.firewall\.subnetIds: expected a list of at least 1: .*, got an empty list$/),
    ]);
  });

  it('take ids that Terraform fills in at apply', () => {
    const token = '${aws_vpc.main.id}';
    expect(refused({ firewall: { vpcId: token, subnetIds: [token] }, logging: { s3Bucket: token } })).toEqual([]);
  });
});

describe('what options have to agree on', () => {
  it('a log has a firewall, and one place', () => {
    expect(problems({ logging: { s3Bucket: 'acme-logs' } })).toEqual(['sites.site-1.aws-network-firewall.logging: expected a firewall to log, got none']);
    const where = 'sites.site-1.aws-network-firewall.logging: expected either cloudWatchLogGroup or s3Bucket: a log type has one destination';
    expect(problems({ firewall: FIREWALL, logging: {} })).toEqual([`${where}, got neither`]);
    expect(problems({ firewall: FIREWALL, logging: { s3Bucket: 'acme-logs', cloudWatchLogGroup: '/nfw' } })).toEqual([`${where}, got both`]);
    expect(problems({ firewall: FIREWALL, logging: { s3Bucket: 'acme-logs' } })).toEqual([]);
  });

  it('no firewall is made for a policy that does not have the groups yet', () => {
    expect(problems({ existingPolicyArn: ARN, firewall: FIREWALL })).toEqual([
      'sites.site-1.aws-network-firewall.firewall: expected no firewall beside existingPolicyArn, whose policy does not have the groups yet, got a firewall',
    ]);
  });

  it('sites in one existing policy take different priorities', () => {
    expect(problems({ existingPolicyArn: ARN }, { existingPolicyArn: ARN })).toEqual([
      'sites.site-1+site-2.aws-network-firewall.firstPriority: expected numbers of its own for each site in one policy, got 1000 for each',
    ]);
    expect(problems({ existingPolicyArn: ARN }, { existingPolicyArn: ARN, firstPriority: 2000 })).toEqual([]);
    expect(problems({ existingPolicyArn: ARN }, { existingPolicyArn: `${ARN}2` })).toEqual([]);
    expect(problems({}, {})).toEqual([]);
  });
});

describe('the policy', () => {
  it('is made in strict order, with a drop and its alert twin, for the site as HOME_NET', () => {
    expect(lowered([]).rules.policy).toEqual({
      name: 'vendor-egress-office',
      description: 'vendor-egress: what office may open',
      defaultActions: ['aws:drop_established_app_layer_to_server', 'aws:alert_established_app_layer_to_server'],
      homeNet: ['10.20.0.0/16'],
    });
  });

  it('has one drop and its twin whatever is chosen', () => {
    const actions = (defaultAction: string) => lowered([], { defaultAction }).rules.policy?.defaultActions;
    expect(actions('aws:drop_established')).toEqual(['aws:drop_established', 'aws:alert_established']);
    expect(actions('aws:drop_established_app_layer')).toEqual(['aws:drop_established_app_layer', 'aws:alert_established_app_layer']);
    expect(actions('aws:drop_strict')).toEqual(['aws:drop_strict', 'aws:alert_strict']);
  });

  it('is not made for one that exists: the note says what that one has to do', () => {
    const { rules, notes } = lowered([flow('443/tcp tls x.com')], { existingPolicyArn: ARN, firstPriority: 3000 });
    expect(rules.policy).toBeUndefined();
    expect(rules.groups.map(({ priority }) => priority)).toEqual([3512]);
    expect(notes).toEqual([expect.stringMatching(/^aws-network-firewall of office: your policy has to reference the rule groups .* strict order, with the default actions aws:drop_established_app_layer_to_server and its alert twin$/), expect.stringContaining('outgrows its capacity')]);
  });
});

describe('notes', () => {
  const notes = (flows: Parameters<typeof lowered>[0], given: Readonly<Record<string, unknown>> = {}): string => lowered(flows, given).notes.join('\n');
  const TLS = [flow('443/tcp tls x.com')];

  it('say what the operator still has to do', () => {
    expect(notes(TLS)).toContain('no firewall is made');
    expect(notes(TLS)).not.toContain('outgrows');
    expect(notes(TLS, { existingPolicyArn: ARN })).toMatch(/outgrows its capacity is replaced .* apply makes the new one and fails at the old one .* apply again/);
    expect(notes(TLS, { firewall: FIREWALL })).toContain('route traffic through the endpoints');
  });

  it('say that a connection is judged by its first Host', () => {
    expect(notes([flow('80/tcp http x.com')])).toContain('judged by the Host of its first request');
    expect(notes(TLS)).not.toContain('Host');
  });

  it('say what a default action can do to names', () => {
    expect(notes(TLS, { defaultAction: 'aws:drop_established' })).toContain('ClientHello that comes in two packets');
    expect(notes(TLS, { defaultAction: 'aws:drop_established_app_layer' })).toContain('also drops what servers send');
    expect(notes(TLS)).not.toContain('drop_');
    expect(notes([flow('9/udp opaque 198.51.100.7')], { defaultAction: 'aws:drop_established' })).not.toContain('drop_');
  });

  it('say that an existing policy must not inspect what forbids it', () => {
    expect(notes([flow('443/tcp tls x.com', { inspect: 'forbid' })], { existingPolicyArn: ARN })).toContain('forbid TLS inspection');
    expect(notes([flow('443/tcp tls x.com', { inspect: 'forbid' })])).not.toContain('inspection');
  });
});
