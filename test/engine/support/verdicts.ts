import { type Flow, formatFlow } from '../../../src/model/flow.js';
import { isAsked } from './asked.js';
import type { EnginePacket, Fate } from './engine-packet.js';
import { judge } from './judge.js';
import type { Trial } from './near-misses.js';
import type { RuleSet } from './rule-sets.js';

export const WRONGS = ['dropped', 'reply dropped', 'passed'] as const;
export type Wrong = (typeof WRONGS)[number];

/** A trial with what was asked, what was declared, and what the engine did. */
export interface Judged extends Trial {
  readonly fate: Fate;
  readonly asked: boolean;
  /** Not asked, and inside a widening that the lowering declares. */
  readonly widened: boolean;
  readonly wrong?: Wrong;
}

/** Sends all trials through the rules in one capture and compares each fate with what the site asked for. */
export async function judgeTrials({ plan, policy, widenings }: RuleSet, trials: readonly Trial[]): Promise<readonly Judged[]> {
  const permits = widenings.flatMap((widening) => widening.permits);
  const fates = await judge(policy.ruleGroups, policy.defaultActions, policy.variables, trials.map(({ packet }) => packet));
  return fates.map((fate, index) => compare(trials[index]?.kind ?? '', fate, plan.required, permits));
}

function compare(kind: string, fate: Fate, required: readonly Flow[], permits: readonly Flow[]): Judged {
  const asked = isAsked(required, fate.packet);
  const widened = !asked && isAsked(permits, fate.packet);
  const wrong = wrongOf(fate, asked, widened);
  return { packet: fate.packet, kind, fate, asked, widened, ...(wrong === undefined ? {} : { wrong }) };
}

function wrongOf({ verdict, repliesDropped }: Fate, asked: boolean, widened: boolean): Wrong | undefined {
  if (!asked) return verdict === 'passed' && !widened ? 'passed' : undefined;
  if (verdict === 'dropped') return 'dropped';
  return repliesDropped ? 'reply dropped' : undefined;
}

/** What the engine is known to lose, whatever the rules say; counted for itself. A pass is never excused. */
export const KNOWN_LOSSES = ['split hello', 'host in capitals with port'] as const;

/** Only these wait for the second half of a ClientHello. */
const WAITING = ['aws:drop_established_app_layer', 'aws:drop_established_app_layer_to_server'];

/** Suricata lower-cases a Host without a port, and takes off a port, but not both at once. */
export function isKnownLoss({ kind, wrong }: Judged, { defaultAction }: RuleSet): boolean {
  if (wrong !== 'dropped') return false;
  return kind === 'host in capitals with port' || (kind === 'split hello' && !WAITING.includes(defaultAction));
}

/** Widenings that no packet showed: nothing inside them passed that was not asked for. */
export function unshown({ plan, widenings }: RuleSet, judged: readonly Judged[]): readonly string[] {
  const passed = judged.filter(({ fate }) => fate.verdict === 'passed').map(({ packet }) => packet);
  const shows = (permits: readonly Flow[], lost: string, packet: EnginePacket): boolean =>
    // The path of a TLS connection is not in the packet: that its host passes as a whole is the widening.
    isAsked(permits, packet) && (!isAsked(plan.required, packet) || (lost === 'path' && packet.application === 'tls'));
  return widenings.filter(({ permits, lost }) => !passed.some((packet) => shows(permits, lost, packet))).map(({ lost, flow }) => `${lost}: ${formatFlow(flow)}`);
}

/** One line for a person: what was tried, and what came of it. */
export function line({ packet: { source, destination, protocol, port, application, name, ...rest }, kind, asked, fate }: Judged): string {
  const extra = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`;
  const { verdict, repliesDropped, passedBy, droppedBy, seenAs } = fate;
  return `${kind}: ${source} -> ${destination} ${port}/${protocol} ${application} ${name ?? ''}${extra}: ${asked ? 'asked' : 'not asked'}, ${verdict}${repliesDropped ? ', replies dropped' : ''} (seen as ${seenAs}, passed by ${passedBy.join()}, dropped by ${droppedBy.join()})`;
}
