import { anyCase, heldId } from '../../terraform/azure-id.js';
import type { Resource, TerraformConfig, Value } from '../../terraform/config.js';
import { type Placement, RIGHT, anyPlacement, heldAmong, heldSet, joinPlacements } from '../../terraform/placement.js';
import { blocksOf, describeValue, resourcesOf, unknown } from '../../terraform/values.js';
import type { IsOwn } from '../firewall.js';
import type { AzureNetworkSecurityGroupOptions } from './options.js';

const PLACES = [
  { option: 'subnetIds', type: 'azurerm_subnet_network_security_group_association', attribute: 'subnet_id' },
  { option: 'networkInterfaceIds', type: 'azurerm_network_interface_security_group_association', attribute: 'network_interface_id' },
] as const;

/** Is a group attached to what the site lists, and to nothing else? A site that lists nothing says nothing. */
export function attachments(config: TerraformConfig, options: AzureNetworkSecurityGroupOptions, groups: readonly Resource[], isOwn: IsOwn): Placement {
  const meant: Meant = (value) => meantIn(config, groups, value);
  const each = PLACES.map(({ option, type, attribute }) => {
    const listed = options[option];
    const associations = resourcesOf(config, type).filter(isOwn).flatMap((association) => placeOf(association, attribute, meant));
    const inline = option === 'subnetIds' ? resourcesOf(config, 'azurerm_virtual_network').flatMap((network) => subnetsIn(network, meant)) : [];
    return listed === undefined ? RIGHT : heldSet(type, listed, [...associations, ...inline], anyCase);
  });
  return joinPlacements(each);
}

/** Does a value mean one of the groups? */
type Meant = (value: Value | undefined) => 'yes' | 'perhaps' | 'no';

function meantIn(config: TerraformConfig, groups: readonly Resource[], value: Value | undefined): ReturnType<Meant> {
  const byId = typeof value === 'string' ? groups.map((group) => heldId(value, group)) : [];
  const { misplaced, notes } = anyPlacement(byId, heldAmong(config, { where: '', value }, '', groups));
  return misplaced.length > 0 ? 'no' : notes.length > 0 ? 'perhaps' : 'yes';
}

/** What an association attaches one of the groups to; not known where the group is not, or how often it is made. */
function placeOf({ address, values, repeats }: Resource, attribute: string, meant: Meant): readonly Value[] {
  const group = meant(values['network_security_group_id']);
  if (group === 'no') return [];
  return [group === 'yes' && repeats === undefined ? (values[attribute] ?? null) : unknown(`what ${address} is for`)];
}

/** Subnets written in their network: their id holds a subscription that is not written there. */
const subnetsIn = ({ address, values }: Resource, meant: Meant): readonly Value[] =>
  blocksOf(values['subnet']).flatMap((subnet) => (meant(subnet['security_group']) === 'no' ? [] : [unknown(`subnet ${describeValue(subnet['name'])} of ${address}`)]));
