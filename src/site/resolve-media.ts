import { type Cidr, anyOf, cidrOf, formatCidr } from '../model/cidr.js';
import type { Problem } from '../model/diagnostic.js';
import { few } from '../model/few.js';
import { type Flow, formatFlow } from '../model/flow.js';
import { groupBy } from '../model/group-by.js';
import { formatPorts } from '../model/port-range.js';
import { acknowledgement } from '../vendor/common-options.js';
import type { Row } from '../vendor/flows-of.js';
import type { ReadSite } from './read-site.js';
import type { SiteVendor } from './read-vendors.js';

/** A row with the flows that are left of it, or in place of it, once media is settled. */
export interface RowFlows extends Row {
  readonly media: 'as-asked' | 'omitted' | 'published-cidrs' | 'any-destination';
}

/** Asked, and left out because a firewall on the way cannot match the name. */
export interface Omission {
  readonly row: Row;
  readonly flows: readonly Flow[];
  readonly why: string;
  /** What the vendor falls back to, by its own page. */
  readonly fallback?: string;
}

interface Settled {
  readonly rows: readonly RowFlows[];
  readonly omissions: readonly Omission[];
  readonly problems: readonly Problem[];
}

interface Choice {
  readonly row: RowFlows;
  readonly omission?: Omission;
  readonly problems: readonly Problem[];
}

/** Why some firewall on the way cannot say a flow; undefined when all can. */
type Obstacle = (flow: Flow) => string | undefined;

/** A flow whose name is in the way, and why. */
interface Stuck {
  readonly flow: Flow;
  readonly why: string;
}

/** Settles opaque traffic to names that some firewall on the way cannot match, by each vendor's `media`. */
export function resolveMedia(site: ReadSite, obstacle: Obstacle): Settled {
  const choices = site.vendors.flatMap((vendor) => vendor.rows.map((row) => settle(site, vendor, row, obstacle)));
  return {
    rows: choices.map(({ row }) => row),
    omissions: choices.flatMap(({ omission }) => omission ?? []),
    problems: choices.flatMap(({ problems }) => problems),
  };
}

function settle(site: ReadSite, vendor: SiteVendor, row: Row, obstacle: Obstacle): Choice {
  const judged = row.flows.map((flow) => ({ flow, why: nameObstacle(flow, obstacle) }));
  const stuck = judged.flatMap(({ flow, why }) => (why === undefined ? [] : [{ flow, why }]));
  if (stuck.length === 0) return { row: { ...row, media: 'as-asked' }, problems: [] };
  const rest = judged.filter(({ why }) => why === undefined).map(({ flow }) => flow);
  const flows = stuck.map(({ flow }) => flow);
  if (vendor.media.mode === 'omit') return omit(site, row, rest, stuck);
  if (vendor.media.mode === 'published-cidrs') return pin(site, vendor.media.cidrs, row, rest, flows);
  return open(site, vendor.media.acknowledge, row, rest, flows);
}

/** One address of each family, of nobody (RFC 5737, RFC 3849): stands for whatever takes the place of a name. */
const ANYONE: readonly Cidr[] = [cidrOf(4, 0xc0000201n, 32), cidrOf(6, 0x20010db8n << 96n, 128)];

/** An obstacle that addresses in place of the name would not remove, such as IPv6, is not for media to settle: the firewall itself refuses. */
function nameObstacle(flow: Flow, obstacle: Obstacle): string | undefined {
  const why = flow.destination.kind === 'name' ? obstacle(flow) : undefined;
  return why === undefined || toward(flow, ANYONE).some((each) => obstacle(each) !== undefined) ? undefined : why;
}

/** Required rows may be omitted only where the page names a fallback. */
function omit(site: ReadSite, row: Row, rest: readonly Flow[], stuck: readonly Stuck[]): Choice {
  const { requirement, origin } = row;
  const flows = stuck.map(({ flow }) => flow);
  const why = [...new Set(stuck.map((each) => each.why))].join('; ');
  const needed = requirement.necessity === 'required' || typeof requirement.necessity === 'object';
  const omission = { row, flows, why, ...(requirement.fallback === undefined ? {} : { fallback: requirement.fallback }) };
  const left: RowFlows = { ...row, flows: rest, media: 'omitted' };
  if (!needed || requirement.fallback !== undefined) return { row: left, omission, problems: [] };
  return {
    row: left,
    problems: groupBy(stuck, ({ flow }) => openingOf(flow)).map((same) => ({
      where: `sites.${site.id}.${origin.vendor}/${origin.requirement}`,
      expected: `${wayOut(site, same[0].flow)}, or the row in exclude, for required ${few(same.map(({ flow }) => formatFlow(flow)), 1)}`,
      got: `media: omit, and ${[...new Set(same.map((each) => each.why))].join('; ')}`,
    })),
  };
}

/** What makes a required row possible. A server of one's own has an address that one knows, and names that TLS or HTTP show need a firewall that looks. */
function wayOut({ points }: ReadSite, { direction, application }: Flow): string {
  if (direction === 'ingress') return 'the address of the server in place of its name';
  const shows = application !== 'opaque' && !points.some(({ kind }) => kind.seesNames);
  return `${shows ? 'a firewall in through that decides by name, or ' : ''}media: published-cidrs or any-destination`;
}

function pin(site: ReadSite, cidrs: readonly Cidr[], row: Row, rest: readonly Flow[], flows: readonly Flow[]): Choice {
  const pinned = distinct(flows).flatMap((flow) => toward(flow, cidrs));
  const got = cidrs.map(formatCidr).join(', ');
  const where = `sites.${site.id}.${row.origin.vendor}.media.cidrs`;
  return {
    row: { ...row, flows: [...rest, ...pinned], media: 'published-cidrs' },
    problems: pinned.length > 0 ? [] : [{ where, expected: `addresses that the site's own reach, for ${row.requirement.id}`, got }],
  };
}

function open(site: ReadSite, acknowledged: readonly string[], row: Row, rest: readonly Flow[], flows: readonly Flow[]): Choice {
  const opened = distinct(flows);
  const problems = opened.flatMap((flow) => refusedOpening(site, acknowledged, row, flow));
  const everywhere = opened.flatMap((flow) => toward(flow, [anyOf(4), anyOf(6)]));
  return { row: { ...row, flows: [...rest, ...everywhere], media: 'any-destination' }, problems };
}

/** The flow to these addresses in place of its name, and of the path of its host; each from the sources of its family: IPv4 does not reach IPv6. */
function toward({ path: _path, ...flow }: Flow, destinations: readonly Cidr[]): readonly Flow[] {
  return destinations.flatMap((destination) => {
    const own = flow.sources.filter(({ family }) => family === destination.family);
    // The same list where it can be: many flows share it.
    const sources = own.length === flow.sources.length ? flow.sources : own;
    return own.length === 0 ? [] : [Object.freeze({ ...flow, sources, destination })];
  });
}

function refusedOpening(site: ReadSite, acknowledged: readonly string[], row: Row, flow: Flow): readonly Problem[] {
  const where = `sites.${site.id}.${row.origin.vendor}.media.acknowledge`;
  const words = acknowledgement(row.origin.vendor, flow.protocol, flow.ports);
  const decidesByName = site.points.find(({ kind }) => kind.seesNames);
  const voided = [80, 443].filter((port) => flow.ports.some(({ from, to }) => from <= port && port <= to));
  return [
    ...(acknowledged.includes(words) ? [] : [{ where, expected: `"${words}", to open ${flow.protocol} ${formatPorts(flow.ports)} to every destination for ${row.requirement.id}`, got: acknowledged.length === 0 ? 'nothing' : acknowledged.join(', ') }]),
    ...(flow.protocol === 'tcp' && decidesByName !== undefined && voided.length > 0
      ? [{ where, expected: `no TCP ${voided.join(' or ')} to every destination beside ${decidesByName.kind.id}, which decides by name: it would void its rules`, got: words }]
      : []),
  ];
}

/** One flow for each protocol and ports, whatever the names: a list of addresses or any address replaces them all. */
function distinct(flows: readonly Flow[]): readonly Flow[] {
  return groupBy(flows, openingOf).map(([first]) => first);
}

const openingOf = ({ protocol, ports }: Flow): string => `${protocol} ${formatPorts(ports)}`;
