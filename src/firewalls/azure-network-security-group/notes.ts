import type { LoweringContext } from '../firewall.js';
import { formatCidr } from '../../model/cidr.js';
import type { Direction } from '../../model/protocol.js';
import { addressesPerSide, allowPriorities, denyPriority, internalPriorities, priorities, rulesPerGroup } from './limits.js';
import type { AzureNetworkSecurityGroupOptions } from './options.js';
import { DIRECTIONS, type SecurityRules } from './rules.js';

/** Name of the group that is made for a site. */
export const groupName = (site: string): string => `nsg-vendor-egress-${site}`;

/** What the operator has to know or do. */
export function notesOf(rules: SecurityRules, decided: readonly Direction[], { site, options }: LoweringContext<AzureNetworkSecurityGroupOptions>): readonly string[] {
  const group = options.networkSecurityGroupName ?? groupName(site);
  return [...decided.map((direction) => restNote(direction, rules, options)), ...undecidedNote(decided), ...placeNote(options), ...quotaNotes(rules)].map((note) => `${group}: ${note}`);
}

function restNote(direction: Direction, rules: SecurityRules, { denyOthers, internalNetworks }: AzureNetworkSecurityGroupOptions): string {
  const way = DIRECTIONS[direction].toLowerCase();
  if (!denyOthers) return `nothing else ${way} is denied here (denyOthers is off): unless the group has a deny of its own, Azure's default rules permit ${permittedByDefault(direction)}`;
  const rest = isAskedFor(direction, rules) ? `everything else ${way}` : `no vendor asks for anything ${way}: all of it`;
  const inside = internalNetworks === undefined ? `${INSIDE[direction]} (name what has to stay in internalNetworks)` : `but for ${internalNetworks.map(formatCidr).join(', ')}`;
  return `${rest} is denied at ${denyPriority}, ${inside}${direction === 'ingress' ? '; so are the health probes of Azure Load Balancer' : ''}`;
}

const INSIDE: Readonly<Record<Direction, string>> = { egress: "the virtual network's own included, its DNS servers too", ingress: "the virtual network's own included" };

const isAskedFor = (direction: Direction, rules: SecurityRules): boolean => rules.some((rule) => rule.direction === DIRECTIONS[direction] && rule.priority <= allowPriorities.to);

const permittedByDefault = (direction: Direction): string => (direction === 'egress' ? 'the virtual network and the internet' : 'the virtual network');

/** In an existing group a direction without rules is not this site's to decide. */
function undecidedNote(decided: readonly Direction[]): readonly string[] {
  const others = (['egress', 'ingress'] as const).filter((direction) => !decided.includes(direction));
  return others.map((direction) => `no vendor asks for anything ${DIRECTIONS[direction].toLowerCase()}; that direction is left to Azure's default rules, which permit ${permittedByDefault(direction)}`);
}

function placeNote({ networkSecurityGroupName }: AzureNetworkSecurityGroupOptions): readonly string[] {
  const { from, to } = allowPriorities;
  const own = `${priorities.from.value} to ${from - 1} are left for rules of your own`;
  if (networkSecurityGroupName === undefined) return [`priorities ${own}, which have to stand beside these in Terraform: inline rules and standalone rules overwrite each other`];
  return [`its own rules may not use the priorities ${from} to ${to}, ${internalPriorities[4]}, ${internalPriorities[6]} and ${denyPriority}; ${own}, and decide before these do`];
}

function quotaNotes(rules: SecurityRules): readonly string[] {
  const sum = (count: (rule: SecurityRules[number]) => number): number => rules.reduce((total, rule) => total + count(rule), 0);
  const used: readonly (readonly [string, number, number])[] = [
    ['rules', rules.length, rulesPerGroup.value],
    ['source addresses', sum(({ sources }) => sources.length), addressesPerSide.value],
    ['destination addresses', sum(({ destinations }) => destinations.length), addressesPerSide.value],
  ];
  return used.filter(([, count, limit]) => count > limit).map(([what, count, limit]) => `${count} ${what}, where Azure allows ${limit}`);
}
