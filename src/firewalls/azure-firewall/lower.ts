import { type Flow, compareFlows } from '../../model/flow.js';
import type { Lowering, Unsupported, Widening } from '../firewall.js';
import { type Context } from './addresses.js';
import { fqdnRules, urlRules } from './application-rules.js';
import { type Draft, byName } from './draft.js';
import { collectionPriority } from './limits.js';
import { fitted, groupName } from './names.js';
import { addressRules, nameRules } from './network-rules.js';
import { type Judged, notesOn } from './notes.js';
import { type NonEmpty, isNonEmpty, mapped } from './non-empty.js';
import type { AzureFirewallRules, IpGroup, RuleCollection } from './rules.js';
import { type Way, pathOf, wayOf, whyPathIsLost } from './way.js';

/** Why Azure Firewall cannot say this flow at all. */
export function cannot(flow: Flow, { options }: Context): string | undefined {
  const way = wayOf(flow, options);
  return way.by === 'none' ? way.why : undefined;
}

/** The flows of one vendor as a rule collection group. */
export function lower(flows: readonly Flow[], context: Context): Lowering<AzureFirewallRules> {
  const judged = [...flows].sort(compareFlows).map((flow) => ({ flow, way: wayOf(flow, context.options) }));
  const rules = groupOf(judged, context);
  return {
    rules,
    widenings: judged.flatMap((each) => lostPath(each, context)),
    unsupported: judged.flatMap(({ flow, way }): readonly Unsupported[] => (way.by === 'none' ? [{ flow, why: way.why }] : [])),
    notes: notesOn(judged, rules, context),
  };
}

function groupOf(judged: readonly Judged[], context: Context): AzureFirewallRules {
  if (context.vendor === undefined) throw new Error('azure-firewall: expected one vendor at a time, got a whole site');
  const { id, priority } = context.vendor;
  const by = (kind: Way['by']): readonly Flow[] => judged.filter(({ way }) => way.by === kind).map(({ flow }) => flow);
  const network = byName([...addressRules(by('address'), context), ...nameRules(by('resolved-name'), context)]);
  // Names first: a rule that opens TLS must not come before one whose page forbids it.
  const application = [...byName(fqdnRules(by('fqdn'), context)), ...byName(urlRules(by('url'), context))];
  return {
    name: groupName(context.site, id),
    priority,
    ...(isNonEmpty(network) ? { network: collectionOf('network', id, network) } : {}),
    ...(isNonEmpty(application) ? { application: collectionOf('application', id, application) } : {}),
    ipGroups: distinct([...network, ...application].flatMap(({ made }) => made)),
  };
}

function collectionOf<R>(kind: 'network' | 'application', vendor: string, drafts: NonEmpty<Draft<R>>): RuleCollection<R> {
  return { name: fitted(`${vendor}-${kind}`), priority: collectionPriority[kind], rules: mapped(drafts, ({ rule }) => rule) };
}

const distinct = (groups: readonly IpGroup[]): readonly IpGroup[] =>
  [...new Map(groups.map((group) => [group.name, group])).values()].sort((a, b) => (a.name < b.name ? -1 : 1));

function lostPath({ flow, way }: Judged, { options }: Context): readonly Widening[] {
  if (way.by !== 'fqdn' || pathOf(flow) === undefined) return [];
  const { path: _path, ...host } = flow;
  return [{ lost: 'path', flow, permits: [Object.freeze(host)], why: whyPathIsLost(flow, options) }];
}
