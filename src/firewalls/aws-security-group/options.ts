import { type OptionsOf, integer, optional, resourceId, withDefault } from '../../model/option.js';
import { limitsOption } from '../../model/limit.js';
import { entriesPerPrefixList, prefixListThreshold, quotas } from './limits.js';

/** Eight hex digits, or seventeen since 2016. */
const id = (prefix: string): RegExp => new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`);

/** What a site says of its security group. Exactly one of `vpcId` and `securityGroupId`. */
export const awsSecurityGroupOptions = {
  vpcId: optional(resourceId('the VPC to make a security group in', 'an id such as vpc-0123456789abcdef0', id('vpc'))),
  securityGroupId: optional(resourceId('an existing security group to add rules to', 'an id such as sg-0123456789abcdef0', id('sg'))),
  prefixListThreshold: withDefault(
    integer('networks on one opening that stay rules of their own; more go into a managed prefix list', 0, entriesPerPrefixList.value),
    prefixListThreshold.value,
  ),
  limits: limitsOption(quotas),
} as const;

export type AwsSecurityGroupOptions = OptionsOf<typeof awsSecurityGroupOptions>;
