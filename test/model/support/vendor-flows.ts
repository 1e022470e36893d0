import { type Cidr, formatPeer, parseCidr } from '../../../src/model/cidr.js';
import { formatProblem, orThrow } from '../../../src/model/diagnostic.js';
import { type Flow, formatFlow } from '../../../src/model/flow.js';
import { parseProbe } from '../../../src/model/parse-probe.js';
import { type VendorFlows, flowsOf } from '../../../src/vendor/flows-of.js';
import type { VendorProbes } from '../../../src/vendor/probes.js';
import type { VendorDocument } from '../../../src/vendor/vendor-document.js';
import { ask } from './membership.js';

export const SITE = '10.20.0.0/16';
const sources: readonly Cidr[] = [orThrow(parseCidr(SITE, 'test'))];

/** Options are unknown here: tests also give what the types refuse. */
export const read = (document: VendorDocument, given: unknown): VendorFlows => orThrow(flowsOf({ document, given }, sources, document.id));

export function problemsOf(document: VendorDocument, given: unknown): readonly string[] {
  const checked = flowsOf({ document, given }, sources, document.id);
  return checked.ok ? [] : checked.problems.map(formatProblem);
}

const line = (flow: Flow): string => {
  const from = flow.sources.map(formatPeer).join(', ');
  return `${flow.origins.map(({ requirement }) => requirement).join('+')}: ${formatFlow(flow)}${from === SITE ? '' : ` from ${from}`}`;
};

/** One line for each flow; sources only where they are not the site's. */
export const flowLines = (document: VendorDocument, given: unknown): readonly string[] => read(document, given).rows.flatMap(({ flows }) => flows.map(line));

/** Probes that the flows judge otherwise than their author did. */
export function misjudged(document: VendorDocument, probes: VendorProbes): readonly string[] {
  const flows = read(document, probes.options).rows.flatMap((row) => row.flows);
  const judge = (text: string): boolean => ask(flows, orThrow(parseProbe(text, 'probe', { source: '10.20.0.0', address: '203.0.113.80' })));
  return [
    ...probes.pass.filter((text) => !judge(text)).map((text) => `should pass: ${text}`),
    ...probes.refuse.filter(judge).map((text) => `should not pass: ${text}`),
    ...(probes.variants ?? []).flatMap((variant) => misjudged(document, variant)),
  ];
}
