import type { Resource, TerraformConfig, Value } from '../../terraform/config.js';
import { type Points, isSamePoint } from '../../terraform/point-names.js';
import { type Elsewhere, type Owner, isElsewhere, ownerOf } from '../../terraform/owner.js';
import { lookedUp, resourcesOf } from '../../terraform/values.js';

export const policiesIn = (config: TerraformConfig): readonly Resource[] => resourcesOf(config, 'azurerm_firewall_policy');

export const groupsIn = (config: TerraformConfig): readonly Resource[] => resourcesOf(config, 'azurerm_firewall_policy_rule_collection_group');

/** The policy that a rule collection group stands in. */
export const policyOf = (config: TerraformConfig, group: Resource): Owner => policyMeant(config, group.values['firewall_policy_id']);

/** The policy that another inherits from. */
export const baseOf = (config: TerraformConfig, policy: Resource): Owner => policyMeant(config, policy.values['base_policy_id']);

/** One that is looked up by its names is known as well as one that is made: but for its subscription. */
function policyMeant(config: TerraformConfig, value: Value | undefined): Owner {
  const policies = policiesIn(config);
  const found = lookedUp(config, value);
  const name = found === undefined ? undefined : nameOfPolicy(found);
  if (name === undefined) return ownerOf(value, policies);
  const here = policies.filter((policy) => isSamePoint(nameOfPolicy(policy) ?? '', name));
  return here.length > 0 ? { here, sure: here.length === 1 } : { elsewhere: name, named: 'itself' };
}

/** The policies of a configuration: those it makes, and those elsewhere that it gives groups to. */
export function policyPoints(config: TerraformConfig): Points {
  const here = policiesIn(config);
  return { here, elsewhere: groupsIn(config).map((group) => policyOf(config, group)).filter(isElsewhere), nameOf: nameOfPolicy, outputs: config.outputs };
}

/** The same, and what they inherit from, as the others say that make them. */
export function policiesAbove(config: TerraformConfig, others: readonly TerraformConfig[] = []): Points {
  const points = policyPoints(config);
  const bases = points.here.map((policy) => baseOf(config, policy)).filter(isElsewhere);
  const elsewhere = [...points.elsewhere, ...bases];
  return { ...points, elsewhere: [...elsewhere, ...elsewhere.flatMap((point) => parentsElsewhere(others, point))] };
}

/** What a policy that is not in the configuration inherits from, the oldest first: those that make it say so. */
export function parentsElsewhere(others: readonly TerraformConfig[], point: Elsewhere, below: readonly string[] = []): readonly Elsewhere[] {
  const [parent] = others.flatMap((other) => parentIn(other, point)).filter(({ elsewhere }) => ![point.elsewhere, ...below].some((name) => isSamePoint(name, elsewhere)));
  return parent === undefined ? [] : [...parentsElsewhere(others, parent, [point.elsewhere, ...below]), parent];
}

function parentIn(other: TerraformConfig, { elsewhere, named }: Elsewhere): readonly Elsewhere[] {
  const made = named === 'itself' ? policiesIn(other).filter((policy) => isSamePoint(nameOfPolicy(policy) ?? '', elsewhere)) : [];
  return made.flatMap((policy) => outside(baseOf(other, policy))).filter((parent) => parent.named !== 'by nothing');
}

/** As one that another configuration makes is named from here. */
function outside(owner: Owner): readonly Elsewhere[] {
  if (isElsewhere(owner)) return [owner];
  return owner.here.flatMap((policy) => nameOfPolicy(policy) ?? []).map((elsewhere) => ({ elsewhere, named: owner.sure ? 'itself' : 'by expression' }));
}

/** Its id, where a plan knows it; else what the id will end in; undefined where only apply tells. */
export function nameOfPolicy({ values: { id, resource_group_name: group, name } }: Resource): string | undefined {
  if (typeof id === 'string') return id;
  return typeof group === 'string' && typeof name === 'string' ? policyName(group, name) : undefined;
}

/** What the id of a policy ends in. */
export const policyName = (group: string, name: string): string => `/resourceGroups/${group}/providers/Microsoft.Network/firewallPolicies/${name}`;
