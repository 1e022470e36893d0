import fc from 'fast-check';
import { plainwall } from '../../docs/examples/new-firewall/index.js';
import { fernsprech } from '../../docs/examples/new-vendor/index.js';
import { flowOf } from '../model/support/arbitraries.js';
import { configOf, disagreements } from '../support/agreement.js';
import { contextFor, flowsIn, resourcesOf, unitOf } from './support/use.js';
import type { Flow } from '../../src/model/flow.js';
import type { FirewallKind } from '../../src/firewalls/firewall.js';

// The example of CONTRIBUTING.md is held to what every kind is held to.

const kind = plainwall.kind as unknown as FirewallKind;
const options = { wallId: 'wall-1a2b' };

function differ(flows: readonly Flow[]): readonly string[] {
  const said = flows.filter((flow) => kind.cannot(flow, contextFor(kind, options, fernsprech.document, false)) === undefined);
  if (said.length === 0) return [];
  const unit = unitOf(kind, options, fernsprech.document, flows, false);
  return disagreements(kind, said, unit.lowering, kind.read(configOf(resourcesOf(kind, options, [{ site: 'office', units: [unit] }]).resources)));
}

test('the example reads what it wrote', () => {
  expect(differ(flowsIn(fernsprech.document, { tenant: 'acme' }))).toEqual([]);
  fc.assert(fc.property(fc.array(flowOf(true), { minLength: 1, maxLength: 5 }), (flows) => void expect(differ(flows)).toEqual([])));
});
