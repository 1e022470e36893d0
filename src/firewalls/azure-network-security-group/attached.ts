import { anyCase, region } from '../../terraform/azure-id.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { type Placement, type Speaker, alike, held, heldAmong, joinPlacements } from '../../terraform/placement.js';
import { blocksOf, resourcesOf } from '../../terraform/values.js';
import type { IsOwn } from '../firewall.js';
import { attachments } from './attached-places.js';
import type { AzureNetworkSecurityGroupOptions } from './options.js';

/** Where a resource says that it is, or where its group is. */
const PLACE = 'resource_group_name';
const NAME = 'network_security_group_name';

/** Do the rules stand in the group that the site names, or in one that is made where it says, on the subnets and interfaces it lists? */
export function attached(config: TerraformConfig, options: AzureNetworkSecurityGroupOptions, isOwn: IsOwn): Placement {
  const groups = resourcesOf(config, 'azurerm_network_security_group').filter(isOwn);
  const rules = resourcesOf(config, 'azurerm_network_security_rule').filter(isOwn);
  const { networkSecurityGroupName: existing } = options;
  return joinPlacements([existing === undefined ? madeHere(config, options, groups, rules) : inGroup(existing, options, groups, rules), attachments(config, options, groups, isOwn)]);
}

function inGroup(existing: string, { resourceGroupName }: AzureNetworkSecurityGroupOptions, groups: readonly Resource[], rules: readonly Resource[]): Placement {
  const named = (says: Speaker, name: string): Placement => joinPlacements([held(says(name), existing, anyCase), held(says(PLACE), resourceGroupName, anyCase)]);
  return joinPlacements([...alike(groups.filter(hasRules), 'name', PLACE).map((says) => named(says, 'name')), ...alike(rules, NAME, PLACE).map((says) => named(says, NAME))]);
}

const hasRules = ({ values }: Resource): boolean => blocksOf(values['security_rule']).length > 0;

function madeHere(config: TerraformConfig, { resourceGroupName, location }: AzureNetworkSecurityGroupOptions, groups: readonly Resource[], rules: readonly Resource[]): Placement {
  const placed = (says: Speaker): Placement => joinPlacements([held(says(PLACE), resourceGroupName, anyCase), ...(location === undefined ? [] : [held(says('location'), location, region)])]);
  return joinPlacements([
    ...alike(groups, PLACE, 'location').map(placed),
    ...alike(rules, NAME).map((says) => heldAmong(config, says(NAME), 'a group that is made here', groups, 'name')),
  ]);
}
