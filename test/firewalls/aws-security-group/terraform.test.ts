import { rmSync } from 'node:fs';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformStack, Testing } from 'cdktf';
import { awsSecurityGroup } from '../../../src/firewalls/aws-security-group/index.js';
import { missingTerraform } from '../../terraform/support/needs.js';
import { describeWith } from '../../terraform/support/skip.js';
import { type StandIn, startStandIn } from '../../terraform/support/stand-in/stand-in.js';
import { changeLines } from '../../terraform/support/terraform-json.js';
import { withTerraform, workFolder, writeConfiguration } from '../../terraform/support/terraform.js';
import { lowerTexts, networks, optionsOf } from './support.js';

const others = ['egress tcp 443 tls 198.51.100.0/24 from 10.1.0.10 for alpha/web', 'ingress tcp 443 tls 10.1.0.10 from 10.20.0.0/16 for ccp/ui'];

function configurationOf(flows: readonly string[]): unknown {
  const stack = new TerraformStack(Testing.app(), 'test');
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  awsSecurityGroup.kind.build(stack, 'group', { site: 'office', sources: [], options: optionsOf(), units: [{ vendor: '', rules: lowerTexts(flows).rules }] });
  return JSON.parse(Testing.synth(stack)) as unknown;
}

describeWith(missingTerraform(), 'real Terraform takes it', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    const resources = ['aws_security_group', 'aws_vpc_security_group_egress_rule', 'aws_vpc_security_group_ingress_rule', 'aws_ec2_managed_prefix_list'];
    standIn = await startStandIn({ provider: 'aws', resources });
  });
  afterAll(() => standIn.stop());

  test('planned, applied, planned empty; a list that outgrows its size is a new list and the same rule', async () => {
    const folder = workFolder(configurationOf([...others, ...networks(18)]));
    const tf = await withTerraform(folder, { providers: [standIn] });
    if (tf === undefined) throw new Error('terraform went away');
    const kinds = async (): Promise<readonly string[]> => changeLines(await tf.plan()).map((line) => line.split('.')[0] ?? '').sort();
    await tf.init();
    expect(await tf.validate()).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    await tf.apply();
    expect(await kinds()).toEqual([]);
    writeConfiguration(folder, configurationOf([...others, ...networks(19)]));
    expect(await kinds()).toEqual(['update aws_ec2_managed_prefix_list']);
    writeConfiguration(folder, configurationOf([...others, ...networks(20)]));
    expect(await kinds()).toEqual(['create aws_ec2_managed_prefix_list', 'delete aws_ec2_managed_prefix_list', 'update aws_vpc_security_group_egress_rule']);
    const { stdout } = await tf.applyPlan();
    const order = [/managed_prefix_list\S+ Creation complete/, /egress_rule\S+ Modifications complete/, /managed_prefix_list\S+ Destroying/].map((line) => stdout.search(line));
    expect(order).toEqual([...order].sort((a, b) => a - b)); // AWS deletes no list that a rule still names
    expect(order).not.toContain(-1);
    await tf.close();
    rmSync(folder, { recursive: true });
  });
});
