import { Construct } from 'constructs';
import { Ec2ManagedPrefixList } from '@cdktf/provider-aws/lib/ec2-managed-prefix-list/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import type { BuildInput } from '../firewall.js';
import { escapeTemplate } from '../../terraform/escape.js';
import { groupName } from './notes.js';
import type { AwsSecurityGroupOptions } from './options.js';
import type { Peer, PrefixList, SecurityGroupRule, SecurityGroupRules } from './rules.js';

type Input = BuildInput<SecurityGroupRules, AwsSecurityGroupOptions>;

/**
 * The rules as resources of their own, never inline: the provider overwrites one kind with the other. A new list stands
 * before the rules leave the old one, and a new group before the old one goes, because neither can go while in use.
 */
export class SecurityGroupResources extends Construct {
  /** To attach to instances and interfaces. */
  readonly securityGroupId: string;
  private readonly listIds = new Map<string, string>();

  constructor(scope: Construct, id: string, { site, options, units }: Input) {
    super(scope, id);
    this.securityGroupId = options.securityGroupId ?? this.makeGroup(site, options).id;
    units.flatMap(({ rules }) => rules).forEach((rule) => this.makeRule(rule));
  }

  /**
   * Terraform removes the rule that permits all egress from a group it makes. `revoke_rules_on_delete` stays off: it
   * serves groups whose rules name each other, and ours name none. The description never changes, because AWS would
   * need a new group of the same name for it.
   */
  private makeGroup(site: string, { vpcId }: AwsSecurityGroupOptions): SecurityGroup {
    return new SecurityGroup(this, 'group', {
      name: groupName(site),
      description: `Vendor egress of ${site}`,
      ...(vpcId === undefined ? {} : { vpcId }), // given, or check would have refused the site
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private makeRule({ id, direction, protocol, from, to, peer, description }: SecurityGroupRule): void {
    const Rule = direction === 'egress' ? VpcSecurityGroupEgressRule : VpcSecurityGroupIngressRule;
    new Rule(this, id, {
      securityGroupId: this.securityGroupId,
      ipProtocol: protocol,
      fromPort: from,
      toPort: to,
      ...this.peerFields(peer),
      description: escapeTemplate(description),
    });
  }

  private peerFields(peer: Peer): { readonly cidrIpv4: string } | { readonly cidrIpv6: string } | { readonly prefixListId: string } {
    if (peer.kind === 'prefix-list') return { prefixListId: this.listIds.get(peer.list.id) ?? this.makeList(peer.list) };
    return peer.family === 4 ? { cidrIpv4: peer.cidr } : { cidrIpv6: peer.cidr };
  }

  private makeList({ id, name, family, maxEntries, cidrs, description }: PrefixList): string {
    const list = new Ec2ManagedPrefixList(this, id, {
      name,
      addressFamily: `IPv${family}`,
      maxEntries,
      entry: cidrs.map((cidr) => ({ cidr, description: escapeTemplate(description) })),
      lifecycle: { createBeforeDestroy: true },
    });
    this.listIds.set(id, list.id);
    return list.id;
  }
}
