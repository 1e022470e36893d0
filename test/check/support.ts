import { Testing } from 'cdktf';
import { assess } from '../../src/check/assess.js';
import { printCheck } from '../../src/check/print-check.js';
import type { Deployed } from '../../src/firewalls/firewall.js';
import { formatProblem, orThrow } from '../../src/model/diagnostic.js';
import { type Cidr, parseCidr } from '../../src/model/cidr.js';
import type { RaisedLimits } from '../../src/model/limit.js';
import type { Meter } from '../../src/model/meter.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import type { JsonMap } from '../../src/terraform/json.js';
import { readConfiguration } from '../../src/terraform/read-configuration.js';
import { PlannedEgress } from '../../src/site/construct.js';
import { type SitePlan, planSite } from '../../src/site/plan-site.js';
import type { Site } from '../../src/site/site.js';

export const cidr = (text: string): Cidr => orThrow(parseCidr(text, 'test'));

/** Resources by type and name, and data sources, as a configuration that somebody wrote. */
export const configOf = (resource: unknown, data?: unknown): TerraformConfig =>
  orThrow(readConfiguration([{ name: 'main.tf.json', json: { resource, ...(data === undefined ? {} : { data }) } as JsonMap }]));

export const deployed = (site: string, config: TerraformConfig, raised: readonly RaisedLimits[] = []): Deployed => ({ sites: [site], config, raised });

/** Meters as `name used/limit: shares`, by point. */
export function readings(meters: readonly Meter[]): Readonly<Record<string, readonly string[]>> {
  const lines = meters.map(({ point, name, used, limit, filledBy, unread, advisory }) => {
    const shares = filledBy.map(({ who, amount }) => `${who} ${amount}`).join(', ');
    return [point, `${name} ${used}/${limit}${shares === '' ? '' : `: ${shares}`}${unread === undefined ? '' : ` or more: ${unread}`}${advisory === undefined ? '' : ' (advice)'}`] as const;
  });
  return Object.fromEntries([...new Set(lines.map(([point]) => point))].map((point) => [point, lines.filter(([each]) => each === point).map(([, line]) => line)]));
}

/** A site with its plan, and what is written of it. All have the same addresses of resources, as sites of one project do. */
export interface Written {
  readonly plan: SitePlan;
  readonly config: TerraformConfig;
}

export function written(site: Site): Written {
  const plan = orThrow(planSite(site));
  const { resource } = JSON.parse(Testing.synthScope((scope) => void new PlannedEgress(scope, 'Egress', { plan }))) as { readonly resource: unknown };
  return { plan, config: configOf(resource) };
}

/** The same with resources that someone added by hand. */
export const edited = ({ plan, config }: Written, resource: unknown): Written => ({ plan, config: { ...config, resources: [...config.resources, ...configOf(resource).resources] } });

/** Sites, and configurations of nobody, assessed together; of each site in words what was found. */
export function assessed(sites: readonly Written[], strangers: Readonly<Record<string, TerraformConfig>> = {}): Readonly<Record<string, string>> {
  const configs = new Map([...sites.map(({ plan, config }) => [plan.id, config] as const), ...Object.entries(strangers)]);
  const { checks } = assess({ plans: sites.map(({ plan }) => plan), configs });
  return Object.fromEntries(checks.map((check) => [check.site, printCheck(check)]));
}

/** What is said of a site by resources that somebody wrote, beside configurations of nobody: the proof, and what is refused. */
export function judged(site: Site, resource: unknown, strangers: Readonly<Record<string, unknown>> = {}): string {
  const plan = orThrow(planSite(site));
  const configs = new Map([[plan.id, configOf(resource)], ...Object.entries(strangers).map(([name, each]) => [name, configOf(each)] as const)]);
  const { checks, problems } = assess({ plans: [plan], configs });
  return [...checks.map(printCheck), ...problems.map((problem) => `error: ${formatProblem(problem)}`)].join('\n');
}
