import { formatCidr } from '../model/cidr.js';
import { formatDestination } from '../model/destination.js';
import { type Flow, formatOrigin } from '../model/flow.js';
import { groupBy } from '../model/group-by.js';
import { formatPorts } from '../model/port-range.js';
import type { Application, Direction, Protocol } from '../model/protocol.js';
import { exampleOf } from '../site/accept-messages.js';
import type { SitePlan } from '../site/plan-site.js';
import type { RowFlows } from '../site/resolve-media.js';
import type { AcceptedWidening, ClosedWidening } from '../site/settle-widenings.js';
import type { Requirement, VendorDocument } from '../vendor/vendor-document.js';

/** One opening, in text. */
export interface FlowReport {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly ports: string;
  readonly application: Application;
  readonly sources: readonly string[];
  readonly destination: string;
}

/** Where a row stands on its page. */
export interface Citation {
  readonly title: string;
  readonly url?: string;
  readonly file?: string;
  readonly read: string;
  readonly lines: readonly string[];
  readonly quote: string;
}

/** What became of one row of a page. */
export interface RowReport {
  readonly row: string;
  readonly about: string;
  readonly verdict: 'exact' | 'widened' | 'replaced' | 'omitted' | 'left out';
  /** Why, in words: for what was included, and for what was not. */
  readonly why: string;
  readonly opens: readonly FlowReport[];
  /** Asked and not opened. */
  readonly omitted: readonly FlowReport[];
  readonly remarks: readonly string[];
  readonly source: Citation;
}

export interface VendorReport {
  readonly vendor: string;
  readonly name: string;
  readonly priority: number;
  readonly cautions: readonly string[];
  readonly rows: readonly RowReport[];
}

/** A site for people and for programs: text and numbers only. */
export interface SiteReport {
  readonly site: string;
  readonly sources: readonly string[];
  readonly through: readonly string[];
  readonly vendors: readonly VendorReport[];
  /** What has to be known or done outside the rules. */
  readonly notes: readonly string[];
}

export function reportSite(plan: SitePlan): SiteReport {
  return {
    site: plan.id,
    sources: plan.sources.map(formatCidr),
    through: plan.points.map(({ kind }) => kind.id),
    vendors: plan.vendors.map(({ document, priority, cautions }) => ({
      vendor: document.id,
      name: document.name,
      priority,
      cautions,
      rows: plan.rows.filter((row) => row.origin.vendor === document.id).map((row) => reportRow(plan, document, row)),
    })),
    notes: plan.notes,
  };
}

function reportRow(plan: SitePlan, document: VendorDocument, row: RowFlows): RowReport {
  const name = formatOrigin(row.origin);
  const omission = plan.omissions.find((each) => formatOrigin(each.row.origin) === name);
  const open = plan.accepted.filter(({ flow }) => flow.origins.some((origin) => formatOrigin(origin) === name));
  const closed = plan.closed.filter(({ flow }) => flow.origins.some((origin) => formatOrigin(origin) === name));
  return {
    row: name,
    about: row.requirement.about,
    verdict: verdictOf(row, open.length > 0),
    why: row.why,
    opens: row.flows.map(reportFlow),
    omitted: (omission?.flows ?? []).map(reportFlow),
    remarks: unique([
      ...(omission === undefined ? [] : [`omitted: ${omission.why}${omission.fallback === undefined ? '' : `; the vendor falls back to ${omission.fallback}`}`]),
      ...replacement(plan, row),
      ...groupBy(open, ({ point, lost, why }) => `${point} ${lost} ${why}`).map(([each]) => `widened by ${each.point} (${each.lost}: ${each.why}), ${exampleOf(each)}, ${acceptance(each, name)}`),
      ...closed.map((each) => `${each.point} alone is wider (${each.lost}: ${each.why}); ${whatIsLeft(each)}`),
      ...requirementRemarks(row.requirement, row.state === 'asked'),
      ...row.notes,
    ]),
    source: cite(document, row.requirement),
  };
}

const acceptance = ({ reasons }: AcceptedWidening, row: string): string =>
  reasons.filter(({ origin }) => formatOrigin(origin) === row).map(({ why, loses }) => `accepted${loses === undefined ? '' : ` for ${loses.join(', ')}`}: ${why}`).join('; ');

const whatIsLeft = ({ but }: ClosedWidening): string =>
  but.length === 0 ? 'through all firewalls nothing is open that was not asked for' : `through all firewalls what is open of it is accepted with ${but.join(', ')}`;

function verdictOf(row: RowFlows, widened: boolean): RowReport['verdict'] {
  if (row.state === 'left-out') return 'left out';
  if (row.media === 'omitted') return 'omitted';
  if (widened) return 'widened';
  return row.media === 'as-asked' ? 'exact' : 'replaced';
}

function replacement(plan: SitePlan, row: RowFlows): readonly string[] {
  const media = plan.vendors.find(({ document }) => document.id === row.origin.vendor)?.media;
  if (row.media === 'published-cidrs' && media?.mode === 'published-cidrs') return [`names replaced by ${media.cidrs.length} published networks: ${media.source}, as of ${media.asOf}`];
  if (row.media === 'any-destination' && media?.mode === 'any-destination') return [`opened to every destination, acknowledged: ${media.acknowledge.join(', ')}`];
  return [];
}

function requirementRemarks(requirement: Requirement, asked: boolean): readonly string[] {
  if (!asked) return [];
  const { inferred, caution, asPublished } = requirement;
  return [
    ...(inferred === undefined ? [] : [`inferred: ${inferred}`]),
    ...(asPublished === undefined ? [] : [`published as: ${asPublished}`]),
    ...(caution === undefined ? [] : [`caution: ${caution}`]),
  ];
}

export function reportFlow(flow: Flow): FlowReport {
  return {
    direction: flow.direction,
    protocol: flow.protocol,
    ports: formatPorts(flow.ports),
    // To a network every application passes, whatever the page calls it.
    application: flow.destination.kind === 'cidr' ? 'opaque' : flow.application,
    sources: flow.sources.map(formatCidr),
    destination: `${formatDestination(flow.destination)}${flow.path ?? ''}`,
  };
}

function cite(document: VendorDocument, { source, lines, quote }: Requirement): Citation {
  const { title, url, file, read } = document.sources[source] ?? { title: source, read: '' };
  return { title, ...(url === undefined ? {} : { url }), ...(file === undefined ? {} : { file }), read, lines, quote };
}

const unique = (lines: readonly string[]): readonly string[] => [...new Set(lines)];
