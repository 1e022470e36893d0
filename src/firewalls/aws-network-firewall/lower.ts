import type { Lowering, Widening } from '../firewall.js';
import { type Flow, compareFlows } from '../../model/flow.js';
import { type NamedFlow, sortFlows } from './cannot.js';
import { type PlacedRule, type UnsizedGroup, listGroups, ruleGroups, sizeGroups } from './group.js';
import { isListable, listWidenings, pathWidening, targetsOf } from './lower-domain-list.js';
import { type DraftRule, handshakeRules, suricataRules } from './lower-suricata.js';
import { notesOf } from './notes.js';
import type { Context } from './options.js';
import { overflow } from './overflow.js';
import { firewallOf, logsOf, policyOf } from './policy.js';
import type { IpSet, NetworkFirewallRules } from './rules.js';
import { withSids } from './sid.js';
import { homeNet } from './sources.js';
import { bodyText, originsMessage, ruleText } from './suricata-text.js';

/** Everything one site needs in Network Firewall. In strict order and with passes only, their order says nothing. */
export function lower(given: readonly Flow[], context: Context): Lowering<NetworkFirewallRules> {
  const { site, sources, options } = context;
  const flows = [...given].sort(compareFlows);
  const sorted = sortFlows(flows);
  const lists = options.mode === 'domain-list' ? domainLists(sorted.named, context) : { groups: [], widenings: [], listed: [] };
  const rest = sorted.named.filter((flow) => !lists.listed.includes(flow));
  const drafts = [
    ...suricataRules(rest, sorted.addressed, sources),
    ...(options.defaultAction === 'aws:drop_strict' ? handshakeRules(sorted.named, sources) : []),
  ];
  const unsized = [...lists.groups, ...ruleGroups(placeRules(drafts, site))];
  const groups = sizeGroups(unsized, site, options.firstPriority, options.capacityHeadroom, options.limits?.capacityPerPolicy);
  const firewall = firewallOf(context);
  return {
    rules: Object.freeze({
      groups,
      logs: logsOf(context),
      ...(options.existingPolicyArn === undefined ? { policy: policyOf(context) } : {}),
      ...(firewall === undefined ? {} : { firewall }),
    }),
    widenings: [...lists.widenings, ...sorted.named.flatMap(pathWidening)],
    unsupported: [...sorted.unsupported, ...overflow(groups, flows, options.limits?.capacityPerPolicy)],
    notes: notesOf(context, sorted, lists.listed.length),
  };
}

/** With its SID each rule is what it will be, wherever it goes. In the order of what they say. */
function placeRules(drafts: readonly DraftRule[], site: string): readonly PlacedRule[] {
  const keyed = drafts.map((draft) => ({ ...draft, key: bodyText(draft.body) }));
  const numbered = withSids(site, keyed, ({ key }) => key).map(({ item: { key, body, origins, remark, ipSets }, sid }) => ({
    key,
    sid,
    text: ruleText(body, `${originsMessage(origins)}${remark}`, sid),
    origins,
    ipSets,
  }));
  return numbered.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** AWS writes the rules of a list from $HOME_NET to $EXTERNAL_NET. A group that sets one has to set both. */
const ANYWHERE: IpSet = { name: 'EXTERNAL_NET', definition: ['0.0.0.0/0', '::/0'] };

interface Lists {
  readonly groups: readonly UnsizedGroup[];
  readonly widenings: readonly Widening[];
  readonly listed: readonly NamedFlow[];
}

function domainLists(named: readonly NamedFlow[], { sources }: Context): Lists {
  const listed = named.filter((flow) => isListable(flow, sources));
  const tls = listed.filter(({ application }) => application === 'tls');
  const http = listed.filter(({ application }) => application === 'http');
  const ipSets = [ANYWHERE, homeNet(sources)];
  return {
    groups: [...listGroups('tls-names', 'TLS_SNI', targetsOf(tls), ipSets), ...listGroups('http-names', 'HTTP_HOST', targetsOf(http), ipSets)],
    widenings: [...listWidenings(tls), ...listWidenings(http)],
    listed,
  };
}
