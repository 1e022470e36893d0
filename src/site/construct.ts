import { Construct } from 'constructs';
import { EgressError, orThrow, shown } from '../model/diagnostic.js';
import type { VendorSelection } from '../vendor/define-vendor.js';
import type { SitePlan } from './plan-site.js';
import { type Site, defineSite } from './site.js';

export interface SiteEgressProps {
  readonly site: Site;
}

/**
 * Everything one site needs on all its firewalls, as resources below this construct. Throws an `EgressError` with all
 * problems of the site, and of what it shares with others of the app, before the first resource is made.
 */
export class SiteEgress extends Construct {
  /** What was planned: rules, widenings, omissions, notes. */
  readonly plan: SitePlan;

  constructor(scope: Construct, id: string, props: SiteEgressProps) {
    super(scope, id);
    this.plan = orThrow(stackModule().planBeside(this, props?.site));
    buildPlan(this, this.plan);
  }
}

/** Resources for a plan that was made before, so that an app plans all its sites first. */
export class PlannedEgress extends Construct {
  constructor(scope: Construct, id: string, props: { readonly plan: SitePlan }) {
    super(scope, id);
    const plan = props?.plan;
    const problems = [
      ...stackModule().outsideStack(this),
      ...(Array.isArray(plan?.plans) ? [] : [{ where: this.node.path, expected: 'a plan, as planSitesOrThrow gives it', got: shown(plan) }]),
    ];
    if (problems.length > 0) throw new EgressError(problems);
    buildPlan(this, plan);
  }
}

function buildPlan(scope: Construct, plan: SitePlan): void {
  for (const { kind, options, units } of plan.plans) {
    const rules = units.map(({ vendor, lowering }) => ({ vendor, rules: lowering.rules }));
    kind.build(scope, kind.id, { site: plan.id, sources: plan.sources, options, units: rules });
  }
  const { guardAddresses } = require('./guard-addresses.js') as typeof import('./guard-addresses.js');
  guardAddresses(scope);
  const stack = stackModule();
  stack.proveAtSynth(scope, plan);
  stack.admitProviders(scope, plan.points.map(({ kind }) => kind.cloud));
}

/** Loaded here: a program that only lists sites never needs cdktf. */
const stackModule = (): typeof import('./stack.js') => require('./stack.js') as typeof import('./stack.js');

export interface VendorEgressProps extends Omit<Site, 'id' | 'vendors'> {
  /** Name of the site in resource names. Default: the id of the construct, in lower case. */
  readonly site?: string;
  /** Where the cloud orders rules by number. Default: 500. */
  readonly priority?: number;
}

/** The id of a construct as the id of a site. */
export const siteIdOf = (id: string): string => String(id ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** One vendor for one site; the vendors' own constructs extend it. */
export class VendorEgress extends SiteEgress {
  constructor(scope: Construct, id: string, selection: VendorSelection, props: VendorEgressProps) {
    const { site = siteIdOf(id), priority = 500, ...rest } = props ?? {};
    super(scope, id, { site: defineSite({ ...rest, id: site, vendors: { [priority]: selection } }) });
  }
}
