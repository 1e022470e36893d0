/** Sites as one synthesized stack in a test's folder, as `cdktf synth` writes them: to be planned and applied. */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { TerraformStack, Testing } from 'cdktf';
import { PlannedEgress } from '../../../src/site/construct.js';
import type { SitePlan } from '../../../src/site/plan-site.js';
import { planSitesOrThrow } from '../../../src/site/plan-sites.js';
import type { Site } from '../../../src/site/site.js';
import { writeConfiguration } from './terraform.js';

/** Plans the sites together and writes them as `main.tf.json`. The provider blocks lead nowhere: see `writeOverride`. */
export function writeSites(folder: string, sites: readonly Site[]): readonly SitePlan[] {
  const plans = planSitesOrThrow(sites);
  const stack = new TerraformStack(Testing.app(), 'sites');
  const clouds = new Set(plans.flatMap(({ points }) => points.map(({ kind }) => kind.cloud)));
  if (clouds.has('aws')) new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  if (clouds.has('azure')) new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: '00000000-0000-0000-0000-000000000000' });
  for (const plan of plans) new PlannedEgress(stack, plan.id, { plan });
  writeConfiguration(folder, JSON.parse(Testing.synth(stack)));
  return plans;
}
