import { LocalBackend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { PlannedEgress } from '../../src/site/construct.js';
import type { SitePlan } from '../../src/site/plan-site.js';
import { aws, azure, stateFolder } from '../deployment.js';

/**
 * One stack for one site: its state, its providers, its firewalls. Not beside the sites, because commands that only read
 * sites load every file there, and cdktf takes longer to load than all else.
 */
export class SiteStack extends TerraformStack {
  constructor(scope: Construct, plan: SitePlan) {
    super(scope, plan.id);
    // A path from the stack's own folder: cdktf would write the absolute one of this machine.
    new LocalBackend(this, { path: `${stateFolder}/terraform.${plan.id}.tfstate` });
    const clouds = new Set(plan.points.map(({ kind }) => kind.cloud));
    if (clouds.has('azure')) new AzurermProvider(this, 'azurerm', { features: [{}], subscriptionId: azure.subscriptionId });
    if (clouds.has('aws')) new AwsProvider(this, 'aws', { region: aws.region });
    new PlannedEgress(this, 'egress', { plan });
  }
}
