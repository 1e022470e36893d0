import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { alleo } from '../../../vendors/alleo/index.js';
import { AwsNetworkFirewallEgress } from './index.js';

/** The smallest stack with a Network Firewall: one VPC, one vendor, and a policy of its own. */
export class AwsNetworkFirewallExample extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-central-1' });
    new AwsNetworkFirewallEgress(this, 'Egress', {
      site: 'vpc-example',
      sources: ['10.50.0.0/16'],
      vendors: { 500: alleo() },
      firewall: { vpcId: 'vpc-00000000000000000', subnetIds: ['subnet-00000000000000000'] },
    });
  }
}
