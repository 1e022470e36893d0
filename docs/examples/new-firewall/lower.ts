import type { LoweringContext, Lowering, Unsupported, Widening } from '../../../src/firewalls/firewall.js';
import { formatCidr } from '../../../src/model/cidr.js';
import { formatDestination } from '../../../src/model/destination.js';
import { type Flow, formatOrigins } from '../../../src/model/flow.js';
import { formatPorts } from '../../../src/model/port-range.js';
import type { PlainwallRule } from './rules.js';

/** What Plainwall has no words for. The site asks before it lowers, to settle media. */
export function cannot(flow: Flow): string | undefined {
  if (flow.direction === 'ingress') return 'it only sees traffic on its way out';
  if (flow.destination.kind === 'cidr') return undefined;
  if (flow.application !== 'tls') return `it matches names in TLS alone, not ${flow.application}`;
  return flow.destination.scope === 'below' ? 'it has no wildcards' : undefined;
}

/** Every flow becomes a rule, a widening beside its rule, or is said to be unsupported. */
export function lower(flows: readonly Flow[], context: LoweringContext<unknown>): Lowering<readonly PlainwallRule[]> {
  const judged = flows.map((flow) => ({ flow, why: cannot(flow) }));
  const said = judged.flatMap(({ flow, why }) => (why === undefined ? [flow] : []));
  return {
    rules: distinct(said.map((flow) => ruleOf(flow, context.site))).sort((a, b) => (a.name < b.name ? -1 : 1)),
    widenings: said.flatMap(wideningOf),
    unsupported: judged.flatMap(({ flow, why }): readonly Unsupported[] => (why === undefined ? [] : [{ flow, why }])),
    notes: [],
  };
}

function ruleOf(flow: Flow, site: string): PlainwallRule {
  const target = formatDestination(flow.destination);
  const ports = formatPorts(flow.ports);
  return { name: `${site}: ${formatOrigins(flow.origins)} ${flow.protocol} ${ports} ${target}`, sources: flow.sources.map(formatCidr), target, protocol: flow.protocol, ports };
}

/** Flows that differ in what it does not see are one rule. */
const distinct = (rules: readonly PlainwallRule[]): PlainwallRule[] => [...new Map(rules.map((rule) => [rule.name, rule])).values()];

/** It cannot see paths: the whole host is permitted, and that is said. */
function wideningOf(flow: Flow): readonly Widening[] {
  if (flow.path === undefined) return [];
  const { path, ...host } = flow;
  return [{ lost: 'path', flow, permits: [host], why: 'it does not look into TLS' }];
}
