import fc from 'fast-check';
import { type Flow } from '../../src/model/flow.js';
import { flowOf } from '../model/support/arbitraries.js';
import { findKind, findVendor, kindFolders, vendorFolders } from '../conformance/support/find.js';
import { contextFor, flowsIn, optionsOf, positions, resourcesOf, unitOf, usagesOf } from '../conformance/support/use.js';
import { configOf, disagreements } from '../support/agreement.js';
// What the writer of a kind says it wrote, and what its reader, who never saw the writer, finds in the Terraform.

const someVendor = findVendor(vendorFolders[0] ?? '').document;

function differ(kindFolder: string, given: object, flows: readonly Flow[], namesBehind: boolean): readonly string[] {
  const found = findKind(kindFolder);
  const options = { ...optionsOf(found), ...given };
  const context = contextFor(found.kind, options, someVendor, namesBehind);
  const said = flows.filter((flow) => found.kind.cannot(flow, context) === undefined);
  if (said.length === 0) return [];
  const unit = unitOf(found.kind, options, someVendor, flows, namesBehind);
  const { resources } = resourcesOf(found.kind, options, [{ site: 'office', units: [unit] }]);
  return disagreements(found.kind, said, unit.lowering, found.kind.read(configOf(resources)));
}

/** AWS Network Firewall has a test of its own, with an engine that judges both. */
const kinds = kindFolders.filter((folder) => folder !== 'aws-network-firewall');

describe.each(kinds)('%s', (kind) => {
  test.each(vendorFolders)('%s, under every set of options of its probes', (folder) => {
    const vendor = findVendor(folder);
    for (const namesBehind of positions(findKind(kind).kind)) for (const flows of usagesOf(vendor)) expect(differ(kind, {}, flows, namesBehind)).toEqual([]);
    expect(flowsIn(vendor.document, vendor.usages[0] ?? {}).length).toBeGreaterThan(0);
  });

  test('random flows', () => {
    fc.assert(
      fc.property(fc.array(flowOf(true), { minLength: 1, maxLength: 6 }), fc.boolean(), (flows, namesBehind) => {
        expect(differ(kind, {}, flows, namesBehind && !findKind(kind).kind.seesNames)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
