import { anyCase, region } from '../../terraform/azure-id.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { sureOwner } from '../../terraform/owner.js';
import { type Placement, RIGHT, type Said, alike, held, joinPlacements, misplaced, note } from '../../terraform/placement.js';
import { blocksOf, describeValue, listOf, resourcesOf } from '../../terraform/values.js';
import type { IsOwn } from '../firewall.js';
import { heirsOf, isPolicy, isPolicyAt } from './attached-policy.js';
import type { AzureFirewallOptions } from './options.js';
import { groupsIn, policiesIn } from './policies.js';

const POLICY = 'firewall_policy_id';
const CLASSIC = ['nat', 'network', 'application'].map((section) => `azurerm_firewall_${section}_rule_collection`);
const FIREWALL = 'azure_firewall_name';

/** Do the rules stand in the policy that the site names or makes, and their IP Groups where it says? */
export function attached(config: TerraformConfig, options: AzureFirewallOptions, isOwn: IsOwn): Placement {
  const groups = groupsIn(config).filter(isOwn);
  const firewalls = resourcesOf(config, 'azurerm_firewall').filter(isOwn);
  return joinPlacements([
    ...alike(groups, POLICY).map((says) => inPolicy(config, says(POLICY), options)),
    classic(CLASSIC.flatMap((type) => resourcesOf(config, type)).filter(isOwn), groups.length > 0),
    inPlace(ipGroupsOf(config, groups), options.makeIpGroup),
    unused(firewalls, (said) => isPolicyAt(config, said, options)),
  ]);
}

/** Rules of a policy are also those of the policies that inherit from it. */
function inPolicy(config: TerraformConfig, said: Said, options: AzureFirewallOptions): Placement {
  const inherited = heirsOf(said.value, policiesIn(config)).some((heir) => isPolicy(heir, options).misplaced.length === 0);
  return inherited ? RIGHT : isPolicyAt(config, said, options);
}

/** Rules of a firewall itself stand in no policy. No option names such a firewall: alone they are taken for the site's. */
function classic(collections: readonly Resource[], besidePolicy: boolean): Placement {
  const each = alike(collections, FIREWALL).map((says) => says(FIREWALL));
  if (!besidePolicy) return joinPlacements(each.map(({ where, value }) => note(`${where}: rules of ${describeValue(value)} itself stand in no policy, and are taken for those of the site's`)));
  return joinPlacements(each.map(({ where, value }) => misplaced(where, "rules in the site's policy alone", `some of ${describeValue(value)} itself`)));
}

function inPlace(groups: readonly Resource[], place: AzureFirewallOptions['makeIpGroup']): Placement {
  if (place === undefined) return RIGHT;
  const each = alike(groups, 'resource_group_name', 'location');
  return joinPlacements(each.flatMap((says) => [held(says('resource_group_name'), place.resourceGroupName, anyCase), held(says('location'), place.location, region)]));
}

/** The IP Groups of this configuration that the rules name. */
function ipGroupsOf(config: TerraformConfig, groups: readonly Resource[]): readonly Resource[] {
  const collections = groups.flatMap(({ values }) => ['application_rule_collection', 'network_rule_collection'].flatMap((section) => blocksOf(values[section])));
  const rules = collections.flatMap((collection) => blocksOf(collection['rule']));
  const named = rules.flatMap((rule) => ['source_ip_groups', 'destination_ip_groups'].flatMap((side) => listOf(rule[side])));
  const known = resourcesOf(config, 'azurerm_ip_group');
  return [...new Set(named.flatMap((value) => sureOwner(value, known) ?? []))];
}

/** No option says which firewall has the policy: that those here have another is worth a word, and no more. */
function unused(firewalls: readonly Resource[], isSites: (said: Said) => Placement): Placement {
  const said = alike(firewalls.filter(({ values }) => (values[POLICY] ?? '') !== ''), POLICY).map((says) => says(POLICY));
  if (said.some((each) => isSites(each).misplaced.length === 0)) return RIGHT;
  return joinPlacements(said.map(({ where, value }) => note(`${where} is ${describeValue(value)}: unless that inherits from the site's policy, its rules are not those of this firewall`)));
}
