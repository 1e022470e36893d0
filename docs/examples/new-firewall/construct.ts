import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import type { BuildInput } from '../../../src/firewalls/firewall.js';
import type { PlainwallRule } from './rules.js';

type Input = BuildInput<readonly PlainwallRule[], { readonly wallId: string }>;

/** Rules to resources, without logic. A real kind imports its provider's class, by its deep path. */
export class PlainwallRules extends Construct {
  constructor(scope: Construct, id: string, { units, options }: Input) {
    super(scope, id);
    for (const rule of units.flatMap((unit) => unit.rules)) {
      const resource = new TerraformResource(this, rule.name, { terraformResourceType: 'plainwall_rule' });
      resource.addOverride('wall_id', options.wallId);
      Object.entries(rule).forEach(([name, value]) => resource.addOverride(name, value));
    }
  }
}
