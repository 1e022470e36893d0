import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { NetworkInterfaceSecurityGroupAssociation } from '@cdktf/provider-azurerm/lib/network-interface-security-group-association/index.js';
import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group/index.js';
import { NetworkSecurityRule, type NetworkSecurityRuleConfig } from '@cdktf/provider-azurerm/lib/network-security-rule/index.js';
import { SubnetNetworkSecurityGroupAssociation } from '@cdktf/provider-azurerm/lib/subnet-network-security-group-association/index.js';
import { contentHash } from '../../model/content-name.js';
import { escapeTemplate } from '../../terraform/escape.js';
import type { BuildInput } from '../firewall.js';
import { groupName } from './notes.js';
import type { AzureNetworkSecurityGroupOptions } from './options.js';
import type { OneOrMore, SecurityRule, SecurityRules } from './rules.js';

type Input = BuildInput<SecurityRules, AzureNetworkSecurityGroupOptions>;

/**
 * A group that is made here carries its rules inline: one atomic write, in which priorities may be exchanged. In a
 * group that exists each rule is a resource of its own, because inline rules would remove the rules of others.
 */
export class NetworkSecurityGroupResources extends Construct {
  constructor(scope: Construct, id: string, { site, options, units }: Input) {
    super(scope, id);
    const { resourceGroupName, location, networkSecurityGroupName } = options;
    const rules = units.flatMap((unit) => unit.rules);
    if (networkSecurityGroupName !== undefined) {
      rules.forEach((rule) => new NetworkSecurityRule(this, rule.name, { ...fieldsOf(rule), resourceGroupName, networkSecurityGroupName }));
    } else if (location !== undefined) {
      // Always written: left out, Terraform would keep rules that are no longer wanted.
      const group = new NetworkSecurityGroup(this, 'group', { name: groupName(site), location, resourceGroupName, securityRule: rules.map(fieldsOf) });
      this.attach(group.id, options);
    }
  }

  private attach(networkSecurityGroupId: string, { subnetIds = [], networkInterfaceIds = [] }: AzureNetworkSecurityGroupOptions): void {
    subnetIds.forEach((subnetId) => new SubnetNetworkSecurityGroupAssociation(this, this.idFor('subnet', subnetId), { subnetId, networkSecurityGroupId }));
    networkInterfaceIds.forEach((networkInterfaceId) =>
      new NetworkInterfaceSecurityGroupAssociation(this, this.idFor('interface', networkInterfaceId), { networkInterfaceId, networkSecurityGroupId }),
    );
  }

  /** A token is resolved first: its text counts tokens, what it stands for does not. */
  private idFor(word: string, id: string): string {
    const resolver = new DefaultTokenResolver(new StringConcat());
    return `${word}-${contentHash(String(Tokenization.resolve(id, { scope: this, preparing: false, resolver })))}`;
  }
}

type Fields = Omit<NetworkSecurityRuleConfig, 'resourceGroupName' | 'networkSecurityGroupName'>;

function fieldsOf({ name, priority, direction, access, protocol, sources, destinations, ports, description }: SecurityRule): Fields {
  return {
    name,
    priority,
    direction,
    access,
    protocol,
    sourcePortRange: '*',
    ...(isOne(ports) ? { destinationPortRange: ports[0] } : { destinationPortRanges: [...ports] }),
    ...(isOne(sources) ? { sourceAddressPrefix: sources[0] } : { sourceAddressPrefixes: [...sources] }),
    ...(isOne(destinations) ? { destinationAddressPrefix: destinations[0] } : { destinationAddressPrefixes: [...destinations] }),
    description: escapeTemplate(description),
  };
}

/** `*` is only taken by the fields for one, and the fields for one and for several exclude each other. */
const isOne = (texts: OneOrMore): boolean => texts.length === 1;
