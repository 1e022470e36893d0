import type { Lowering, LoweringContext } from '../firewalls/firewall.js';
import { type Checked, type Problem, distinct, invalid, valid } from '../model/diagnostic.js';
import { few } from '../model/few.js';
import { type Flow, formatFlow, formatOrigin } from '../model/flow.js';
import { groupBy } from '../model/group-by.js';
import { once } from '../model/memo.js';
import { optimise } from '../optimise/optimise.js';
import { type ReadSite, readSite } from './read-site.js';
import type { SitePoint } from './read-through.js';
import type { SiteVendor } from './read-vendors.js';
import { type Omission, type RowFlows, resolveMedia } from './resolve-media.js';
import type { Site } from './site.js';
import { openingsOf, widenedBy } from './open-widenings.js';
import { type AcceptedWidening, type ClosedWidening, settleWidenings } from './settle-widenings.js';

/** The rules of one firewall: one unit, or one for each vendor. */
export interface PointPlan extends SitePoint {
  readonly units: readonly { readonly vendor: string; readonly lowering: Lowering<unknown> }[];
}

/** Everything a site will deploy, and everything it will not. */
export interface SitePlan extends ReadSite {
  /** What each row asks for once media is settled. */
  readonly rows: readonly RowFlows[];
  /** What has to be permitted. */
  readonly required: readonly Flow[];
  readonly plans: readonly PointPlan[];
  readonly omissions: readonly Omission[];
  readonly accepted: readonly AcceptedWidening[];
  readonly closed: readonly ClosedWidening[];
  readonly notes: readonly string[];
}

/** Plans a site: rules for each firewall, or every reason why not. */
export function planSite(site: Site): Checked<SitePlan> {
  const read = readSite(site);
  return read.ok ? planReadSite(read.value) : read;
}

function planReadSite(site: ReadSite): Checked<SitePlan> {
  const media = resolveMedia(site, obstacles(site));
  const required = media.rows.flatMap((row) => row.flows);
  const whole = once(() => optimise(required));
  const plans = site.points.map((point) => planPoint(site, point, required, whole));
  const unsupported = plans.flatMap((plan) => unsupportedBy(site, plan));
  const widened = widenedBy(plans);
  const widenings = settleWidenings(site, widened.flat(), openingsOf({ sources: site.sources, required }, plans, widened));
  const problems = [
    ...(media.problems.length > 0 ? media.problems : idle(site, media.rows)),
    ...(unsupported.length > 0 ? distinct(unsupported) : widenings.problems),
  ];
  if (problems.length > 0) return invalid(...problems);
  return valid(
    Object.freeze({
      ...site,
      rows: media.rows,
      required,
      plans,
      omissions: media.omissions,
      accepted: widenings.accepted,
      closed: widenings.closed,
      notes: [...new Set([...plans.flatMap((plan) => plan.units.flatMap((unit) => unit.lowering.notes)), ...widenings.notes])],
    }),
  );
}

/** Nothing would be written into a firewall of others, and a policy of one's own would deny everything: nobody means a site by that. */
function idle({ id }: ReadSite, rows: readonly RowFlows[]): readonly Problem[] {
  if (rows.some(({ flows }) => flows.length > 0)) return [];
  const reasons = rows.map(({ origin, state, why }) => `${formatOrigin(origin)} (${state === 'asked' ? 'no firewall here can match its name' : why})`);
  return [{ where: `sites.${id}.vendors`, expected: 'a row that is opened', got: reasons.length === 0 ? 'no rows' : `none: ${few(reasons, MOST_ROWS)}` }];
}

const MOST_ROWS = 10;

/** `whole`: the flows of all vendors, optimised; kinds with rules for each vendor are given those of one at a time. */
function planPoint(site: ReadSite, point: SitePoint, flows: readonly Flow[], whole: () => readonly Flow[]): PointPlan {
  const { kind } = point;
  const lower = (of: readonly Flow[], vendor?: SiteVendor): Lowering<unknown> => kind.lower(of, contextOf(site, point, vendor));
  if (kind.unit === 'site') return { ...point, units: [{ vendor: '', lowering: lower(whole()) }] };
  const units = site.vendors.flatMap((vendor) => {
    const own = flows.filter((flow) => flow.origins.some((origin) => origin.vendor === vendor.document.id));
    return own.length === 0 ? [] : [{ vendor: vendor.document.id, lowering: lower(optimise(own), vendor) }];
  });
  return { ...point, units };
}

function contextOf(site: ReadSite, { kind, options }: SitePoint, vendor?: SiteVendor): LoweringContext<Readonly<Record<string, unknown>>> {
  return {
    site: site.id,
    sources: site.sources,
    options,
    namesBehind: site.points.some((other) => other.kind !== kind && other.kind.seesNames),
    ...(vendor === undefined ? {} : { vendor: { id: vendor.document.id, name: vendor.document.name, priority: vendor.priority } }),
  };
}

/** Tells why some firewall on the way cannot say a flow; undefined when all can. */
function obstacles(site: ReadSite): (flow: Flow) => string | undefined {
  const points = (vendor: SiteVendor) => site.points.map((point) => ({ kind: point.kind, context: contextOf(site, point, vendor) }));
  const pointsOf = new Map(site.vendors.map((vendor) => [vendor.document.id, points(vendor)]));
  return (flow) => {
    const said = (pointsOf.get(flow.origins[0]?.vendor ?? '') ?? []).flatMap(({ kind, context }) => {
      const why = kind.cannot(flow, context);
      return why === undefined ? [] : [`${kind.id}: ${why}`];
    });
    return said.length === 0 ? undefined : said.join('; ');
  };
}

/** One problem for the flows of a row that fail for one reason: thousands of networks may fail by their family alone. */
const unsupportedBy = (site: ReadSite, { kind, units }: PointPlan): readonly Problem[] =>
  groupBy(units.flatMap(({ lowering }) => lowering.unsupported), ({ flow, why }) => `${rowsOf(flow)} ${why}`).map((same) => ({
    where: `sites.${site.id}.${rowsOf(same[0].flow)}`,
    expected: `a way for ${kind.id} to permit ${few(same.map(({ flow }) => formatFlow(flow)), 1)}`,
    got: `none: ${same[0].why}`,
  }));

const rowsOf = ({ origins }: Flow): string => origins.map(formatOrigin).join('+');
