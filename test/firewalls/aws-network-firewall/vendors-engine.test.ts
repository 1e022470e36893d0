import { awsNetworkFirewall } from '../../../src/firewalls/aws-network-firewall/index.js';
import type { DEFAULT_ACTIONS } from '../../../src/firewalls/aws-network-firewall/options.js';
import type { NetworkFirewallRules } from '../../../src/firewalls/aws-network-firewall/rules.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import { coversFlow } from '../../../src/model/flow.js';
import { parseProbe } from '../../../src/model/parse-probe.js';
import type { Probe } from '../../../src/model/probe.js';
import { type SitePlan, planSite } from '../../../src/site/plan-site.js';
import type { VendorProbes } from '../../../src/vendor/probes.js';
import { findVendor, load, vendorFolders } from '../../conformance/support/find.js';
import { describeWithSuricata } from '../../engine/support/describe-with-suricata.js';
import type { EnginePacket, Fate } from '../../engine/support/engine-packet.js';
import { judge } from '../../engine/support/judge.js';
import { flow, textsOf } from './support.js';

const HOME_NET = { name: 'HOME_NET', definition: ['10.20.0.0/16'] };

/** What a page's own probes come to in a real engine. Names may lead anywhere: here to an address that nobody lists. */
const read = (text: string): Probe => orThrow(parseProbe(text, text, { source: '10.20.0.5', address: '192.0.2.77' }));

const packetOf = ({ source, destination, protocol, port, application, name }: Probe): EnginePacket => ({
  source,
  destination,
  protocol: protocol === 'udp' ? 'udp' : 'tcp',
  port,
  application,
  ...(name === undefined ? {} : { name }),
});

function probesOf(folder: string): readonly VendorProbes[] {
  const flat = (probes: VendorProbes): readonly VendorProbes[] => [probes, ...(probes.variants ?? []).flatMap(flat)];
  return flat(load(`vendors/${folder}/probes.ts`)['probes'] as VendorProbes);
}

/** A site with this vendor alone, which lives with whatever is widened. */
function planOf(folder: string, { options }: VendorProbes, defaultAction: (typeof DEFAULT_ACTIONS)[number]): SitePlan {
  const { document } = findVendor(folder);
  const accept = Object.fromEntries(document.requirements.map(({ id }) => [`${document.id}/${id}`, 'a test']));
  const through = [awsNetworkFirewall({ defaultAction })];
  return orThrow(planSite({ id: 'office', sources: ['10.20.0.0/16'], vendors: { 500: { document, given: options } }, through, accept }));
}

/** Asked for from outside: the engine sees who connects to whom, not which of them is the site. */
function askedInward({ required }: SitePlan, { source, destination, ...probe }: Probe): boolean {
  const inward = flow(`${probe.port}/${probe.protocol} ${probe.application} ${destination}`, { from: [source], direction: 'ingress' });
  return required.some((asked) => coversFlow(asked, inward));
}

async function judged({ groups, policy }: NetworkFirewallRules, probes: readonly Probe[]): Promise<readonly Fate[]> {
  if (probes.length === 0) return [];
  const sets = [HOME_NET, ...groups.flatMap(({ ipSets }) => ipSets)];
  const variables = { ipSets: Object.fromEntries(sets.map(({ name, definition }) => [name, definition])), portSets: {} };
  return judge(textsOf(groups), policy?.defaultActions ?? [], variables, probes.map(packetOf));
}

describeWithSuricata('the probes of every vendor, judged by Suricata', () => {
  // The default, and the one that drops UDP both ways unless a rule passes it.
  const actions = ['aws:drop_established_app_layer_to_server', 'aws:drop_established'] as const;
  const cases = vendorFolders.flatMap((folder) => probesOf(folder).flatMap((probes, index) => actions.map((action) => ({ folder, index, probes, action }))));

  it.each(cases)('$folder $index under $action', async ({ folder, probes, action }) => {
    const plan = planOf(folder, probes, action);
    const rules = plan.plans[0]?.units[0]?.lowering.rules as NetworkFirewallRules;
    const passing = await judged(rules, probes.pass.map(read));
    expect(probes.pass.filter((_, index) => passing[index]?.verdict !== 'passed' || passing[index]?.repliesDropped)).toEqual([]);
    const refuse = probes.refuse.filter((text) => !askedInward(plan, read(text)));
    const refused = await judged(rules, refuse.map(read));
    expect(refuse.filter((_, index) => refused[index]?.verdict !== 'dropped')).toEqual([]);
  }, 30_000);
});
