import type { Use } from '../firewall.js';
import type { Problem } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import { groupName } from './notes.js';
import type { AzureNetworkSecurityGroupOptions } from './options.js';

type GroupUse = Use<AzureNetworkSecurityGroupOptions>;

/** One group for each site, made here or existing; no group, subnet or interface shared. */
export const check = (uses: readonly GroupUse[]): readonly Problem[] => [...uses.flatMap(problemsOfUse), ...sharedGroups(uses), ...sharedPlaces(uses)];

/** An existing group, subnets and interfaces, which others may name as well. Azure does not tell capitals apart. */
export function comparedBy(options: AzureNetworkSecurityGroupOptions): readonly string[] {
  const { subnetIds = [], networkInterfaceIds = [] } = options;
  return [...existingGroup(options), ...subnetIds, ...networkInterfaceIds].map((name) => name.toLowerCase());
}

/** The group that a site names or makes. */
export const sharedBy = ({ resourceGroupName, networkSecurityGroupName }: AzureNetworkSecurityGroupOptions, site: string): readonly string[] => [
  `${resourceGroupName}/${networkSecurityGroupName ?? groupName(site)}`,
];

const existingGroup = ({ resourceGroupName, networkSecurityGroupName }: AzureNetworkSecurityGroupOptions): readonly string[] =>
  networkSecurityGroupName === undefined ? [] : [`${resourceGroupName}/${networkSecurityGroupName}`];

const placeOf = ({ site }: GroupUse, option?: string): string => `sites.${site}.azure-network-security-group${option === undefined ? '' : `.${option}`}`;

function problemsOfUse(use: GroupUse): readonly Problem[] {
  const { location, networkSecurityGroupName: existing, denyOthers, internalNetworks } = use.options;
  const attached = (['subnetIds', 'networkInterfaceIds'] as const).filter((option) => use.options[option] !== undefined);
  return [
    ...((location === undefined) === (existing === undefined)
      ? [{ where: placeOf(use), expected: 'location to make a group in, or networkSecurityGroupName of an existing one', got: location === undefined ? 'neither' : 'both' }]
      : []),
    ...(existing === undefined ? [] : attached.map((option) => ({ where: placeOf(use, option), expected: 'nothing beside networkSecurityGroupName: whoever owns the group attaches it', got: 'a list' }))),
    ...(denyOthers || existing !== undefined ? [] : [{ where: placeOf(use, 'denyOthers'), expected: "true for a group that is made here: Azure's default rules would permit everything", got: 'false' }]),
    ...(denyOthers || internalNetworks === undefined ? [] : [{ where: placeOf(use, 'internalNetworks'), expected: 'nothing where denyOthers is off and nothing is denied', got: 'a list' }]),
  ];
}

/** Rules of two sites would add up, and Terraform would fight over their priorities. */
function sharedGroups(uses: readonly GroupUse[]): readonly Problem[] {
  const existing = uses.flatMap((use) => existingGroup(use.options).map((name) => ({ use, name })));
  return groupBy(existing, ({ name }) => name.toLowerCase()).flatMap(([first, ...others]) =>
    others.map(({ use }) => ({
      where: placeOf(use, 'networkSecurityGroupName'),
      expected: 'a group of its own: rules of two sites in one group add up, their priorities may collide, and each would end in a deny of its own',
      got: `${first.name}, which ${first.use.site} uses`,
    })),
  );
}

/** A subnet and a network interface take one group each. */
function sharedPlaces(uses: readonly GroupUse[]): readonly Problem[] {
  const places = uses.flatMap((use) => (['subnetIds', 'networkInterfaceIds'] as const).flatMap((option) => (use.options[option] ?? []).map((id) => ({ use, option, id }))));
  return groupBy(places, ({ id }) => id.toLowerCase()).flatMap(([first, ...others]) =>
    others.map(({ use, option }) => ({ where: placeOf(use, option), expected: 'each subnet and interface once, because it takes one group', got: `${first.id}, which ${first.use.site} names` })),
  );
}
