/** Reads security groups and prefix lists back over EC2's query API: a form goes in, XML comes out. */
import { XMLParser } from 'fast-xml-parser';

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
}

export interface SecurityGroupRule {
  readonly id: string;
  readonly groupId: string;
  readonly egress: boolean;
  /** As AWS spells it: "tcp", "udp", "-1" for all. */
  readonly protocol: string;
  /** Undefined where AWS gives none or -1: all ports. */
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  readonly cidrIpv4: string | undefined;
  readonly cidrIpv6: string | undefined;
  readonly prefixListId: string | undefined;
  readonly referencedGroupId: string | undefined;
  readonly description: string | undefined;
}

export interface PrefixList {
  readonly id: string;
  readonly name: string;
  readonly addressFamily: string;
  readonly maxEntries: number;
  readonly version: number;
}

export interface PrefixListEntry {
  readonly cidr: string;
  readonly description: string | undefined;
}

export interface Ec2Client {
  defaultVpcId(): Promise<string>;
  /** All groups but the "default" ones that every VPC has. */
  securityGroups(): Promise<readonly SecurityGroup[]>;
  /** The rules of one group, or of all groups that `securityGroups` gives. */
  securityGroupRules(groupId?: string): Promise<readonly SecurityGroupRule[]>;
  /** The account's own lists, not those that AWS manages. */
  prefixLists(): Promise<readonly PrefixList[]>;
  prefixListEntries(prefixListId: string): Promise<readonly PrefixListEntry[]>;
}

/** A client for an EC2 endpoint that does not check signatures. */
export function ec2Client(url: string, region: string): Ec2Client {
  const call = (action: string, parameters: Parameters = {}): Promise<readonly Item[]> => allPages(url, region, action, parameters);
  const groups = async (): Promise<readonly SecurityGroup[]> =>
    (await call('DescribeSecurityGroups')).map(toGroup).filter((group) => group.name !== 'default');
  return {
    defaultVpcId: async () => text((await call('DescribeVpcs', filter('is-default', 'true')))[0] ?? {}, 'vpcId'),
    securityGroups: groups,
    securityGroupRules: async (groupId) => {
      const ids = groupId === undefined ? (await groups()).map((group) => group.id) : [groupId];
      return (await call('DescribeSecurityGroupRules')).map(toRule).filter((rule) => ids.includes(rule.groupId));
    },
    prefixLists: async () => (await call('DescribeManagedPrefixLists')).filter((item) => text(item, 'ownerId') !== 'AWS' && !text(item, 'prefixListName').startsWith('com.amazonaws')).map(toPrefixList),
    prefixListEntries: async (PrefixListId) => (await call('GetManagedPrefixListEntries', { PrefixListId })).map(toEntry),
  };
}

type Parameters = Readonly<Record<string, string>>;
type Item = Readonly<Record<string, unknown>>;

const parser = new XMLParser({ isArray: (name) => name === 'item', parseTagValue: false });

function filter(name: string, value: string): Parameters {
  return { 'Filter.1.Name': name, 'Filter.1.Value.1': value };
}

async function allPages(url: string, region: string, action: string, parameters: Parameters): Promise<readonly Item[]> {
  const items: Item[] = [];
  let next: string | undefined;
  do {
    const page = await onePage(url, region, { Action: action, ...parameters, ...(next === undefined ? {} : { NextToken: next }) });
    items.push(...itemsOf(page));
    next = optional(page, 'nextToken');
  } while (next !== undefined);
  return items;
}

async function onePage(url: string, region: string, parameters: Parameters): Promise<Item> {
  const body = new URLSearchParams({ Version: '2016-11-15', ...parameters });
  // The endpoint takes the service and region from the signature's scope, and does not check the signature.
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/ec2/aws4_request, SignedHeaders=host, Signature=0`;
  const response = await fetch(url, { method: 'POST', body, headers: { authorization } });
  const document = parser.parse(await response.text()) as Item;
  const answer = document[`${parameters['Action']}Response`];
  if (!response.ok || answer === undefined) throw new Error(`${parameters['Action']}: ${JSON.stringify(document)}`);
  return answer as Item;
}

/** Each answer has one list of items, under a name that depends on the action. */
function itemsOf(page: Item): readonly Item[] {
  const lists = Object.values(page).map((value) => (value as { item?: readonly Item[] } | undefined)?.item);
  return lists.find((list) => list !== undefined) ?? [];
}

function toGroup(item: Item): SecurityGroup {
  return { id: text(item, 'groupId'), name: text(item, 'groupName'), description: text(item, 'groupDescription'), vpcId: text(item, 'vpcId') };
}

function toRule(item: Item): SecurityGroupRule {
  return {
    id: text(item, 'securityGroupRuleId'), groupId: text(item, 'groupId'), egress: text(item, 'isEgress') === 'true', protocol: text(item, 'ipProtocol'),
    fromPort: port(item, 'fromPort'), toPort: port(item, 'toPort'), cidrIpv4: optional(item, 'cidrIpv4'), cidrIpv6: optional(item, 'cidrIpv6'),
    prefixListId: optional(item, 'prefixListId'), description: optional(item, 'description'),
    referencedGroupId: optional((item['referencedGroupInfo'] ?? {}) as Item, 'groupId'),
  };
}

function toPrefixList(item: Item): PrefixList {
  return {
    id: text(item, 'prefixListId'), name: text(item, 'prefixListName'), addressFamily: text(item, 'addressFamily'),
    maxEntries: Number(text(item, 'maxEntries')), version: Number(text(item, 'version')),
  };
}

function toEntry(item: Item): PrefixListEntry {
  return { cidr: text(item, 'cidr'), description: optional(item, 'description') };
}

function port(item: Item, name: string): number | undefined {
  const value = optional(item, name);
  return value === undefined || value === '-1' ? undefined : Number(value);
}

function text(item: Item, name: string): string {
  const value = optional(item, name);
  if (value === undefined) throw new Error(`EC2 answer: expected ${name} in ${JSON.stringify(item)}`);
  return value;
}

function optional(item: Item, name: string): string | undefined {
  const value = item[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
