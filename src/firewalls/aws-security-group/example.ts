import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { ciscoCcp } from '../../../vendors/cisco-ccp/index.js';
import { AwsSecurityGroupEgress } from './index.js';

/** The smallest stack with a security group: one server in a VPC, called from two networks. */
export class AwsSecurityGroupExample extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-central-1' });
    new AwsSecurityGroupEgress(this, 'Egress', {
      site: 'server-example',
      sources: ['10.70.1.10'],
      vendors: { 500: ciscoCcp({ solution: 'CCE', server: '10.70.1.10', uiClients: ['10.20.0.0/16'], mrPgs: ['10.70.2.20'] }) },
      vpcId: 'vpc-00000000000000000',
    });
  }
}
