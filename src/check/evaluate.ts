import type { Bounds, Filter, FilterLine } from '../model/filter.js';
import type { Probe } from '../model/probe.js';
import { EVERYTHING, type Point, type Space, holdsPoint, joinBoxes, pointOf, subtract } from '../model/space.js';

/** What a filter does with one packet, and the line that decides it; without a line `otherwise` decides. */
export interface Verdict {
  /** `unknown` where a line that is not read exactly could turn it. */
  readonly verdict: 'permit' | 'deny' | 'unknown';
  /** The line that decides for what is sure. */
  readonly line?: FilterLine;
  /** Where it is unknown: the line that would permit it if it matched. */
  readonly perhaps?: FilterLine;
}

/** What a filter does with the packet, whatever the spelling of its name and the port of its client. */
export const evaluateAnySpelling = (filter: Filter, probe: Probe): Verdict => evaluatePoint(filter, pointOf(probe));

/** What a filter does with this one packet: only what is else left open is asked again for it. */
export function evaluate(filter: Filter, probe: Probe): Verdict {
  const point = pointOf(probe);
  const found = evaluatePoint(filter, point);
  if (found.verdict !== 'unknown' || filter.forPacket === undefined) return found;
  return evaluatePoint(filter.forPacket(probe), point);
}

/**
 * Two walks down the lines. The strict one lets a packet be denied by what a line may match and be permitted only by
 * what it surely matches; the loose one the other way round. Where they agree, that is the verdict.
 */
export function evaluatePoint(filter: Filter, point: Point): Verdict {
  const strict = deciding(filter.lines, point, 'permit');
  const loose = deciding(filter.lines, point, 'deny');
  const sure = strict?.action ?? filter.otherwise;
  if (sure === (loose?.action ?? filter.otherwise)) return decided(sure, sure === 'permit' ? strict : loose);
  return { verdict: 'unknown', ...(strict === undefined ? {} : { line: strict }), ...(loose === undefined ? {} : { perhaps: loose }) };
}

/** By the line that is sure: another may be in front of it and say the same. */
const decided = (verdict: 'permit' | 'deny', line: FilterLine | undefined): Verdict => ({ verdict, ...(line === undefined ? {} : { line }) });

/** The first line that matches; lines of `held` match by the least they hold, the others by the most. */
const deciding = (lines: readonly FilterLine[], point: Point, held: FilterLine['action']): FilterLine | undefined =>
  lines.find((line) => holdsPoint(line.action === held ? line.least : line.most, point));

/** What a filter surely permits, and the most it may permit. */
export function permittedSpace(filter: Filter): Bounds {
  const most = folded(filter, 'deny');
  const isExact = filter.lines.every((line) => line.least === line.most);
  return { least: isExact ? most : folded(filter, 'permit'), most };
}

/** From the last line to the first: each permit adds, each deny takes away. Neighbours of one action are one step. */
function folded({ lines, otherwise }: Filter, held: FilterLine['action']): Space {
  const steps = runsOf(lines.filter((line) => spaceOf(line, held).length > 0));
  return steps.reduceRight<Space>((permitted, run) => {
    const space = joinBoxes(run.flatMap((line) => spaceOf(line, held)));
    return run[0].action === 'permit' ? joinBoxes([...permitted, ...space]) : subtract(permitted, space);
  }, otherwise === 'permit' ? [EVERYTHING] : []);
}

const spaceOf = (line: FilterLine, held: FilterLine['action']): Space => (line.action === held ? line.least : line.most);

function runsOf(lines: readonly FilterLine[]): readonly (readonly [FilterLine, ...FilterLine[]])[] {
  const runs: [FilterLine, ...FilterLine[]][] = [];
  for (const line of lines) {
    const run = runs[runs.length - 1];
    if (run !== undefined && run[0].action === line.action) run.push(line);
    else runs.push([line]);
  }
  return runs;
}
