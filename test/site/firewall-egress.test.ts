import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { defineFirewall } from '../../src/firewalls/firewall.js';
import { choice, withDefault } from '../../src/model/option.js';
import { firewallEgress } from '../../src/site/firewall-egress.js';
import { fernsprech } from '../../docs/examples/new-vendor/index.js';

const paper = defineFirewall({
  id: 'paper',
  about: 'a kind that writes everything down',
  cloud: 'azure',
  unit: 'site',
  seesNames: true,
  options: { ink: withDefault(choice('colour', ['black', 'blue']), 'black') },
  cannot: () => undefined,
  lower: (flows, { options }) => ({ rules: { ink: options.ink, count: flows.length }, widenings: [], unsupported: [], notes: [] }),
  read: () => [],
  build: (scope, id) => new Construct(scope, id),
});

class PaperEgress extends firewallEgress(paper) {}

const stack = (): TerraformStack => new TerraformStack(Testing.app(), 'stack');
const sources = ['10.20.0.0/16'];
const vendors = { 500: fernsprech({ tenant: 'acme' }) };

test('plans the vendors on this one firewall, under the id of the construct', () => {
  const egress = new PaperEgress(stack(), 'OfficeEgress', { sources, vendors, ink: 'blue' });
  expect(egress.plan.id).toBe('officeegress');
  expect(egress.plan.plans.map(({ kind, units }) => [kind.id, units.map(({ lowering }) => lowering.rules)])).toEqual([['paper', [{ ink: 'blue', count: 2 }]]]);
});

test('a site name of its own, and the default of an option', () => {
  const { plan } = new PaperEgress(stack(), 'Egress', { site: 'office-berlin', sources, vendors });
  expect([plan.id, plan.points[0]?.options]).toEqual(['office-berlin', { ink: 'black' }]);
});

test('problems of the site and of the options are thrown together', () => {
  const make = (): unknown => new PaperEgress(stack(), 'Egress', { sources: [], vendors, ink: 'blak' as 'black' });
  expect(make).toThrow('sites.egress.sources: expected at least one CIDR of the site\'s own, got an empty list');
  expect(make).toThrow('sites.egress.through[0].paper.ink: expected one of black, blue, got "blak" (did you mean black?)');
});

