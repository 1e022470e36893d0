import type { Problem } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import type { Use } from '../firewall.js';
import { groupName } from './names.js';
import type { AzureFirewallOptions } from './options.js';
import { isSamePoint, stemOf } from '../../terraform/point-names.js';
import { policyName } from './policies.js';

type AzureUse = Use<AzureFirewallOptions>;

/** What has to hold between the options of a site, and between sites that share a policy. */
export function check(uses: readonly AzureUse[]): readonly Problem[] {
  return [...uses.flatMap(problemsOfUse), ...clashes(uses)];
}

/** The policy that the rules go into, by the end of its id: what makes one does not know its subscription. */
export const comparedBy = (options: AzureFirewallOptions): readonly string[] => sharedBy(options).map(stemOf);

/** The policy that a site names or makes, as others may name it. */
export function sharedBy({ firewallPolicyId, makePolicy }: AzureFirewallOptions): readonly string[] {
  const made = makePolicy === undefined ? [] : [policyName(makePolicy.resourceGroupName, makePolicy.name)];
  return firewallPolicyId === undefined ? made : [firewallPolicyId];
}

const placeOf = ({ site }: AzureUse, option: string): string => `sites.${site}.azure-firewall${option === '' ? '' : `.${option}`}`;

/** What is asked, what stands there, and whether that is a fault. */
type Demand = readonly [fault: boolean, option: string, expected: string, got: string];

function problemsOfUse(use: AzureUse): readonly Problem[] {
  const demands = [...policyDemands(use.options), ...skuDemands(use.options), ...certificateDemands(use.options)];
  return demands.flatMap(([fault, option, expected, got]) => (fault ? [{ where: placeOf(use, option), expected, got }] : []));
}

const policyDemands = ({ firewallPolicyId, makePolicy }: AzureFirewallOptions): readonly Demand[] => [
  [firewallPolicyId === undefined && makePolicy === undefined, '', 'firewallPolicyId or makePolicy', 'neither'],
  [firewallPolicyId !== undefined && makePolicy !== undefined, '', 'firewallPolicyId or makePolicy', 'both'],
];

const skuDemands = ({ sku, dnsProxy, tlsInspection }: AzureFirewallOptions): readonly Demand[] => [
  [dnsProxy && sku === 'Basic', 'dnsProxy', 'false with sku Basic, which has no DNS proxy', 'true'],
  [tlsInspection && sku !== 'Premium', 'tlsInspection', `false with sku ${sku}, because only Premium looks into TLS`, 'true'],
];

function certificateDemands({ tlsInspection, makePolicy }: AzureFirewallOptions): readonly Demand[] {
  if (makePolicy === undefined) return [];
  const has = makePolicy.tlsCertificate !== undefined;
  return [
    [tlsInspection && !has, 'makePolicy.tlsCertificate', 'the certificate that TLS inspection signs with', 'nothing'],
    [!tlsInspection && has, 'tlsInspection', 'true beside makePolicy.tlsCertificate', 'false'],
  ];
}

/** One rule collection group as it will stand in a policy. */
interface Placed {
  readonly use: AzureUse;
  readonly vendor: string;
  readonly priority: number;
  readonly name: string;
}

function clashes(uses: readonly AzureUse[]): readonly Problem[] {
  return policiesOf(uses).flatMap((sharers) => {
    const groups = sharers.flatMap((use) => use.vendors.map(({ id, priority }) => ({ use, vendor: id, priority, name: groupName(use.site, id).toLowerCase() })));
    return [
      ...madeTwice(sharers),
      ...disagreeing(sharers),
      ...same(groups, ({ priority }) => String(priority), (placed) => `a priority of its own in the policy, not ${placed.priority}`),
      ...same(groups, ({ name }) => name, (placed) => `a rule collection group name of its own in the policy, not ${placed.name}`),
    ];
  });
}

/** The uses of each policy; one that is made is also that of an id which ends as its own will. */
function policiesOf(uses: readonly AzureUse[]): readonly (readonly AzureUse[])[] {
  const nameOf = ({ options }: AzureUse): string => sharedBy(options)[0] ?? '';
  const names = [...new Set(uses.map((use) => nameOf(use).toLowerCase()).filter((name) => name !== ''))];
  const whole = names.filter((name) => !names.some((other) => other !== name && isSamePoint(other, name) && other.endsWith(name)));
  return whole.map((name) => uses.filter((use) => isSamePoint(nameOf(use), name)));
}

function madeTwice(sharers: readonly AzureUse[]): readonly Problem[] {
  const [first, ...others] = sharers.filter(({ options }) => options.makePolicy !== undefined);
  if (first === undefined) return [];
  return others.map((use) => ({ where: placeOf(use, 'makePolicy'), expected: `firewallPolicyId of the policy that ${first.site} makes`, got: `${use.options.makePolicy?.name ?? ''} made again` }));
}

/** A policy has one SKU, whoever writes to it. */
function disagreeing([first, ...others]: readonly AzureUse[]): readonly Problem[] {
  const stranger = others.filter(({ options }) => options.sku !== first?.options.sku);
  return stranger.map((use) => ({ where: placeOf(use, 'sku'), expected: `${first?.options.sku ?? ''} as ${first?.site ?? ''} says of the same policy`, got: use.options.sku }));
}

function same(groups: readonly Placed[], keyOf: (placed: Placed) => string, expected: (placed: Placed) => string): readonly Problem[] {
  return groupBy(groups, keyOf).flatMap(([first, ...others]) =>
    others.map((placed) => ({
      where: placeOf(placed.use, `${placed.priority}.${placed.vendor}`),
      expected: expected(placed),
      got: `that of ${first.vendor} of ${first.use.site}`,
    })),
  );
}
