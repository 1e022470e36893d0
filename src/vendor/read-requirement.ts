import { problemOfSlip, readAddress } from '../model/address-slip.js';
import { type Cidr, notGlobalReason, notOwnReason, parseCidr } from '../model/cidr.js';
import { type Checked, type Problem, all, invalid, shown, unknownWord, valid } from '../model/diagnostic.js';
import type { Destination } from '../model/destination.js';
import { type DomainPattern, formatPattern, parsePattern } from '../model/domain-pattern.js';
import { readOnce } from '../model/memo.js';
import { type PortRange, parsePorts } from '../model/port-range.js';
import { tooManyReason } from '../model/holdings.js';
import { APPLICATIONS, PROTOCOLS } from '../model/protocol.js';
import { isShared } from '../model/shared-name.js';
import type { Opening } from './vendor-document.js';

/** A destination of a row, with the path of an URL and what had to be read into it. */
export interface ReadDestination {
  readonly destination: Destination;
  readonly path?: string;
  readonly notes: readonly string[];
}

export interface ReadOpening extends Omit<Opening, 'ports'> {
  readonly ports: readonly PortRange[];
}

const LOOKS_NUMERIC = /^[\d.]+(\/|$)|^[\da-f:]*:[\da-f:.]*(\/\d+)?$/i;

/** `https://host:port/path?query`: what is left without scheme, port and query may be written; a host alone would open every path. */
const SCHEME = /^[a-z][a-z\d+.-]*:\/\/([^\s/:?#@]+)(?::\d+)?(\/[^\s?#]*)?(?:[?#]\S*)?$/i;

function withoutScheme(text: string): string | undefined {
  const [, host = '', path = ''] = SCHEME.exec(text) ?? [];
  return parsePattern(host, 'host').ok ? `${host}${path === '/' ? '' : path}` : undefined;
}

/** Reads one entry of a host column. `own`: the user's server, which may be private. */
export function readDestination(text: string, where: string, own: boolean): Checked<readonly ReadDestination[]> {
  if (typeof text !== 'string') return invalid({ where, expected: 'a host name, an URL without scheme or a CIDR', got: shown(text) });
  const slip = problemOfSlip(text, where);
  if (slip !== undefined) return invalid(slip);
  if (LOOKS_NUMERIC.test(text)) return readNetwork(text, where, own);
  const meant = withoutScheme(text);
  if (meant !== undefined) return invalid({ where, expected: 'a host name or an URL without a scheme', got: shown(text), meant });
  const slash = /\s|:\/\//.test(text) ? -1 : text.indexOf('/'); // two entries in one cell, or a scheme, are refused whole
  const path = slash > 0 && slash < text.length - 1 ? text.slice(slash) : undefined;
  const read = parsePattern(slash > 0 ? text.slice(0, slash) : text, where);
  if (!read.ok) return read;
  const unreadable = path !== undefined ? problemOfPath(path, where) : undefined;
  if (unreadable !== undefined) return invalid(unreadable);
  return valid(read.value.patterns.map((destination) => ({ destination, ...(path === undefined ? {} : { path }), notes: [...read.value.notes, ...cautionOn(destination)] })));
}

/** A page may ask for it; whoever opens it should know. */
const cautionOn = (pattern: DomainPattern): readonly string[] =>
  pattern.scope === 'below' && isShared(pattern.name) ? [`caution: anyone can have a host below ${pattern.name}, and ${formatPattern(pattern)} opens them all`] : [];

/** No row is for everything: the site opens that, with words that say so. */
const ANY_HOST = 'public addresses of the vendor (where its page says any host: its names, and media: any-destination in the site)';

function readNetwork(text: string, where: string, own: boolean): Checked<readonly ReadDestination[]> {
  const read = parseCidr(text, where);
  if (!read.ok) return read;
  const refused = own ? notOwnReason(read.value) : notGlobalReason(read.value);
  if (refused !== undefined) return invalid({ where, expected: own ? 'addresses of your own' : read.value.prefix === 0 ? ANY_HOST : 'public addresses of the vendor', got: `${text} (${refused})` });
  return valid([{ destination: read.value, notes: [] }]);
}

function problemOfPath(path: string, where: string): Problem | undefined {
  if (/[<>[\]]|(?<![$%])\{/.test(path)) return { where, expected: 'a path with its placeholders filled in', got: shown(path) };
  if (!/^[\w.~!$&'()+,;=:@%/{}-]*\*?$/.test(path)) return { where, expected: 'a path, with a star only at its end', got: shown(path) };
  return undefined;
}

const once = readOnce<Opening, ReadOpening>();

/** Reads what a row opens; the same opening, of any number of rows and sites, once. */
export function readOpening(opening: Opening, where: string): Checked<ReadOpening> {
  if (typeof opening !== 'object' || opening === null) return invalid({ where, expected: 'an object with protocol, ports and application', got: shown(opening) });
  return once(opening, () => readPorts(opening, where));
}

function readPorts(opening: Opening, where: string): Checked<ReadOpening> {
  const ports = portsOf(opening.ports, `${where}.ports`);
  const problems = [
    ...(PROTOCOLS.includes(opening.protocol) ? [] : [unknownWord(`${where}.protocol`, opening.protocol, PROTOCOLS)]),
    ...problemsOfApplication(opening, `${where}.application`),
  ];
  if (!ports.ok) return invalid(...problems, ...ports.problems);
  return problems.length > 0 ? invalid(...problems) : valid({ ...opening, ports: ports.value });
}

/** What pages call an application, where the nearest word is another one: `https` is no slip for `http`. */
const SPOKEN = new Map<unknown, string>([['https', 'tls'], ['ssl', 'tls'], ['wss', 'tls'], ['ws', 'http']]);

function problemsOfApplication({ protocol, application }: Opening, where: string): readonly Problem[] {
  if (protocol === 'udp') return application === 'opaque' ? [] : [{ where, expected: 'opaque for udp, which shows no name', got: shown(application) }];
  if (APPLICATIONS.includes(application)) return [];
  const spoken = SPOKEN.get(application);
  return [{ ...unknownWord(where, application, APPLICATIONS), ...(spoken === undefined ? {} : { meant: spoken }) }];
}

/** As text, or as the one number it is. */
const portsOf = (given: unknown, where: string): Checked<readonly PortRange[]> =>
  typeof given === 'string' || typeof given === 'number' ? parsePorts(String(given), where) : invalid({ where, expected: 'ports such as 443 or 80, 4700-5000', got: shown(given) });

/** Sources: at least one, never every address unless the row says that it is exposed on purpose; `exposed` is undefined for rows that cannot say it. */
export function readSources(texts: readonly string[], where: string, exposed?: boolean): Checked<readonly Cidr[]> {
  if (!Array.isArray(texts)) return invalid({ where, expected: 'a list of sources', got: shown(texts) });
  if (texts.length === 0) return invalid({ where, expected: 'at least one source', got: 'an empty list' });
  const read = all(texts.map((text, index) => readAddress(text, `${where}[${index}]`)));
  const reason = read.ok && exposed !== true ? tooManyReason(read.value) : undefined;
  const expected = exposed === undefined ? 'sources of your own' : 'sources that are known, or exposed: true for a server that the internet reaches';
  return reason === undefined ? read : invalid({ where, expected, got: `${shown(texts)} (${reason})` });
}
