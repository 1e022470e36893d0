import type { FirewallKind } from '../firewalls/firewall.js';
import type { SitePlan } from '../site/plan-site.js';
import type { Resource, TerraformConfig } from '../terraform/config.js';

/** A configuration with what its sites say of things made elsewhere. What is written in it is not taken for granted. */
export function withAssumed(config: TerraformConfig, kind: FirewallKind, plans: readonly SitePlan[]): TerraformConfig {
  const assumed = plans.flatMap(({ points, sources }) => points.filter((point) => point.kind === kind).flatMap(({ options }): readonly Resource[] => kind.assumes?.(options, sources) ?? []));
  const added = assumed.filter(({ type, values }) => !config.resources.some((each) => each.type === type && each.values['id'] === values['id']));
  return added.length === 0 ? config : { ...config, resources: [...config.resources, ...added] };
}
