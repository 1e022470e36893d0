import type { TerraformConfig } from '../../terraform/config.js';
import { type SharedNames, namesOf } from '../../terraform/point-names.js';
import { groupPoints } from './read.js';

/** Groups that others may give rules as well. */
export const sharedIn = (config: TerraformConfig): SharedNames => namesOf(groupPoints(config));
