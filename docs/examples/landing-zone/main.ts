// stacks/main.ts of a project of your own: the app that `cdktf synth` runs and that the commands ask for its stacks.
import { App, TerraformStack } from 'cdktf';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { PlannedEgress, type SitePlan, findSites, planSitesOrThrow, runApp } from 'vendor-egress';

/** A stack named after each site. What else belongs to it stands beside `PlannedEgress`. */
export function buildApp(outdir?: string, plans: readonly SitePlan[] = planSitesOrThrow(findSites(__dirname))): App {
  const app = new App(outdir === undefined ? {} : { outdir });
  for (const plan of plans) {
    const stack = new TerraformStack(app, plan.id);
    new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: '00000000-0000-0000-0000-000000000000' });
    new PlannedEgress(stack, 'egress', { plan });
  }
  return app;
}

if (require.main === module) runApp(__dirname, buildApp);
