import type { Command } from 'commander';
import { type Opening, whoOpens } from '../check/explain.js';
import { neighbourhood, stacksBy } from '../check/neighbours.js';
import { orThrow } from '../model/diagnostic.js';
import { parsePackets } from '../model/parse-packets.js';
import { wordsOf } from '../report/print-site.js';
import { reportFlow } from '../report/site-report.js';
import type { SitePlan } from '../site/plan-site.js';
import { planSitesOrThrow } from '../site/plan-sites.js';
import { latest } from './configurations.js';
import { cite } from './explain.js';
import { print, printJson } from './output.js';
import { STACKS, folder, sitesOf } from './project.js';

interface WhoOpensOptions {
  readonly stacks: string;
  readonly out: string;
  readonly json?: boolean;
}

export function addWhoOpens(program: Command): void {
  program
    .command('who-opens')
    .description('which sites open some of these packets, out or in, for which rows, by which rules')
    .argument('<packets>', "'3478/udp', '443/tcp *.tokbox.com', '1-1024/tcp 0.0.0.0/0', '*/tcp in' for what comes in alone")
    .option('--stacks <folder>', 'folder of compiled stacks', folder, STACKS)
    .option('--out <folder>', 'where synth has written; read when it is of these very sites', folder, 'cdktf.out')
    .option('--json', 'as JSON')
    .action(async (text: string, options: WhoOpensOptions) => {
      const packets = orThrow(parsePackets(text, 'packets'));
      const plans = planSitesOrThrow(sitesOf(options.stacks));
      const configs = latest(options.stacks, options.out, plans);
      const neighboursOf = neighbourhood(stacksBy(plans, configs));
      const found = plans.flatMap((plan) => {
        const config = configs.get(plan.id);
        return config === undefined ? [] : [{ plan, opening: whoOpens(plan, config, packets, neighboursOf(plan, config)) }];
      });
      const open = found.filter(({ opening }) => opening.rows.length + opening.rules.length > 0);
      if (options.json === true) await printJson(open.map(({ plan, opening }) => listing(plan, opening)));
      else await print(open.length === 0 ? `no site opens ${text}` : open.map(({ plan, opening }) => printed(plan, opening)).join('\n\n'));
    });
}

function printed(plan: SitePlan, { site, rows, rules }: Opening): string {
  return [
    site,
    ...rows.flatMap(({ row, requirement, flows }) => [`  ${row}`, ...wordsOf(flows.map(reportFlow)).map((words) => `    ${words}`), `    ${cite(plan, { row, requirement })}`]),
    ...rules.map(({ firewall, rule, about }) => `  ${firewall}: ${rule}${about === undefined ? '' : ` (${about})`}`),
  ].join('\n');
}

const listing = (plan: SitePlan, { site, rows, rules }: Opening): unknown => ({
  site,
  rows: rows.map(({ row, requirement, flows }) => ({ row, flows: flows.map(reportFlow), quote: requirement.quote, source: cite(plan, { row, requirement }) })),
  rules,
});
