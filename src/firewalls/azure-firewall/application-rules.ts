import { formatDestination } from '../../model/destination.js';
import type { Flow } from '../../model/flow.js';
import type { PortRange } from '../../model/port-range.js';
import { type Context, sourcesOf } from './addresses.js';
import { type Draft, headOf, rulesOf } from './draft.js';
import { type NonEmpty, mapped, nonEmpty } from './non-empty.js';
import type { ApplicationRule, ApplicationTarget } from './rules.js';
import { pathOf } from './way.js';

/** Rules by name: exact, or `*.x` for what is below, which leaves out `x` itself (azure-docs firewall-faq 2025-07-01). */
export function fqdnRules(flows: readonly Flow[], context: Context): readonly Draft<ApplicationRule>[] {
  const target = (same: NonEmpty<Flow>): ApplicationTarget => ({ kind: 'fqdns', fqdns: sorted(same.map(({ destination }) => formatDestination(destination))) });
  return rulesOf(flows, withoutPath).map((same) => applicationRule(same, [], target(same), context));
}

/** Rules by URL; TLS is opened for them. */
export function urlRules(flows: readonly Flow[], context: Context): readonly Draft<ApplicationRule>[] {
  const target = (same: NonEmpty<Flow>): ApplicationTarget => ({ kind: 'urls', urls: sorted(same.flatMap(urlsOf)), terminateTls: same[0].application === 'tls' });
  return rulesOf(flows, withoutInspection).map((same) => applicationRule(same, ['url'], target(same), context));
}

function applicationRule(same: NonEmpty<Flow>, words: readonly string[], to: ApplicationTarget, context: Context): Draft<ApplicationRule> {
  const [{ sources, application, ports }] = same;
  const type = application === 'tls' ? 'Https' : 'Http';
  const from = sourcesOf(sources, context);
  const protocols = mapped(nonEmpty(ports.flatMap(portsIn)), (port) => ({ type, port }) as const);
  return { rule: { ...headOf(same, [...words, type.toLowerCase()], context), sources: from.addresses, protocols, to }, made: from.made };
}

/** A URL that ends in a star matches all below it; the one without is matched by itself (azure-docs firewall-faq 2025-07-01). */
export function urlsOf(flow: Flow): readonly string[] {
  const url = `${formatDestination(flow.destination)}${pathOf(flow) ?? ''}`;
  return url.endsWith('/*') ? [url.slice(0, -'/*'.length), url] : [url];
}

const portsIn = ({ from, to }: PortRange): readonly number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const sorted = (texts: readonly string[]): NonEmpty<string> => nonEmpty([...new Set(texts)].sort());

function withoutPath({ path: _path, inspect: _inspect, ...flow }: Flow): Flow {
  return flow;
}

function withoutInspection({ inspect: _inspect, ...flow }: Flow): Flow {
  return flow;
}
