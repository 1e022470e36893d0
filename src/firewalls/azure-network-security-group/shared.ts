import type { TerraformConfig } from '../../terraform/config.js';
import { type SharedNames, namesOf } from '../../terraform/point-names.js';
import { groupName } from './notes.js';
import type { AzureNetworkSecurityGroupOptions } from './options.js';
import { groupPoints } from './read.js';

/** Groups that others may give rules as well. */
export function sharedIn(config: TerraformConfig): SharedNames {
  const names = namesOf(groupPoints(config));
  return { fills: names, heeds: names };
}

/** The group that a site names or makes. */
export const sharedBy = ({ resourceGroupName, networkSecurityGroupName }: AzureNetworkSecurityGroupOptions, site: string): readonly string[] => [
  `${resourceGroupName}/${networkSecurityGroupName ?? groupName(site)}`,
];
