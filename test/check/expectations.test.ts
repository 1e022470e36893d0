import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { SiteEgress, type Site, awsNetworkFirewall, awsSecurityGroup, defineSite } from '../../src/index.js';
import { row, vendorOf } from '../support/documents.js';

const outdir = mkdtempSync(join(tmpdir(), 'vendor-egress-expectations-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** An IPv4 site whose names are decided on behind a group that opens 443 to every IPv4 address. */
function synthesized(name: string, rest: Partial<Site>): () => unknown {
  const app = new App({ outdir: join(outdir, name) });
  const stack = new TerraformStack(app, 'stack');
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  const vendors = { 500: vendorOf('v', [row('web', { to: ['api.example.com'] })])() };
  new SiteEgress(stack, 'egress', { site: defineSite({ id: 'office', sources: ['10.0.0.0/16'], vendors, through: [awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0' }), awsNetworkFirewall()], ...rest }) });
  return () => app.synth();
}

test('a name is permitted where the sources can reach: an IPv4 site is not asked about IPv6', () => {
  expect(synthesized('name', { permits: ['443/tcp api.example.com'] })).not.toThrow();
});

test('what no packet can be is not permitted, and not permitted by an empty claim either', () => {
  expect(synthesized('family', { permits: ['443/tcp tls api.example.com at 2001:db8::7'] })).toThrow(/expected to permit 443\/tcp tls api\.example\.com at 2001:db8::7/);
  expect(synthesized('denied', { denies: ['443/tcp tls api.example.com at 2001:db8::7'] })).not.toThrow();
});

test('of several ports each is spoken to as a client does: TLS on 443, HTTP on 80', () => {
  const web = row('web', { opens: [{ protocol: 'tcp', ports: '443', application: 'tls' }, { protocol: 'tcp', ports: '80', application: 'http' }] });
  const vendors = { 500: vendorOf('v', [web])() };
  expect(synthesized('both', { vendors, permits: ['80,443/tcp api.example.com'] })).not.toThrow();
  expect(synthesized('third', { vendors, permits: ['80,443-444/tcp api.example.com'] })).toThrow(/expected to permit 80,443-444\/tcp api\.example\.com, but 444\/tcp api\.example\.com/);
  expect(synthesized('tls', { permits: ['80,443/tcp api.example.com'] })).toThrow(/, but 80\/tcp http api\.example\.com/);
});

test('what is not asked for is not permitted, and what is asked for is not denied', () => {
  expect(synthesized('permits', { permits: ['443/tcp www.example.com'] })).toThrow(/expected to permit 443\/tcp www\.example\.com/);
  expect(synthesized('denies', { denies: ['443/tcp 0.0.0.0/0'] })).toThrow(/NOT PROVED/);
});

test('what comes in is denied whoever it comes from, where nobody is named', () => {
  const listener = row('listener', { direction: 'ingress', to: ['10.0.0.5'], from: () => ['198.51.100.0/24'], opens: [{ protocol: 'tcp', ports: '22', application: 'opaque' }] });
  const server = { sources: ['10.0.0.5'], vendors: { 500: vendorOf('v', [listener])() }, through: [awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0' })] };
  expect(synthesized('shut', { ...server, denies: ['22/tcp in'] })).toThrow(/expected to deny 22\/tcp in[\s\S]*22\/tcp 10\.0\.0\.5 in from 198\.51\.100\.0/);
  expect(synthesized('beside', { ...server, denies: ['23/tcp in', '22/tcp in from 203.0.113.0/24'], permits: ['22/tcp in from 198.51.100.0/24'] })).not.toThrow();
  expect(synthesized('anyone', { ...server, permits: ['22/tcp in'] })).toThrow(/expected to permit 22\/tcp in/);
});
