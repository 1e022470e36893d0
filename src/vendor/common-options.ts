import type { Cidr } from '../model/cidr.js';
import { type Checked, invalid, shown, valid } from '../model/diagnostic.js';
import { type PortRange, countPorts, formatPorts } from '../model/port-range.js';
import type { Protocol } from '../model/protocol.js';
import { type OptionsInput, type OptionsOf, cidrs, choice, date, group, listOf, optional, text, withDefault } from '../model/option.js';

/** A range this wide needs its size in the acknowledgement (reference: semantic decision 18). */
const WIDE = 1000;

const word = text('a requirement id or a necessity', 'a requirement id, or recommended, or optional', /^[a-z0-9][a-z0-9-]*$/);

const mediaTable = {
  mode: choice('what to do', ['omit', 'published-cidrs', 'any-destination']),
  cidrs: optional(cidrs('addresses the vendor publishes')),
  source: optional(text('where the addresses were read', 'a file name or address', /\S/)),
  asOf: optional(date('when they were read')),
  acknowledge: withDefault(listOf('openings that may go to any destination', text('vendor, protocol and ports', 'text such as alleo:udp:3478', /\S/)), []),
} as const;

/** Options that every vendor has. */
export const commonOptions = {
  include: withDefault(listOf('recommended and optional rows to open: all of a necessity, or one by its id', word), []),
  exclude: withDefault(listOf('rows not to open, by id', word), []),
  media: withDefault(group('UDP or raw TCP to a name that a firewall on the way cannot match', mediaTable), { mode: 'omit' }),
} as const;

/** What stands beside the options of a vendor in its own construct, and describes the site. */
export const SITE_PROPS = ['site', 'priority', 'sources', 'through', 'accept', 'permits', 'denies', 'unproved'] as const;

export type CommonOptions = OptionsInput<typeof commonOptions>;
export type CommonSettings = OptionsOf<typeof commonOptions>;

/** What a site does with opaque traffic to a name that a firewall cannot match. */
export type Media =
  | { readonly mode: 'omit' }
  | { readonly mode: 'published-cidrs'; readonly cidrs: readonly Cidr[]; readonly source: string; readonly asOf: string }
  | { readonly mode: 'any-destination'; readonly acknowledge: readonly string[] };

/** The words that acknowledge an opening to any destination: `alleo:udp:3478`, and the size of a wide range. */
export function acknowledgement(vendor: string, protocol: Protocol, ports: readonly PortRange[]): string {
  const count = countPorts(ports);
  return `${vendor}:${protocol}:${formatPorts(ports)}${count > WIDE ? `:${count}-ports` : ''}`;
}

/** Reads `media` as one of its three forms. */
export function mediaOf(settings: CommonSettings['media'], where: string): Checked<Media> {
  if (settings.mode === 'omit') return valid({ mode: 'omit' });
  if (settings.mode === 'any-destination') return valid({ mode: 'any-destination', acknowledge: settings.acknowledge });
  const { cidrs: addresses, source, asOf } = settings;
  if (addresses !== undefined && source !== undefined && asOf !== undefined) return valid({ mode: 'published-cidrs', cidrs: addresses, source, asOf });
  const missing = Object.entries({ cidrs: addresses, source, asOf }).filter(([, value]) => value === undefined);
  return invalid(...missing.map(([name, value]) => ({ where: `${where}.${name}`, expected: 'a value with published-cidrs', got: shown(value) })));
}

