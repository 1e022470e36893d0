import type { TerraformConfig } from '../../terraform/config.js';
import { type SharedNames, namesOf } from '../../terraform/point-names.js';
import type { AwsSecurityGroupOptions } from './options.js';
import { groupPoints } from './read.js';

/** Groups that others may give rules as well. */
export function sharedIn(config: TerraformConfig): SharedNames {
  const names = namesOf(groupPoints(config));
  return { fills: names, heeds: names };
}

/** The group that a site names; of one that it makes only apply tells the id. */
export const sharedBy = ({ securityGroupId }: AwsSecurityGroupOptions): readonly string[] => (securityGroupId === undefined ? [] : [securityGroupId]);
