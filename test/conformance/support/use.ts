import { type App, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import type { FirewallKind, Lowering, LoweringContext } from '../../../src/firewalls/firewall.js';
import { type Cidr, parseCidr } from '../../../src/model/cidr.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import { type Flow, formatFlow, formatOrigins } from '../../../src/model/flow.js';
import { optimise } from '../../../src/optimise/optimise.js';
import { SiteEgress } from '../../../src/site/construct.js';
import { flowsOf } from '../../../src/vendor/flows-of.js';
import type { VendorDocument } from '../../../src/vendor/vendor-document.js';
import { type FoundKind, type FoundVendor, load } from './find.js';

export const SITE = 'office-golden';
export const SOURCES: readonly Cidr[] = [orThrow(parseCidr('10.20.0.0/16', 'sources'))];

type Options = Readonly<Record<string, unknown>>;

/** The stack of a kind's example.ts. */
export function exampleOf(folder: string, app: App): TerraformStack {
  const stacks = Object.values(load(`src/firewalls/${folder}/example.ts`)).filter(isStackClass);
  const [Example, ...others] = stacks;
  if (Example === undefined || others.length > 0) throw new Error(`src/firewalls/${folder}/example.ts: expected one TerraformStack, got ${stacks.length}`);
  return new Example(app, 'example');
}

const isStackClass = (value: unknown): value is new (scope: Construct, id: string) => TerraformStack =>
  typeof value === 'function' && value.prototype instanceof TerraformStack;

/** The options that the kind's own example uses, read: no list of options for kinds is kept here. */
export function optionsOf({ folder, kind }: FoundKind): Options {
  const egress = exampleOf(folder, Testing.app()).node.findAll().filter((each): each is SiteEgress => each instanceof SiteEgress);
  const point = egress.flatMap(({ plan }) => plan.points).find((each) => each.kind === kind);
  if (point === undefined) throw new Error(`src/firewalls/${folder}/example.ts: expected a site behind ${kind.id}, got none`);
  return point.options;
}

/** The other words that the kind's option `mode` takes, where it has one: each is another way to say the same flows. */
export function modesOf(found: FoundKind): readonly string[] {
  const offered = /^one of (?<words>.+)$/.exec(found.kind.options['mode']?.expected ?? '')?.groups?.['words']?.split(', ') ?? [];
  return offered.filter((mode) => mode !== optionsOf(found)['mode']);
}

/** What a vendor asks for under these options, and with all that is recommended or optional beside. */
export function flowsIn(document: VendorDocument, usage: Options): readonly Flow[] {
  const read = orThrow(flowsOf({ document, given: usage }, SOURCES, document.id));
  return read.rows.flatMap(({ flows }) => flows);
}

/** Every usage, and every usage with the recommended and optional rows where its options allow them. */
export function usagesOf({ document, usages }: FoundVendor): readonly (readonly Flow[])[] {
  const wider = usages.flatMap((usage) => {
    const read = flowsOf({ document, given: { ...usage, include: ['recommended', 'optional'] } }, SOURCES, document.id);
    return read.ok ? [read.value.rows.flatMap(({ flows }) => flows)] : [];
  });
  return [...usages.map((usage) => flowsIn(document, usage)), ...wider].filter((flows) => flows.length > 0);
}

export const contextFor = (kind: FirewallKind, options: Options, vendor: VendorDocument, namesBehind: boolean, site = SITE): LoweringContext<Options> => ({
  site,
  sources: SOURCES,
  options,
  namesBehind,
  ...(kind.unit === 'vendor' ? { vendor: { id: vendor.id, name: vendor.name, priority: 500 } } : {}),
});

/** A kind that does not see names stands alone, or before one that does. */
export const positions = (kind: FirewallKind): readonly boolean[] => (kind.seesNames ? [false] : [false, true]);

export const position = (namesBehind: boolean): string => (namesBehind ? 'before a firewall that sees names' : 'alone');

export interface Unit {
  readonly vendor: string;
  readonly lowering: Lowering<unknown>;
}

export type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** Builds the units into one stack and gives its resource blocks; all ids and names below `site`. */
export function resourcesOf(kind: FirewallKind, options: Options, sites: readonly { readonly site: string; readonly units: readonly Unit[] }[]): { readonly resources: Resources; readonly constructs: number } {
  const stack = new TerraformStack(Testing.app(), 'stack');
  for (const { site, units } of sites) {
    const scope = new Construct(stack, site);
    kind.build(scope, kind.id, { site, sources: SOURCES, options, units: units.map(({ vendor, lowering }) => ({ vendor, rules: lowering.rules })) });
  }
  const constructs = stack.node.findAll().filter((each) => 'terraformResourceType' in each).length;
  return { resources: (JSON.parse(Testing.synth(stack)) as { readonly resource?: Resources }).resource ?? {}, constructs };
}

/**
 * The rules for a vendor, as a site makes them: what the kind cannot say is settled row by row, and only then are the
 * rows joined; a port that cannot be said must not take others of its name with it.
 */
export function unitOf(kind: FirewallKind, options: Options, document: VendorDocument, flows: readonly Flow[], namesBehind: boolean, site = SITE): Unit {
  const context = contextFor(kind, options, document, namesBehind, site);
  const sayable = flows.filter((flow) => kind.cannot(flow, context) === undefined);
  return { vendor: kind.unit === 'vendor' ? document.id : '', lowering: kind.lower(optimise(sayable), context) };
}

export const line = (flow: Flow): string => `${formatOrigins(flow.origins)}: ${formatFlow(flow)}`;

/** JSON for comparing: addresses are bigints. */
export const bytes = (value: unknown): string => JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each));
