import { type Cidr, joinCidrs, notOwnReason, parseCidr } from '../model/cidr.js';
import { type Checked, type Problem, all, invalid, shown, unknownWord, valid } from '../model/diagnostic.js';
import { tooManyReason } from '../model/holdings.js';
import { isOptionTable, readOptions } from '../model/read-options.js';
import { type Packets, asSpoken, packetsText, parsePackets } from '../model/parse-packets.js';
import { isLine } from '../model/line.js';
import type { FirewallKind, Use } from '../firewalls/firewall.js';
import { type VendorFlows, flowsOf } from '../vendor/flows-of.js';
import { problemOfReason } from './problem-of-reason.js';
import { readAccept } from './read-accept.js';
import type { Acceptance, Site } from './site.js';

/** A vendor of a site, with its number. */
export interface SiteVendor extends VendorFlows {
  readonly priority: number;
}

/** A firewall of a site, with its options read. */
export interface SitePoint {
  readonly kind: FirewallKind;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A site with everything in it read and nothing left to refuse but what its firewalls cannot say. */
export interface ReadSite {
  readonly id: string;
  readonly sources: readonly Cidr[];
  readonly vendors: readonly SiteVendor[];
  readonly points: readonly SitePoint[];
  readonly accept: Readonly<Record<string, Acceptance>>;
  readonly expectations: readonly Expectation[];
  readonly unproved: string | undefined;
}

/** What the site's own tests say of some packets. */
export interface Expectation {
  readonly expect: 'permit' | 'deny';
  readonly text: string;
  readonly packets: Packets;
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_ID = 40;
const PRIORITIES = { from: 100, to: 65000 }; // firewall policy rule collection groups, azurerm validator, read 2026-11-20

/** Reads a site: all its problems at once. */
export const readSite = (site: Site): Checked<ReadSite> =>
  typeof site === 'object' && site !== null ? readProperties(site) : invalid({ where: 'site', expected: 'a site such as defineSite({ ... })', got: shown(site) });

function readProperties(site: Site): Checked<ReadSite> {
  const where = `sites.${shownId(site.id)}`;
  const sources = readSources(site.sources, `${where}.sources`);
  const vendors = readVendors(site, sources.ok ? sources.value : [], `${where}.vendors`);
  const points = readPoints(site, `${where}.through`);
  const kinds = points.ok && sources.ok && vendors.ok ? checkUses(shownId(site.id), points.value, vendors.value) : [];
  const accept = readAccept(site.accept, vendors.ok ? rowsOf(vendors.value) : undefined, `${where}.accept`);
  const expectations = readExpectations(site, where);
  const problems = [
    ...problemsOfId(site.id, where),
    ...strangers(site, where),
    ...[sources, vendors, points].flatMap((each) => (each.ok ? [] : each.problems)),
    ...kinds,
    ...[accept, expectations].flatMap((each) => (each.ok ? [] : each.problems)),
    ...(site.unproved === undefined ? [] : problemOfReason(site.unproved, `${where}.unproved`)),
  ];
  if (problems.length > 0 || !sources.ok || !vendors.ok || !points.ok || !accept.ok || !expectations.ok) return invalid(...problems);
  return valid(
    Object.freeze({
      id: site.id,
      sources: sources.value,
      vendors: vendors.value,
      points: points.value,
      accept: accept.value,
      expectations: expectations.value,
      unproved: site.unproved,
    }),
  );
}

const rowsOf = (vendors: readonly SiteVendor[]): readonly string[] => vendors.flatMap(({ document }) => document.requirements.map(({ id }) => `${document.id}/${id}`));

function readExpectations(site: Site, where: string): Checked<readonly Expectation[]> {
  const lists = [['permits', 'permit', site.permits], ['denies', 'deny', site.denies]] as const;
  const read = lists.flatMap(([name, expect, given]) => {
    if (given === undefined) return [];
    if (!Array.isArray(given)) return [invalid({ where: `${where}.${name}`, expected: 'a list of packets', got: shown(given) })];
    return given.map((text: string, index): Checked<Expectation> => {
      const packets = parsePackets(text, `${where}.${name}[${index}]`);
      return packets.ok ? valid({ expect, text: packetsText(text), packets: expect === 'permit' ? asSpoken(packets.value) : packets.value }) : packets;
    });
  });
  return all(read);
}

const shownId = (id: unknown): string => (typeof id === 'string' && id !== '' ? id : '(no id)');

function problemsOfId(id: string, where: string): readonly Problem[] {
  const expected = `an id of lower-case letters, digits and single hyphens, a letter first, at most ${LONGEST_ID} characters`;
  if (typeof id !== 'string' || !ID.test(id) || id.length > LONGEST_ID) return [{ where, expected, got: shown(id) }];
  // The only such word: a stack is kept by its id in an object of constructs, which has a constructor already.
  return id in Object.prototype ? [{ where, expected: 'an id that is no property of every object', got: shown(id) }] : [];
}

const KNOWN: { readonly [K in keyof Required<Site>]: true } = { id: true, sources: true, vendors: true, through: true, accept: true, permits: true, denies: true, unproved: true };

/** What a site does not have would change nothing: `denys` in place of `denies`. */
function strangers(site: Site, where: string): readonly Problem[] {
  const known = Object.keys(KNOWN);
  return Object.keys(site).filter((name) => !known.includes(name)).map((name) => unknownWord(`${where}.${name}`, name, known));
}

function readSources(given: readonly string[], where: string): Checked<readonly Cidr[]> {
  if (!Array.isArray(given) || given.length === 0) return invalid({ where, expected: "at least one CIDR of the site's own", got: shown(given) === '[]' ? 'an empty list' : shown(given) });
  const read = all(given.map((text: unknown, index) => readSource(text, `${where}[${index}]`)));
  if (!read.ok) return read;
  const reason = tooManyReason(read.value);
  return reason === undefined ? valid(joinCidrs(read.value)) : invalid({ where, expected: "the site's own addresses", got: `${shown(given)} (${reason})` });
}

const readSource = (text: unknown, where: string): Checked<Cidr> =>
  typeof text === 'string' ? ownCidr(text, where) : invalid({ where, expected: 'a CIDR', got: shown(text) });

function ownCidr(text: string, where: string): Checked<Cidr> {
  const read = parseCidr(text, where);
  const reason = read.ok && read.value.prefix > 0 ? notOwnReason(read.value) : undefined; // every address is told of the list
  return reason === undefined ? read : invalid({ where, expected: "a CIDR of the site's own", got: `${text} (${reason})` });
}

function readVendors(site: Site, sources: readonly Cidr[], where: string): Checked<readonly SiteVendor[]> {
  const given: unknown = site.vendors ?? {};
  if (typeof given !== 'object') return invalid({ where, expected: 'vendors by their priority', got: shown(given) });
  const entries = Object.entries(site.vendors ?? {});
  if (entries.length === 0) return invalid({ where, expected: 'at least one vendor', got: 'nothing' });
  const read = entries.map(([number, selection]): Checked<SiteVendor> => {
    if (typeof selection?.document !== 'object' || selection.document === null) return invalid({ where: `${where}.${number}`, expected: 'a vendor such as alleo()', got: shown(selection) });
    const flows = flowsOf(selection, sources, `${where}.${number}.${shownId(selection.document.id)}`);
    return flows.ok ? valid({ ...flows.value, priority: Number(number) }) : flows;
  });
  const numbers = entries.flatMap(([number]) => problemsOfPriority(number, `${where}.${number}`));
  const checked = all(read);
  const problems = [...numbers, ...twice(site, where), ...(checked.ok ? [] : checked.problems)];
  if (problems.length > 0 || !checked.ok) return invalid(...problems);
  return valid([...checked.value].sort((a, b) => a.priority - b.priority));
}

function problemsOfPriority(number: string, where: string): readonly Problem[] {
  const value = Number(number);
  if (/^[1-9]\d*$/.test(number) && value >= PRIORITIES.from && value <= PRIORITIES.to) return [];
  return [{ where, expected: `a priority from ${PRIORITIES.from} to ${PRIORITIES.to}`, got: shown(number) }];
}

function twice(site: Site, where: string): readonly Problem[] {
  const ids = Object.values(site.vendors ?? {}).flatMap((selection) => selection?.document?.id ?? []);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => ({ where, expected: `${id} under one priority`, got: `${ids.filter((each) => each === id).length}` }));
}

/** The firewalls of a site; none where they cannot be read. */
export function pointsOf(site: Site): readonly SitePoint[] {
  const read = readPoints(site, '');
  return read.ok ? read.value : [];
}

function readPoints(site: Site, where: string): Checked<readonly SitePoint[]> {
  const given = site.through;
  if (!Array.isArray(given) || given.length === 0) return invalid({ where, expected: 'at least one firewall', got: shown(given) === '[]' ? 'an empty list' : shown(given) });
  const read = given.map((enforcement: Site['through'][number], index): Checked<SitePoint> => {
    const at = `${where}[${index}]`;
    if (!isKind(enforcement?.kind)) return invalid({ where: at, expected: 'a firewall such as azureFirewall({ ... })', got: shown(enforcement) });
    const options = readOptions(enforcement.kind.options, enforcement.given, `${at}.${enforcement.kind.id}`);
    return options.ok ? valid({ kind: enforcement.kind, options: options.value }) : options;
  });
  const ids = given.flatMap((enforcement: Site['through'][number]) => enforcement?.kind?.id ?? []);
  const repeated = [...new Set(ids.filter((id: string, index: number) => ids.indexOf(id) !== index))];
  const problems = repeated.map((id) => ({ where, expected: 'each kind of firewall once', got: `${id} more than once` }));
  const checked = all(read);
  return problems.length > 0 ? invalid(...problems, ...(checked.ok ? [] : checked.problems)) : checked;
}

/** As far as can be seen before it is used. */
function isKind(kind: FirewallKind | undefined): boolean {
  const { id, options, check, cannot, lower, read, build } = kind ?? {};
  return isLine(id) && isOptionTable(options) && [cannot, lower, read, build, check ?? read].every((each) => typeof each === 'function');
}

function checkUses(id: string, points: readonly SitePoint[], vendors: readonly SiteVendor[]): readonly Problem[] {
  return points.flatMap((point) => point.kind.check?.([useOf(id, point, vendors)]) ?? []);
}

export const useOf = (site: string, { options }: SitePoint, vendors: readonly SiteVendor[]): Use<Readonly<Record<string, unknown>>> => ({
  site,
  options,
  vendors: vendors.map(({ document, priority }) => ({ id: document.id, priority })),
});
