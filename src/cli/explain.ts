import type { Command } from 'commander';
import { type Explanation, type RowFor, explain } from '../check/explain.js';
import { neighbourhood, stacksBy } from '../check/neighbours.js';
import { printReason } from '../check/print-reason.js';
import { formatProbe } from '../check/sample.js';
import { readAddress } from '../model/address-slip.js';
import { orThrow } from '../model/diagnostic.js';
import { parsePackets } from '../model/parse-packets.js';
import type { SitePlan } from '../site/plan-site.js';
import { latest, readFrom } from './configurations.js';
import { print, printJson } from './output.js';
import { STACKS, folder, place } from './project.js';
import { survey } from './survey.js';

interface ExplainOptions {
  readonly stacks: string;
  readonly out: string;
  readonly from?: string;
  readonly in?: boolean;
  readonly config?: string;
  readonly json?: boolean;
}

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('does a packet pass, by which rule, for which row of which page; or what comes nearest')
    .argument('<site>', 'id of the site')
    .argument('<packet>', "'443/tcp api.withalleo.com', '3478/udp 18.157.71.113', '443/tcp tls NAME at ADDRESS'")
    .option('--from <address>', 'source; when it is not given, the first address of the site, or with --in anyone', address)
    .option('--in', 'it comes from outside')
    .option('--config <path>', 'Terraform JSON to read in place of what this project writes', place)
    .option('--stacks <folder>', 'folder of compiled stacks', folder, STACKS)
    .option('--out <folder>', 'where synth has written; read when it is of these very sites', folder, 'cdktf.out')
    .option('--json', 'as JSON')
    .action(async (site: string, packet: string, options: ExplainOptions) => {
      const packets = orThrow(parsePackets(packetText(packet, options), 'packet'));
      const { config: path } = options;
      const { plans, others, configs } = survey(options.stacks, [site], (wanted, near) => (path === undefined ? latest(options.stacks, options.out, [...wanted, ...near]) : readFrom(path, wanted)));
      const neighboursOf = neighbourhood(stacksBy([...plans, ...others], configs), others);
      for (const plan of plans) {
        const config = configs.get(plan.id);
        if (config === undefined) continue;
        const explanation = explain(plan, config, packets, neighboursOf(plan, config));
        await (options.json === true ? printJson(listing(plan, explanation)) : print(printed(plan, explanation)));
      }
    });
}

function address(text: string): string {
  orThrow(readAddress(text, '--from'));
  return text;
}

const packetText = (packet: string, { in: ingress, from }: ExplainOptions): string =>
  [packet, ...(ingress === true && !/ in(?: |$)/.test(packet) ? ['in'] : []), ...(from === undefined ? [] : ['from', from])].join(' ');

function printed(plan: SitePlan, { packet, verdict, reasons, rows, notes }: Explanation): string {
  return [
    `${formatProbe(packet)}: ${verdict}`,
    ...reasons.flatMap(printReason).map((line) => `  ${line}`),
    ...rows.flatMap((row) => [`  ${sentence(row)}`, `    ${cite(plan, row)}`]),
    ...(rows.length === 0 ? ['  no row of any vendor of this site asks for it'] : []),
    ...notes.map((note) => `  note: ${note}`),
  ].join('\n');
}

function sentence({ row, state, why }: RowFor): string {
  if (state === 'asked') return `asked for by ${row} (${why})`;
  return `${row} would ask for it, and is ${state}: ${why}`;
}

export function cite(plan: SitePlan, { row, requirement }: Pick<RowFor, 'row' | 'requirement'>): string {
  const document = plan.vendors.find(({ document: { id } }) => row.startsWith(`${id}/`))?.document;
  const source = document?.sources[requirement.source];
  return `"${requirement.quote}" ${source?.title ?? ''}, lines ${requirement.lines.join(', ')}, read ${source?.read ?? ''}`;
}

const listing = (plan: SitePlan, { rows, ...rest }: Explanation): unknown => ({
  site: plan.id,
  ...rest,
  rows: rows.map((row) => ({ row: row.row, state: row.state, why: row.why, quote: row.requirement.quote, lines: row.requirement.lines, source: cite(plan, row) })),
});
