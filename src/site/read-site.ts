import { readAddress } from '../model/address-slip.js';
import { type Cidr, joinCidrs, notOwnReason } from '../model/cidr.js';
import { type Checked, type Problem, all, invalid, shown, unknownWord, valid } from '../model/diagnostic.js';
import { tooManyReason } from '../model/holdings.js';
import { type Packets, asSpoken, packetsText, parsePackets } from '../model/parse-packets.js';
import type { Use } from '../firewalls/firewall.js';
import { problemOfReason } from './problem-of-reason.js';
import { readAccept } from './read-accept.js';
import { type SitePoint, readThrough } from './read-through.js';
import { type SiteVendor, readVendors } from './read-vendors.js';
import { shownId } from './shown-id.js';
import type { Acceptance, Site } from './site.js';

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
  readonly packets: readonly Packets[];
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_ID = 40;

/** Reads a site: all its problems at once. */
export const readSite = (site: Site): Checked<ReadSite> =>
  typeof site === 'object' && site !== null ? readProperties(site) : invalid({ where: 'site', expected: 'a site such as defineSite({ ... })', got: shown(site) });

function readProperties(site: Site): Checked<ReadSite> {
  const where = `sites.${shownId(site.id)}`;
  const sources = readSources(site.sources, `${where}.sources`);
  const vendors = readVendors(site, sources.ok ? sources.value : [], `${where}.vendors`);
  const points = readThrough(site, `${where}.through`);
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
      return packets.ok ? valid({ expect, text: packetsText(text), packets: expect === 'permit' ? asSpoken(packets.value) : [packets.value] }) : packets;
    });
  });
  return all(read);
}

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
  const read = readAddress(text, where);
  const reason = read.ok && read.value.prefix > 0 ? notOwnReason(read.value) : undefined; // every address is told of the list
  return reason === undefined ? read : invalid({ where, expected: "a CIDR of the site's own", got: `${text} (${reason})` });
}

function checkUses(id: string, points: readonly SitePoint[], vendors: readonly SiteVendor[]): readonly Problem[] {
  return points.flatMap((point) => point.kind.check?.([useOf(id, point, vendors)]) ?? []);
}

export const useOf = (site: string, { options }: SitePoint, vendors: readonly SiteVendor[]): Use<Readonly<Record<string, unknown>>> => ({
  site,
  options,
  vendors: vendors.map(({ document, priority }) => ({ id: document.id, priority })),
});
