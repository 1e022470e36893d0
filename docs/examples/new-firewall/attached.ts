import type { IsOwn } from '../../../src/firewalls/firewall.js';
import type { TerraformConfig } from '../../../src/terraform/config.js';
import { type Placement, alike, anyPlacement, held } from '../../../src/terraform/placement.js';
import { resourcesOf } from '../../../src/terraform/values.js';

/** Do the rules stand on the wall that the site names? */
export function attached(config: TerraformConfig, { wallId }: { readonly wallId: string }, isOwn: IsOwn): Placement {
  const rules = resourcesOf(config, 'plainwall_rule').filter(isOwn);
  return anyPlacement(alike(rules, 'wall_id').map((says) => held(says('wall_id'), wallId)));
}
