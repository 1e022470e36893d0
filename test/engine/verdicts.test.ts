import { orThrow } from '../../src/model/diagnostic.js';
import { parseProbe } from '../../src/model/parse-probe.js';
import type { Probe } from '../../src/model/probe.js';
import type { VendorProbes } from '../../src/vendor/probes.js';
import { variantsOf, vendorFolders } from '../vendors/support/vendor-folders.js';
import { isAsked } from './support/asked.js';
import { describeWithSuricata } from './support/describe-with-suricata.js';
import type { EnginePacket } from './support/engine-packet.js';
import { PUBLISHED, type RuleSet, SETTINGS, vendorRuleSet } from './support/rule-sets.js';
import { judgeTrials, line } from './support/verdicts.js';

// The packets that each vendor's folder names, written from its page, against what is synthesized for it.

/** The first address of the site, and one that no vendor has. */
const SOURCES = ['10.20.0.0/16'];
const DEFAULTS = { source: '10.20.0.0', address: '203.0.113.200' };

const read = (text: string): Probe => orThrow(parseProbe(text, text, DEFAULTS));

/** Opaque traffic does not show the name it was resolved from, and no packet says who is outside. */
function packetOf({ source, destination, protocol, port, application, name }: Probe): EnginePacket {
  const spoken = name === undefined || application === 'opaque' ? {} : { name };
  return { source, destination, protocol: protocol === 'udp' ? 'udp' : 'tcp', port, application, ...spoken };
}

/** The packet of each probe. A name that raw bytes are asked for leads to the addresses its vendor publishes, where the site goes by these. */
function packetsOf({ plan }: RuleSet, pass: readonly string[]): (text: string) => EnginePacket {
  const published = plan.vendors.some(({ media }) => media.mode === 'published-cidrs');
  const isRaw = ({ application }: Probe): boolean => published && application === 'opaque';
  const names = new Set(pass.map(read).filter(isRaw).flatMap(({ name }) => name ?? []));
  return (text) => {
    const probe = read(text);
    return packetOf(isRaw(probe) && names.has(probe.name ?? '') ? { ...probe, destination: PUBLISHED.address } : probe);
  };
}

/** Why a packet that the page does not ask for may pass: somebody said so. */
function reasonToPass({ plan, widenings }: RuleSet, text: string, packet: EnginePacket): string | undefined {
  const { direction } = read(text);
  const [same, other] = [true, false].map((wanted) => plan.required.filter((flow) => (flow.direction === direction) === wanted));
  if (isAsked(same ?? [], packet)) return undefined;
  if (isAsked(other ?? [], packet)) return 'asked the other way: a packet does not say who is outside';
  return isAsked(widenings.flatMap(({ permits }) => permits), packet) ? 'declared widening' : undefined;
}

async function judgeProbes(ruleSet: RuleSet, { pass, refuse }: VendorProbes) {
  const packet = packetsOf(ruleSet, pass);
  const trials = [...pass, ...refuse].map((text) => ({ kind: text, packet: packet(text) }));
  const judged = await judgeTrials(ruleSet, trials);
  const refused = judged.slice(pass.length).map((each) => ({ ...each, reason: reasonToPass(ruleSet, each.kind, each.packet) }));
  return {
    lost: judged.slice(0, pass.length).filter(({ fate }) => fate.verdict === 'dropped' || fate.repliesDropped),
    leaked: refused.filter(({ fate, reason }) => fate.verdict === 'passed' && reason === undefined),
    excused: refused.filter(({ fate, reason }) => fate.verdict === 'passed' && reason !== undefined),
  };
}

const cases = vendorFolders().flatMap((folder) => SETTINGS.map((settings) => ({ vendor: folder.document.id, folder, settings, ...settings })));

describeWithSuricata("each vendor's probes in Suricata 7", () => {
  const excuses = new Map<string, number>();
  let probes = 0;

  it.each(cases)('$vendor: $mode, $defaultAction', async ({ folder, settings }) => {
    for (const variant of variantsOf(folder.probes)) {
      const ruleSet = vendorRuleSet(folder, variant.options, settings, SOURCES);
      const { lost, leaked, excused } = await judgeProbes(ruleSet, variant);
      expect([...lost, ...leaked].map(line)).toEqual([]);
      // In Suricata rules no name, port or address is widened.
      expect(settings.mode === 'suricata' ? excused.filter(({ reason }) => reason === 'declared widening').map(line) : []).toEqual([]);
      probes += variant.pass.length + variant.refuse.length;
      for (const { kind, reason = '' } of excused) excuses.set(`${folder.document.id} ${kind}: ${reason}`, (excuses.get(`${folder.document.id} ${kind}: ${reason}`) ?? 0) + 1);
    }
  }, 120_000);

  afterAll(() => {
    const listed = [...excuses].map(([text, times]) => `  ${text} (${times} times)`).sort();
    process.stderr.write(`\nengine: ${probes} probes judged; these were to be refused and passed:\n${listed.join('\n')}\n`);
  });
});
