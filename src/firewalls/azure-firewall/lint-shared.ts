import type { Problem } from '../../model/diagnostic.js';
import { type Keyed, type OwnKey, clashes } from '../../terraform/clashes.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { ownerByName } from '../../terraform/named.js';
import { numberOf, resourcesOf, textOf } from '../../terraform/values.js';
import { groupsIn, policyOf, policyPoints } from './policies.js';
import { firewallPoints } from './read-classic.js';
import { SECTIONS } from './read-collections.js';

/** Rule collection groups of a policy, and collections of a firewall without one, that have a name or number of each other. */
export const lintShared = (config: TerraformConfig, others: readonly TerraformConfig[]): readonly Problem[] => [
  ...clashes(config, others, { pointsIn: policyPoints, partsIn: groupParts }),
  ...clashes(config, others, { pointsIn: firewallPoints, partsIn: collectionParts }),
];

function groupParts(config: TerraformConfig): readonly Keyed[] {
  return groupsIn(config).map((group) => ({ owner: policyOf(config, group), where: group.address, keys: keysOf(group, 'in the policy', '') }));
}

/** Numbers count among collections of one type. */
function collectionParts(config: TerraformConfig): readonly Keyed[] {
  const firewalls = resourcesOf(config, 'azurerm_firewall');
  return SECTIONS.flatMap((section) =>
    resourcesOf(config, `azurerm_firewall_${section}_rule_collection`).map((collection) => ({
      owner: ownerByName(collection, 'azure_firewall_name', firewalls),
      where: collection.address,
      keys: keysOf(collection, `among the ${section} rules of the firewall`, section),
    })),
  );
}

/** Names of Azure do not tell capitals apart: of two, the second is refused or overwrites the first. Which of two numbers comes first is not documented. */
function keysOf({ address, values }: Resource, among: string, section: string): readonly OwnKey[] {
  const [name, priority] = [textOf(values['name']), numberOf(values['priority'])];
  return [
    ...(name === undefined ? [] : [{ key: `${section} ${name.toLowerCase()}`, where: `${address}.name`, expected: `a name of its own ${among}`, shown: `"${name}"` }]),
    ...(priority === undefined ? [] : [{ key: `${section} ${priority}`, where: `${address}.priority`, expected: `a priority of its own ${among}`, shown: String(priority) }]),
  ];
}
