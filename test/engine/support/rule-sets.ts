import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformStack, Testing } from 'cdktf';
import { AwsNetworkFirewallExample } from '../../../src/firewalls/aws-network-firewall/example.js';
import { awsNetworkFirewall } from '../../../src/firewalls/aws-network-firewall/index.js';
import { DEFAULT_ACTIONS } from '../../../src/firewalls/aws-network-firewall/options.js';
import type { Widening } from '../../../src/firewalls/firewall.js';
import { type Checked, orThrow } from '../../../src/model/diagnostic.js';
import { PlannedEgress, SiteEgress } from '../../../src/site/construct.js';
import { findSites } from '../../../src/site/find-sites.js';
import { type SitePlan, planSite } from '../../../src/site/plan-site.js';
import type { TerraformConfig } from '../../../src/terraform/config.js';
import type { JsonMap } from '../../../src/terraform/json.js';
import { readConfiguration } from '../../../src/terraform/read-configuration.js';
import type { VendorDocument } from '../../../src/vendor/vendor-document.js';
import { buildApp } from '../../../stacks/main.js';
import { type VendorFolder, ROOT } from '../../vendors/support/vendor-folders.js';
import { type SynthesizedPolicy, policyIn } from './synthesized-policy.js';

export const MODES = ['suricata', 'domain-list'] as const;
export type Mode = (typeof MODES)[number];

export type DefaultAction = (typeof DEFAULT_ACTIONS)[number];
export { DEFAULT_ACTIONS };

/** What a site asks for, and what was synthesized for its Network Firewall. */
export interface RuleSet {
  /** Stack or vendor. */
  readonly name: string;
  readonly mode: string;
  readonly defaultAction: string;
  readonly plan: SitePlan;
  readonly policy: SynthesizedPolicy;
  /** What the lowering says it permits beside what was asked. */
  readonly widenings: readonly Widening[];
  /** The same text, read back by the product. */
  readonly config: TerraformConfig;
}

/** Every combination of mode and default action. */
export const SETTINGS = MODES.flatMap((mode) => DEFAULT_ACTIONS.map((defaultAction) => ({ mode, defaultAction })));

type Options = Readonly<Record<string, unknown>>;

/** Where raw TCP and UDP to a name is led, in place of the addresses that its vendor would publish. */
export const PUBLISHED = { cidr: '198.51.100.192/28', address: '198.51.100.200' };
const MEDIA = { mode: 'published-cidrs', cidrs: [PUBLISHED.cidr], source: 'nobody', asOf: '2026-11-20' };

const KIND = awsNetworkFirewall.kind.id;

/** Every stack of the example app that has a Network Firewall, and the smallest stack that its folder shows. */
export function stackRuleSets(): readonly RuleSet[] {
  const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-engine-'));
  try {
    buildApp(folder).synth();
    const plans = findSites(join(ROOT, 'stacks')).map((site) => orThrow(planSite(site))).filter(({ points }) => points.some(({ kind }) => kind.id === KIND));
    return [...plans.map((plan) => ruleSet(plan.id, plan, readFileSync(join(folder, 'stacks', plan.id, 'cdk.tf.json'), 'utf8'))), exampleRuleSet()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function exampleRuleSet(): RuleSet {
  const stack = new AwsNetworkFirewallExample(Testing.app(), 'example');
  const egress = stack.node.findAll().find((each): each is SiteEgress => each instanceof SiteEgress);
  if (egress === undefined) throw new Error('example.ts: expected a SiteEgress');
  return ruleSet(`example ${egress.plan.id}`, egress.plan, Testing.synth(stack));
}

/** A site with this vendor alone behind a Network Firewall. */
export function vendorRuleSet({ document }: VendorFolder, given: Options, settings: (typeof SETTINGS)[number], sources: readonly string[], id = 'office-engine'): RuleSet {
  const planned = planVendor(document, given, settings, sources, id);
  // Raw TCP or UDP that is required to a name alone cannot be said without addresses.
  const plan = planned.ok ? planned.value : orThrow(planVendor(document, { ...given, media: MEDIA }, settings, sources, id));
  const stack = new TerraformStack(Testing.app(), plan.id);
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  new PlannedEgress(stack, 'egress', { plan });
  // Without validations: the engine judges the rules whatever the proof says of them, and does not pay for it.
  return ruleSet(document.id, plan, Testing.synth(stack));
}

/** Every widening is accepted: what they come to is judged here. */
function planVendor(document: VendorDocument, given: Options, settings: (typeof SETTINGS)[number], sources: readonly string[], id: string): Checked<SitePlan> {
  const accept = Object.fromEntries(document.requirements.map((row) => [`${document.id}/${row.id}`, 'judged by the engine']));
  return planSite({ id, sources, vendors: { 500: { document, given } }, through: [awsNetworkFirewall(settings)], accept });
}

function ruleSet(name: string, plan: SitePlan, terraformJson: string): RuleSet {
  const point = plan.plans.find(({ kind }) => kind.id === KIND);
  if (point === undefined) throw new Error(`${name}: expected a Network Firewall`);
  const { mode, defaultAction } = point.options;
  const config = orThrow(readConfiguration([{ name, json: JSON.parse(terraformJson) as JsonMap }]));
  const widenings = point.units.flatMap(({ lowering }) => lowering.widenings);
  return { name, mode: String(mode), defaultAction: String(defaultAction), plan, policy: policyIn(terraformJson), widenings, config };
}
