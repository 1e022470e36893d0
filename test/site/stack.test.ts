import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { App, TerraformStack } from 'cdktf';
import { AwsSecurityGroupEgress, EgressError, PlannedEgress, SiteEgress, VendorEgress, awsSecurityGroup, defineSite, planSite, planSitesOrThrow, vendorConstruct } from '../../src/index.js';
import { row, vendorOf } from '../support/documents.js';

const outdir = mkdtempSync(join(tmpdir(), 'vendor-egress-guard-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const media = row('media', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to: ['198.51.100.0/24'] });
const site = defineSite({ id: 'office', sources: ['10.0.0.0/8'], vendors: { 500: vendorOf('v', [media])() }, through: [awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0' })] });

function stackIn(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  return stack;
}

const rule = (stack: TerraformStack, id: string, cidrIpv4: string): unknown =>
  new VpcSecurityGroupEgressRule(stack, id, { securityGroupId: 'sg-1', ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIpv4 });

test('two ids that Terraform cannot tell apart are refused, in any stack of the app, before anything is written', () => {
  const app = new App({ outdir: join(outdir, 'collision') });
  new SiteEgress(stackIn(app, 'first'), 'egress', { site });
  const second = stackIn(app, 'second');
  rule(second, '3.3.3.0-24', '3.3.3.0/24'); // both become 3330-24: without the guard one of them is lost
  rule(second, '33.30-24', '33.30.0.0/24');
  expect(() => app.synth()).toThrow('second.aws_vpc_security_group_egress_rule.3330-24: expected one construct, got 2: second/3.3.3.0-24, second/33.30-24');
  expect(existsSync(join(outdir, 'collision/stacks/first'))).toBe(false);
});

test('provider versions are a range, not the version that the classes were generated from', () => {
  const app = new App({ outdir: join(outdir, 'range') });
  new SiteEgress(stackIn(app, 'office'), 'egress', { site });
  app.synth();
  const { terraform } = JSON.parse(readFileSync(join(outdir, 'range/stacks/office/cdk.tf.json'), 'utf8')) as { terraform: { required_providers: { aws: { version: string } } } };
  expect(terraform.required_providers.aws.version).toBe('>= 5.100.0, < 7.0.0');
});

test.each<[string, (app: App) => unknown, string]>([
  ['a site', (app) => new SiteEgress(app, 'x', { site: { ...site, sources: [] } }), "x: expected a construct in a TerraformStack, got one beside the stacks of the app\nsites.office.sources: expected at least one CIDR of the site's own, got an empty list"],
  ['a plan', (app) => new PlannedEgress(app, 'x', { plan: planSitesOrThrow([site])[0] as never }), 'x: expected a construct in a TerraformStack, got one beside the stacks of the app'],
  ['a site without a scope', () => new SiteEgress(undefined as never, 'x', { site }), 'x: expected a construct in a TerraformStack, got one without a scope'],
])('%s outside of a stack is refused in words', (_, make, words) => {
  expect(() => make(new App({ outdir: join(outdir, 'outside') }))).toThrow(EgressError);
  expect(() => make(new App({ outdir: join(outdir, 'outside') }))).toThrow(words);
});

test('a construct throws every problem of its site before it makes a resource', () => {
  const stack = stackIn(new App({ outdir: join(outdir, 'problems') }), 'office');
  const make = (id: string): unknown => new SiteEgress(stack, id, { site: { ...site, id: 'X', sources: [] } });
  expect(() => make('one')).toThrow(EgressError);
  expect(() => make('two')).toThrow(/sites\.X: expected an id[^]*sites\.X\.sources: expected at least one CIDR/);
});

test.each<[string, (stack: TerraformStack) => unknown, string]>([
  ['a site without a site', (stack) => new SiteEgress(stack, 'x', {} as never), 'site: expected a site such as defineSite({ ... }), got nothing'],
  ['a site without properties', (stack) => new SiteEgress(stack, 'x', undefined as never), 'site: expected a site such as defineSite({ ... }), got nothing'],
  ['a plan that is not looked into', (stack) => new PlannedEgress(stack, 'x', { plan: planSite(site) as never }), 'office/x: expected a plan, as planSitesOrThrow gives it, got {"ok":true,'],
  ['a vendor without properties', (stack) => new VendorEgress(stack, 'x', undefined as never, undefined as never), 'sites.x.vendors.500: expected a vendor such as alleo(), got nothing'],
  ['a construct of no vendor', (stack) => new (vendorConstruct(undefined as never))(stack, 'x', undefined as never), 'sites.x.vendors.500: expected a vendor such as alleo(), got {"given":{}}'],
  ['a firewall without properties', (stack) => new AwsSecurityGroupEgress(stack, 'x', undefined as never), "sites.x.sources: expected at least one CIDR of the site's own, got nothing"],
])('%s is refused in words', (_, make, words) => {
  const stack = stackIn(new App({ outdir: join(outdir, 'nonsense') }), 'office');
  expect(() => make(stack)).toThrow(EgressError);
  expect(() => make(stackIn(new App({ outdir: join(outdir, 'nonsense') }), 'office'))).toThrow(words);
});

test.each<[string, (stack: TerraformStack) => unknown, RegExp]>([
  ['what a cloud would refuse', (stack) => void rule(stack, 'six', '2001:db8::/32'), /aws_vpc_security_group_egress_rule\.six\.cidr_ipv4: expected networks of IPv4, got 2001:db8::\/32/],
  ['more than a limit', (stack) => Array.from({ length: 61 }, (_, at) => rule(stack, `more-${at}`, `203.0.113.${at}/32`)), /expected at most 60 .*got 6[1-9]/],
])('an app that is synthesized by itself is held to %s, unless its site may go unproved', (_, add, words) => {
  const appOf = (name: string, given: typeof site): App => {
    const app = new App({ outdir: join(outdir, name) });
    const stack = stackIn(app, 'office');
    new SiteEgress(stack, 'egress', { site: given });
    add(stack);
    return app;
  };
  const refused = `refused-${words.source.length}`;
  expect(() => appOf(refused, site).synth()).toThrow(EgressError);
  expect(() => appOf(refused, site).synth()).toThrow(words);
  expect(existsSync(join(outdir, refused, 'stacks/office'))).toBe(false);
  appOf(`${refused}-unproved`, { ...site, unproved: 'a try' }).synth();
});
