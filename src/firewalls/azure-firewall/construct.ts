import { FirewallPolicy, type FirewallPolicyConfig } from '@cdktf/provider-azurerm/lib/firewall-policy/index.js';
import {
  FirewallPolicyRuleCollectionGroup,
  type FirewallPolicyRuleCollectionGroupApplicationRuleCollectionRule as ApplicationRuleConfig,
  type FirewallPolicyRuleCollectionGroupNetworkRuleCollectionRule as NetworkRuleConfig,
} from '@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group/index.js';
import { IpGroup } from '@cdktf/provider-azurerm/lib/ip-group/index.js';
import { Construct } from 'constructs';
import { escapeTemplate } from '../../terraform/escape.js';
import type { BuildInput } from '../firewall.js';
import { patience } from './limits.js';
import type { AzureFirewallOptions } from './options.js';
import type { Addresses, ApplicationRule, ApplicationTarget, AzureFirewallRules, NetworkRule, RuleCollection } from './rules.js';

type GroupIds = ReadonlyMap<string, string>;

const timeouts = { create: patience, update: patience, delete: patience };

/** Rules as resources: the policy when it is made here, IP Groups, and one rule collection group for each vendor. */
export function build(scope: Construct, id: string, { options, units }: BuildInput<AzureFirewallRules, AzureFirewallOptions>): Construct {
  const point = new Construct(scope, id);
  const firewallPolicyId = policyId(point, options);
  const ids = ipGroupIds(point, units.map(({ rules }) => rules));
  units.forEach(({ vendor, rules }) => {
    new FirewallPolicyRuleCollectionGroup(point, groupId(point, vendor), {
      name: rules.name,
      firewallPolicyId,
      priority: rules.priority,
      ...(rules.network === undefined ? {} : { networkRuleCollection: [collection(rules.network, (rule) => networkRule(rule, ids))] }),
      ...(rules.application === undefined ? {} : { applicationRuleCollection: [collection(rules.application, (rule) => applicationRule(rule, ids))] }),
      timeouts,
    });
  });
  return point;
}

/** A vendor may be named `policy`, which is taken where one is made, or `constructor`; no vendor has an underscore. */
const groupId = (scope: Construct, vendor: string): string => (scope.node.tryFindChild(vendor) === undefined ? vendor : `${vendor}_`);

function policyId(scope: Construct, options: AzureFirewallOptions): string {
  if (options.firewallPolicyId !== undefined) return options.firewallPolicyId;
  if (options.makePolicy === undefined) throw new Error('azure-firewall: expected firewallPolicyId or makePolicy, got neither');
  const { name, resourceGroupName, location } = options.makePolicy;
  return new FirewallPolicy(scope, 'policy', { name, resourceGroupName, location, sku: options.sku, ...dns(options), ...inspection(options) }).id;
}

/** Basic has no DNS settings; a policy with a parent does not inherit them for sure, so they are always said. */
const dns = ({ sku, dnsProxy }: AzureFirewallOptions): Pick<FirewallPolicyConfig, 'dns'> => (sku === 'Basic' ? {} : { dns: { proxyEnabled: dnsProxy } });

function inspection({ makePolicy }: AzureFirewallOptions): Pick<FirewallPolicyConfig, 'identity' | 'tlsCertificate'> {
  if (makePolicy?.tlsCertificate === undefined) return {};
  const { name, keyVaultSecretId, identityId } = makePolicy.tlsCertificate;
  return { identity: { type: 'UserAssigned', identityIds: [identityId] }, tlsCertificate: { name, keyVaultSecretId } };
}

/** Created before they are replaced, so that rules let go of a group before it is destroyed: Azure refuses the other order. */
function ipGroupIds(scope: Construct, rules: readonly AzureFirewallRules[]): GroupIds {
  const groups = new Map(rules.flatMap(({ ipGroups }) => ipGroups.map((group) => [group.name, group] as const)));
  const made = [...groups.values()].map(({ name, resourceGroupName, location, cidrs }) => {
    const group = new IpGroup(scope, `ip-group-${name}`, { name, resourceGroupName, location, cidrs: [...cidrs], lifecycle: { createBeforeDestroy: true }, timeouts });
    return [name, group.id] as const;
  });
  return new Map(made);
}

function collection<R, C>({ name, priority, rules }: RuleCollection<R>, config: (rule: R) => C): { name: string; priority: number; action: string; rule: C[] } {
  return { name, priority, action: 'Allow', rule: rules.map(config) };
}

function applicationRule(rule: ApplicationRule, ids: GroupIds): ApplicationRuleConfig {
  return {
    name: rule.name,
    description: escapeTemplate(rule.description),
    ...side('source', rule.sources, ids),
    protocols: [...rule.protocols],
    ...target(rule.to),
  };
}

function target(to: ApplicationTarget): Pick<ApplicationRuleConfig, 'destinationFqdns' | 'destinationUrls' | 'terminateTls'> {
  if (to.kind === 'fqdns') return { destinationFqdns: [...to.fqdns] };
  return { destinationUrls: to.urls.map(escapeTemplate), ...(to.terminateTls ? { terminateTls: true } : {}) };
}

function networkRule(rule: NetworkRule, ids: GroupIds): NetworkRuleConfig {
  return {
    name: rule.name,
    description: escapeTemplate(rule.description),
    ...side('source', rule.sources, ids),
    protocols: [rule.protocol],
    destinationPorts: [...rule.ports],
    ...(rule.to.kind === 'fqdns' ? { destinationFqdns: [...rule.to.fqdns] } : side('destination', rule.to, ids)),
  };
}

/** Addresses or IP Groups, never both. */
function side<S extends 'source' | 'destination'>(of: S, to: Addresses, ids: GroupIds): { [key in `${S}Addresses` | `${S}IpGroups`]?: string[] } {
  const said = to.kind === 'addresses' ? { [`${of}Addresses`]: [...to.addresses] } : { [`${of}IpGroups`]: idsOf(to, ids) };
  return said as { [key in `${S}Addresses` | `${S}IpGroups`]?: string[] };
}

const idsOf = (to: Exclude<Addresses, { kind: 'addresses' }>, ids: GroupIds): string[] => (to.kind === 'existing-groups' ? [...to.ids] : to.names.map((name) => idOf(name, ids)));

function idOf(name: string, ids: GroupIds): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`azure-firewall: expected an IP Group named ${name}, got none`);
  return id;
}
