import { formatCidr } from '../../src/model/cidr.js';
import type { Lines, Requirement } from '../../src/vendor/vendor-document.js';
import type { Options } from './options.js';
import { ports } from './ports.js';

type Row = Requirement<Options>;
type Entry = readonly [id: string, cidr: string, lines: Lines];

const datacentres: readonly Entry[] = [
  ['dc-main', '37.61.222.224/27', '35-37'],
  ['dc-failover', '146.0.229.160/27', '39-41'],
];

const germany: readonly Entry[] = [
  ['streaming-de-1', '18.157.71.112/28', '43-45'],
  ['streaming-de-2', '35.158.127.224/28', '47-49'],
  ['streaming-de-3', '3.123.12.128/28', '51-53'],
  ['streaming-de-4', '3.127.48.224/28', '55-57'],
  ['streaming-de-5', '18.156.18.0/27', '59-61'],
];

const ireland: readonly Entry[] = [
  ['streaming-irl-1', '52.51.63.16/28', '85-87'],
  ['streaming-irl-2', '52.213.63.176/28', '89-91'],
  ['streaming-irl-3', '18.202.216.0/28', '93-95'],
  ['streaming-irl-4', '3.248.234.48/28', '97-99'],
  ['streaming-irl-5', '3.248.243.144/28', '101-103'],
  ['streaming-irl-6', '3.248.244.96/27', '105-107'],
  ['streaming-irl-7', '99.80.88.240/28', '109-111'],
];

/** Required "in any case", or with its region. `said`: the line that says so for the whole list. */
const address =
  (about: string, said: Lines, necessity: Row['necessity'] = 'required') =>
  ([id, cidr, lines]: Entry): Row => ({
    id,
    about,
    source: 'page',
    lines: [lines, said, ...ports.addresses.lines],
    quote: cidr,
    necessity,
    opens: ports.addresses.opens,
    to: [cidr],
    inferred: ports.addresses.inferred,
    inspect: 'forbid',
  });

const inRegion = (value: Options['streamingRegions'][number]): Row['necessity'] => ({ feature: 'streamingRegions', value });

const globalStreaming: Row = {
  id: 'streaming-global',
  about: 'global streaming',
  source: 'page',
  lines: ['118-120', '114', ...ports.addresses.lines],
  quote: 'https://whitelist.tokbox.com/whitelist.json',
  necessity: inRegion('global'),
  opens: ports.addresses.opens,
  to: globalCidrs,
  inferred: `${ports.addresses.inferred}; the addresses are those of the pinned copy`,
  inspect: 'forbid',
};

/** Port 3478 or 5349 to where streams run. */
function stunTurn(port: '3478' | '5349', quote: string): Row {
  const feature = `stunTurn${port}` as const;
  const joined = ports[feature];
  return {
    id: `stun-turn-${port}`,
    about: `finding a way through NAT, port ${port}`,
    source: 'page',
    lines: joined.lines,
    quote,
    necessity: { feature },
    opens: joined.opens,
    to: streamingCidrs,
    inferred: joined.inferred,
  };
}

/** Germany always, the other regions as chosen. */
function streamingCidrs(options: Options): readonly string[] {
  const { streamingRegions } = options;
  return [...germany.map(cidrOf), ...(streamingRegions.includes('IRL') ? ireland.map(cidrOf) : []), ...(streamingRegions.includes('global') ? globalCidrs(options) : [])];
}

const cidrOf = ([, cidr]: Entry): string => cidr;

function globalCidrs({ globalStreaming: list }: Options): readonly string[] {
  return list === undefined ? [] : list.cidrs.map(formatCidr);
}

export const addressRows: readonly Row[] = [
  stunTurn('3478', 'TCP/UDP port 3478 should be open'),
  stunTurn('5349', 'we recommend that TCP/UDP ports 5349 is open'),
  ...datacentres.map(address('data centre', '31')),
  ...germany.map(address('streaming in Germany', '31')),
  ...ireland.map(address('streaming in Ireland', '79', inRegion('IRL'))),
  globalStreaming,
];
