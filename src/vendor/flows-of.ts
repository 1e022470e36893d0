import { type Cidr, formatCidr, joinCidrs } from '../model/cidr.js';
import { type Checked, type Problem, all, invalid, shown, valid } from '../model/diagnostic.js';
import { formatDestination } from '../model/destination.js';
import { few } from '../model/few.js';
import type { Flow, Origin } from '../model/flow.js';
import { cautionsOf, clashesOf, guarded } from './call-document.js';
import { idleWords, refusedMedia, tooWide, unchosen, unknownRows } from './check-choices.js';
import { type CommonSettings, type Media, commonOptions, mediaOf } from './common-options.js';
import type { VendorSelection } from './define-vendor.js';
import { problemsOfShape } from './document-shape.js';
import { memo } from '../model/memo.js';
import type { OptionTable } from '../model/option.js';
import { readOptions } from '../model/read-options.js';
import { readSources, type ReadDestination, type ReadOpening } from './read-requirement.js';
import { destinationsOf, openingsOf, resolve } from './read-row.js';
import { validateDocument } from './validate.js';
import type { Requirement, VendorDocument } from './vendor-document.js';

/** One row of the page for one site: what it asks for, or why it asks for nothing. */
export interface Row {
  readonly requirement: Requirement;
  readonly origin: Origin;
  readonly state: 'asked' | 'left-out';
  /** Why it was left out, or what put it in; in words. */
  readonly why: string;
  readonly flows: readonly Flow[];
  /** What had to be read into the page's words. */
  readonly notes: readonly string[];
}

/** A vendor as one site uses it. */
export interface VendorFlows {
  readonly document: VendorDocument;
  /** The options as read, for the functions of the document. */
  readonly options: unknown;
  readonly media: Media;
  readonly rows: readonly Row[];
  readonly cautions: readonly string[];
}

/** The flows of a vendor for a site with these sources: every row accounted for, or every problem. */
export function flowsOf(selection: VendorSelection, sources: readonly Cidr[], where: string): Checked<VendorFlows> {
  const { document, given } = selection;
  const malformed = problemsOfShape(document);
  if (malformed.length > 0) return invalid(...malformed);
  const read = readOptions(optionsOf(document), given, where);
  const faults = [...validateDocument(document), ...unknownRows(document, given, where), ...(read.ok ? [] : read.problems)];
  if (faults.length > 0 || !read.ok) return invalid(...faults);
  // The document was typed against these very options by defineVendor; the cast restores what a list of vendors loses.
  return workedOut(document, read.value as CommonSettings, read.value as never, sources, where);
}

const optionsOf = memo((document: VendorDocument): OptionTable => ({ ...commonOptions, ...document.options }));

function workedOut(document: VendorDocument, settings: CommonSettings, options: never, sources: readonly Cidr[], where: string): Checked<VendorFlows> {
  const media = mediaOf(settings.media, `${where}.media`);
  // Rows are worked out from options that hold together; the others would be refused once more, in the words of each row.
  const clashes = [...(media.ok ? refusedMedia(document, media.value, where) : media.problems), ...clashesOf(document, options, where)];
  if (clashes.length > 0 || !media.ok) return invalid(...clashes);
  const rows = all(document.requirements.map((requirement) => guarded(`${where}.${requirement.id}`, WORKED_OUT, () => rowOf(document, requirement, options, settings, sources, where))));
  const cautions = cautionsOf(document, options);
  const problems = [...(rows.ok ? [...unchosen(rows.value, where), ...tooWide(rows.value, where)] : rows.problems), ...(cautions.ok ? [] : cautions.problems)];
  if (problems.length > 0 || !rows.ok || !cautions.ok) return invalid(...problems);
  return valid({ document, options, media: media.value, rows: rows.value, cautions: [...cautions.value, ...idleWords(document, settings)] });
}

const WORKED_OUT = 'a row that can be worked out from the options';

function rowOf(document: VendorDocument, requirement: Requirement, options: never, settings: CommonSettings, sources: readonly Cidr[], where: string): Checked<Row> {
  const origin = { vendor: document.id, requirement: requirement.id };
  const { asked, why } = decide(requirement, options, settings);
  if (!asked) return valid({ requirement, origin, state: 'left-out', why, flows: [], notes: [] });
  const opened = opening(requirement, origin, options, sources, `${where}.${requirement.id}`);
  return opened.ok ? valid({ requirement, origin, state: 'asked', why, ...opened.value }) : opened;
}

/** What a row that was left out would open; nothing where its options do not tell. For people who look for a packet. */
export function flowsIfAsked({ document, options }: VendorFlows, requirement: Requirement, sources: readonly Cidr[]): readonly Flow[] {
  const origin = { vendor: document.id, requirement: requirement.id };
  const opened = guarded(document.id, WORKED_OUT, () => opening(requirement, origin, options as never, sources, document.id));
  return opened.ok ? opened.value.flows : [];
}

function opening(requirement: Requirement, origin: Origin, options: never, sources: readonly Cidr[], at: string): Checked<Pick<Row, 'flows' | 'notes'>> {
  const openings = openingsOf(requirement, options, at);
  const destinations = destinationsOf(requirement, options, at);
  const exposed = requirement.direction === 'ingress' ? resolve(requirement.exposed, options) === true : undefined;
  const from = requirement.from === undefined ? valid(sources) : readSources(requirement.from(options), `${at}.from`, exposed);
  const inspect = inspectOf(requirement, options, `${at}.inspect`);
  const problems = [openings, destinations, from, inspect].flatMap((each) => (each.ok ? [] : each.problems));
  if (!openings.ok || !destinations.ok || !from.ok || !inspect.ok) return invalid(...problems);
  const joined = joinSources(from.value);
  const flows = flowsOfRow(requirement, origin, inspect.value, openings.value, destinations.value, joined);
  if (flows.length === 0 && from.value.length > 0) return invalid(apart(from.value, destinations.value, at)); // without sources the site is refused as it is
  const unreachable = destinations.value.filter(({ destination }) => !flows.some((flow) => flow.destination === destination));
  // The site's own addresses are for all its vendors; those that a row names are for this one.
  const idle = requirement.from === undefined ? [] : joined.filter(({ family }) => !flows.some(({ sources: used }) => used.some((source) => source.family === family)));
  const notes = [
    ...destinations.value.flatMap((each) => each.notes),
    ...unreachable.map(({ destination }) => `${formatDestination(destination)} is not opened: no source is of its address family`),
    ...(idle.length === 0 ? [] : [`nothing is opened from ${few(idle.map(formatCidr), MOST_SHOWN)}: no destination is of that address family`]),
  ];
  return valid({ flows, notes: [...new Set(notes)] });
}

/** A row that is asked for and opens nothing would be left out in silence. */
function apart(sources: readonly Cidr[], destinations: readonly ReadDestination[], where: string): Problem {
  const to = destinations.map(({ destination }) => formatDestination(destination));
  return { where, expected: 'a source of the address family of some destination, or the row in exclude', got: `${few(sources.map(formatCidr), MOST_SHOWN)} to ${few(to, MOST_SHOWN)}` };
}

const MOST_SHOWN = 6;

/** One list for all rows of a site, so that its flows share it. */
const joinSources = memo(joinCidrs);

function inspectOf(requirement: Requirement, options: never, where: string): Checked<Flow['inspect']> {
  const inspect = resolve(requirement.inspect, options);
  return inspect === undefined || inspect === 'forbid' ? valid(inspect) : invalid({ where, expected: 'forbid or nothing', got: shown(inspect) });
}

function flowsOfRow(
  requirement: Requirement,
  origin: Origin,
  inspect: Flow['inspect'],
  openings: readonly ReadOpening[],
  destinations: readonly ReadDestination[],
  sources: readonly Cidr[],
): readonly Flow[] {
  const byFamily = new Map(([4, 6] as const).map((family) => [family, sources.every((source) => source.family === family) ? sources : sources.filter((source) => source.family === family)]));
  return destinations.flatMap(({ destination, path }) => {
    // IPv4 does not reach IPv6: a rule with both on its two ends is refused by the clouds.
    const from = destination.kind === 'cidr' ? (byFamily.get(destination.family) ?? []) : sources;
    return openings.flatMap((each) =>
      from.length === 0
        ? []
        : Object.freeze({
            direction: requirement.direction ?? 'egress',
            protocol: each.protocol,
            ports: each.ports,
            sources: from,
            destination,
            ...(path === undefined ? {} : { path }),
            application: each.application,
            ...(inspect === undefined ? {} : { inspect }),
            origins: [origin],
          }),
    );
  });
}

interface Verdict {
  readonly asked: boolean;
  readonly why: string;
}

/** Necessity, features, conditions and the site's own choice, in the order in which they outrank each other. */
function decide(requirement: Requirement, options: never, settings: CommonSettings): Verdict {
  const { necessity, when, id } = requirement;
  if (settings.exclude.includes(id)) return { asked: false, why: 'excluded by the site' };
  if (when !== undefined && !isHeld(when.holds(options))) return { asked: false, why: when.otherwise };
  if (typeof necessity === 'object') {
    const { feature, value } = necessity;
    const on = isOn((options as Readonly<Record<string, unknown>>)[feature], value) || settings.include.includes(id);
    if (value !== undefined) return { asked: on, why: `${feature} ${on ? 'with' : 'without'} ${value}` };
    return { asked: on, why: on ? `${feature} is on` : `${feature} is off` };
  }
  if (necessity === 'required') return { asked: true, why: 'required' };
  const included = settings.include.find((word) => word === necessity || word === id);
  return included === undefined ? { asked: false, why: `${necessity}, not included` } : { asked: true, why: `${necessity}, included by the site` };
}

/** A promise, or anything else that only counts as true, would open a row that its condition keeps closed. */
function isHeld(held: unknown): boolean {
  if (typeof held === 'boolean') return held;
  throw new TypeError(`when.holds gave back ${shown(held)}, not true or false`);
}

const isOn = (option: unknown, value: string | undefined): boolean =>
  value === undefined ? option === true : Array.isArray(option) && option.includes(value);
