import { type Checked, type Problem, all, invalid, shown, valid } from './diagnostic.js';
import { memo } from './memo.js';

/** Destination ports from `from` to `to`, both included, 1 to 65535. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

const EXPECTED = 'a port from 1 to 65535 or a range such as 4700-5000';
const HIGHEST = 65535;
const PORTS = /^(\d{1,5})(?:-(\d{1,5}))?$/;

/** Reads `443` or `4700-5000`; blanks around the dash are allowed, as pages print them. */
export function parsePortRange(text: string, where: string): Checked<PortRange> {
  const compact = text.trim().replace(/\s*[-\u2013]\s*/g, '-');
  const match = PORTS.exec(compact);
  if (match === null) return invalid(wrong(where, text, guessed(text)));
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  if (from < 1 || from > HIGHEST || to < 1 || to > HIGHEST) return invalid(wrong(where, text));
  if (from > to) return invalid({ where, expected: 'a range from low to high', got: shown(text), meant: `${to}-${from}` });
  return valid(Object.freeze({ from, to }));
}

/** Reads `80, 443, 4700-5000` into sorted ranges that neither touch nor overlap. */
export function parsePorts(text: string, where: string): Checked<readonly PortRange[]> {
  const parsed = all(text.split(',').map((part) => parsePortRange(part, where)));
  return parsed.ok ? valid(joinPortRanges(parsed.value)) : parsed;
}

/** The same ports in the fewest ranges, lowest first. */
export function joinPortRanges(ranges: readonly PortRange[]): readonly PortRange[] {
  const joined: PortRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined[joined.length - 1];
    if (last !== undefined && range.from <= last.to + 1) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else joined.push(range);
  }
  return Object.freeze(joined);
}

export const formatPortRange = ({ from, to }: PortRange): string => (from === to ? String(from) : `${from}-${to}`);

export const formatPorts = memo((ports: readonly PortRange[]): string => ports.map(formatPortRange).join(','));

/** How many ports the ranges name, for ranges that do not overlap. */
export const countPorts = (ports: readonly PortRange[]): number => ports.reduce((sum, { from, to }) => sum + to - from + 1, 0);

export const coversPorts = (wide: readonly PortRange[], narrow: readonly PortRange[]): boolean =>
  narrow.every(({ from, to }) => wide.some((range) => range.from <= from && to <= range.to));

function wrong(where: string, text: string, meant?: string): Problem {
  return { where, expected: EXPECTED, got: shown(text), ...(meant === undefined ? {} : { meant }) };
}

/** What pages print in place of lists and ranges: `80 and 443`, `1024 to 5000`, `1024+`, `443/tcp`, `any`. Not `80 or 443`: alternatives are never added up. */
function guessed(text: string): string | undefined {
  const said = text.toLowerCase().replace(/\b(?:tcp|udp|ports?)\b/g, ' ').replace(/\s+to\s+/g, '-').replace(/\b(\d+)\+/g, `$1-${HIGHEST}`).trim();
  if (/^(any|all|\*)$/.test(said)) return `1-${HIGHEST}`;
  const parts = said.split(/[\s;/&]+(?:and\s+)?/).filter((part) => part !== '');
  const guess = parts.join(', ');
  return parts.length > 0 && parts.every((part) => PORTS.test(part)) && guess !== text.trim() ? guess : undefined;
}
