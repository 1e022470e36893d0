import { formatProbe, samplePacket } from '../check/sample.js';
import type { Problem } from '../model/diagnostic.js';
import { groupBy } from '../model/group-by.js';
import { lossesOf, rowOf } from './fewest-losses.js';
import type { ReadSite } from './read-site.js';
import type { ClosedWidening, OpenWidening } from './settle-widenings.js';

/** What a site has to accept: one problem for each loss of a row on a firewall, with a packet that shows it. */
export function lackingProblems({ id, accept }: Pick<ReadSite, 'id' | 'accept'>, open: readonly OpenWidening[], lacking: ReadonlySet<string>): readonly Problem[] {
  const single = open.flatMap((widening) => lossesOf(widening).filter((loss) => lacking.has(loss)).map((loss) => ({ widening, row: rowOf(loss) })));
  return groupBy(single, ({ widening: { point, lost, why }, row }) => [row, point, lost, why].join('|')).map(([{ widening, row }]) => {
    const { point, lost, why, remedy } = widening;
    const loses = accept[row]?.loses;
    return {
      where: `sites.${id}.accept.${row}`,
      expected: `a reason to live with what ${point} permits beyond it (${lost}: ${why}), ${exampleOf(widening)}${remedy === undefined ? '' : `; or ${remedy}`}`,
      got: loses === undefined ? 'nothing' : `one for ${loses.join(', ')} alone`,
    };
  });
}

/** `such as 8443/tcp tls api.example.com at 203.0.113.7 from 10.20.0.0` */
export function exampleOf({ lost, flow, open }: OpenWidening): string {
  const packet = samplePacket(open);
  return `such as ${packet === undefined ? 'nothing' : formatProbe(packet)}${lost === 'path' ? ` on paths other than ${flow.path ?? ''}` : ''}`;
}

/** An acceptance that nothing needs would accept what comes later. */
export function unneededNotes(accept: ReadSite['accept'], needed: ReadonlySet<string>, closed: readonly ClosedWidening[]): readonly string[] {
  const rows = new Set([...needed].map(rowOf));
  const kept = closed.filter(({ but }) => but.length > 0);
  return Object.entries(accept).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([row, { loses = [] }]) => {
    if (!rows.has(row)) return [`accept: ${row} is not needed, ${whyNot(row, kept)}; take it out, or it accepts what comes later`];
    const idle = loses.filter((lost) => !needed.has(`${row} ${lost}`));
    return idle.map((lost) => `accept: ${row} is not needed for ${lost}; take that out, or it accepts what comes later`);
  });
}

function whyNot(row: string, closed: readonly ClosedWidening[]): string {
  const others = [...new Set(closed.filter((widening) => lossesOf(widening).map(rowOf).includes(row)).flatMap(({ but }) => but))].sort();
  return others.length === 0 ? 'nothing is permitted beyond it' : `what is permitted beyond it is accepted with ${others.join(', ')}`;
}
