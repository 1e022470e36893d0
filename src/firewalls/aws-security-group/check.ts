import type { Use } from '../firewall.js';
import { type Problem } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import type { AwsSecurityGroupOptions } from './options.js';

type SecurityGroupUse = Use<AwsSecurityGroupOptions>;

/** One group for each site, made here or existing, and none shared. */
export const check = (uses: readonly SecurityGroupUse[]): readonly Problem[] => [...uses.flatMap(oneOfTwo), ...namedTwice(uses)];

/** An existing group that others may name as well; of one that is made only apply tells the id. */
export const comparedBy = ({ securityGroupId }: AwsSecurityGroupOptions): readonly string[] => (securityGroupId === undefined ? [] : [securityGroupId]);

const placeOf = ({ site }: SecurityGroupUse): string => `sites.${site}.aws-security-group`;

function oneOfTwo(use: SecurityGroupUse): readonly Problem[] {
  const { vpcId, securityGroupId } = use.options;
  if ((vpcId === undefined) !== (securityGroupId === undefined)) return [];
  return [{ where: placeOf(use), expected: 'vpcId to make a group in, or securityGroupId of an existing one', got: vpcId === undefined ? 'neither' : 'both' }];
}

/** The rules of two sites would add up: each could use the other's, and AWS refuses what both ask for. */
function namedTwice(uses: readonly SecurityGroupUse[]): readonly Problem[] {
  const existing = uses.filter(({ options }) => options.securityGroupId !== undefined);
  return groupBy(existing, ({ options }) => options.securityGroupId ?? '').flatMap(([first, ...others]) =>
    others.map((other) => ({
      where: `${placeOf(other)}.securityGroupId`,
      expected: 'a group of its own: rules of two sites in one group add up, and one that both ask for is refused (InvalidPermission.Duplicate)',
      got: `${first.options.securityGroupId ?? ''}, which ${first.site} uses`,
    })),
  );
}
