import { parseCidr } from '../../../src/model/cidr.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import { type Flow, formatFlow } from '../../../src/model/flow.js';
import type { VendorSelection } from '../../../src/vendor/define-vendor.js';
import { type VendorFlows, flowsOf } from '../../../src/vendor/flows-of.js';
import type { VendorDocument } from '../../../src/vendor/vendor-document.js';

const sources = [orThrow(parseCidr('10.20.0.0/16', 'sources'))];

/** What a selection asks for from 10.20.0.0/16, or an error with every problem; places begin with the vendor's id. */
export const readVendor = (selection: VendorSelection): VendorFlows => orThrow(flowsOf(selection, sources, selection.document.id));

/** `id: egress tcp 443 tls host`, in the order of the document. */
export const flowLines = (selection: VendorSelection): readonly string[] =>
  readVendor(selection).rows.flatMap(({ requirement, flows }) => flows.map((flow) => `${requirement.id}: ${formatFlow(flow)}`));

/** Every problem, one a line; fails when there is none. */
export function problemsOf(selection: VendorSelection): readonly string[] {
  try {
    readVendor(selection);
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [];
  }
  throw new Error(`${selection.document.id}: expected a problem, got flows`);
}

/** What each row asks for under any of these sets of options, by its id. */
export function flowsByRow(document: VendorDocument, sets: readonly unknown[]): ReadonlyMap<string, readonly Flow[]> {
  const flows = new Map<string, readonly Flow[]>();
  for (const row of sets.flatMap((given) => readVendor({ document, given }).rows)) {
    flows.set(row.requirement.id, [...(flows.get(row.requirement.id) ?? []), ...row.flows]);
  }
  return flows;
}
