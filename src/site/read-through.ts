import type { Enforcement, FirewallKind } from '../firewalls/firewall.js';
import { type Checked, all, invalid, shown, valid } from '../model/diagnostic.js';
import { isLine } from '../model/line.js';
import { isOptionTable, readOptions } from '../model/read-options.js';
import { uncalled } from './shown-id.js';
import type { Site } from './site.js';

/** A firewall of a site, with its options read. */
export interface SitePoint {
  readonly kind: FirewallKind;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The firewalls of a site; none where they cannot be read. */
export function pointsOf(site: Site): readonly SitePoint[] {
  const read = readThrough(site, '');
  return read.ok ? read.value : [];
}

const FIREWALL = 'a firewall such as azureFirewall({ ... })';

/** Reads the firewalls that the traffic of a site crosses. */
export function readThrough(site: Site, where: string): Checked<readonly SitePoint[]> {
  const given = site.through;
  if (!Array.isArray(given) || given.length === 0) return invalid({ where, expected: 'at least one firewall', got: shown(given) === '[]' ? 'an empty list' : shown(given) });
  const read = given.map((enforcement: Enforcement, index) => readEnforcement(enforcement, `${where}[${index}]`));
  const ids = given.flatMap((enforcement: Enforcement) => enforcement?.kind?.id ?? []);
  const repeated = [...new Set(ids.filter((id: string, index: number) => ids.indexOf(id) !== index))];
  const problems = repeated.map((id) => ({ where, expected: 'each kind of firewall once', got: `${id} more than once` }));
  const checked = all(read);
  return problems.length > 0 ? invalid(...problems, ...(checked.ok ? [] : checked.problems)) : checked;
}

function readEnforcement(enforcement: Enforcement, where: string): Checked<SitePoint> {
  if (!isKind(enforcement?.kind)) return invalid({ where, expected: FIREWALL, got: shown(enforcement) });
  const { kind, given } = enforcement;
  if (typeof enforcement === 'function') return invalid(uncalled(where, FIREWALL, kind.id));
  const options = readOptions(kind.options, given, `${where}.${kind.id}`);
  return options.ok ? valid({ kind, options: options.value }) : options;
}

/** As far as can be seen before it is used. */
function isKind(kind: FirewallKind | undefined): boolean {
  const { id, options, check, cannot, lower, read, build } = kind ?? {};
  return isLine(id) && isOptionTable(options) && [cannot, lower, read, build, check ?? read].every((each) => typeof each === 'function');
}
