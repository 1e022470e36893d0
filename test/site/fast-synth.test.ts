import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Fn, Lazy, LocalBackend, TerraformOutput, TerraformStack, Token, Tokenization } from 'cdktf';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { Ec2ManagedPrefixList } from '@cdktf/provider-aws/lib/ec2-managed-prefix-list/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { hastenSynth } from '../../src/site/fast-synth.js';

const outdir = mkdtempSync(join(tmpdir(), 'vendor-egress-fast-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

function stackIn(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: `terraform.${id}.tfstate` });
  new AwsProvider(stack, 'aws', { region: 'eu-central-1', defaultTags: [{ tags: { owner: 'e+mail Token', team: 'network' } }] });
  return stack;
}

/** A little of everything that cdktf resolves: texts, numbers, lists and maps with and without tokens, across stacks too. */
function written(folder: string): readonly string[] {
  const app = new App({ outdir: join(outdir, folder) });
  const [first, second] = [stackIn(app, 'first'), stackIn(app, 'second')];
  const group = new SecurityGroup(first, 'group', { name: 'a', vpcId: 'vpc-1', tags: { a: '$${literal}', b: Fn.upper('b') }, lifecycle: { createBeforeDestroy: true } });
  const list = new Ec2ManagedPrefixList(first, 'list', { name: 'l', addressFamily: 'IPv4', maxEntries: 3, entry: [{ cidr: '198.51.100.0/24' }, { cidr: group.id, description: '1e+5' }] });
  const number = Token.asNumber(list.maxEntries);
  new VpcSecurityGroupEgressRule(first, 'rule', { securityGroupId: group.id, ipProtocol: 'tcp', fromPort: number, toPort: Lazy.numberValue({ produce: () => 443 }), description: `up to ${number}`, tags: { group: group.arn } });
  new VpcSecurityGroupEgressRule(second, 'rule', { securityGroupId: group.id, ipProtocol: 'tcp', fromPort: 0, toPort: 443, prefixListId: list.id, tags: Token.asStringMap(group.tagsAll) });
  new TerraformOutput(second, 'output', { value: { list: [1, -1, 1.5, true, [], {}], zones: Tokenization.reverse(group.id), ids: Token.asList(group.ingress) } });
  second.addOverride('locals', { none: null, nothing: undefined, list: [1, null, undefined, [undefined], { nothing: undefined }] });
  app.synth();
  return ['first', 'second'].map((id) => readFileSync(join(outdir, folder, 'stacks', id, 'cdk.tf.json'), 'utf8'));
}

test('writes the same bytes', () => {
  const slow = written('slow');
  const undo = hastenSynth();
  const fast = written('fast');
  undo();
  expect(slow.join()).toContain('cross-stack-output-aws_security_groupgroupid');
  expect(fast).toEqual(slow);
});

test('takes effect, and is undone', () => {
  const { captureStackTrace: before } = require('cdktf/lib/tokens/private/stack-trace') as { captureStackTrace: () => readonly string[] };
  expect(before().length).toBeGreaterThan(0);
  const undo = hastenSynth();
  const traces = require('cdktf/lib/tokens/private/stack-trace') as { captureStackTrace: () => readonly string[] };
  expect(traces.captureStackTrace()).toEqual([]);
  undo();
  expect(traces.captureStackTrace).toBe(before);
});
