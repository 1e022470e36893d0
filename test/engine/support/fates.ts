import { flowKey } from './capture.js';
import type { EnginePacket, Fate } from './engine-packet.js';

/** The part of a line of eve.json that decides a fate. */
interface EveEvent {
  readonly event_type: string;
  readonly proto?: string;
  readonly src_ip?: string;
  readonly src_port?: number;
  readonly dest_ip?: string;
  readonly dest_port?: number;
  readonly direction?: 'to_server' | 'to_client';
  readonly app_proto?: string;
  readonly alert?: { readonly signature_id: number; readonly action: string };
}

interface Tally {
  dropped: boolean;
  repliesDropped: boolean;
  seenAs: string | undefined;
  readonly passedBy: Set<number>;
  readonly droppedBy: Set<number>;
  readonly alertedBy: Set<number>;
}

/**
 * One fate per packet, from Suricata's log. Each flow must have been seen, or the fates would be of a capture that
 * never ran: a flow that the log does not know is an error.
 */
export function fatesOf(packets: readonly EnginePacket[], keys: readonly string[], rules: string, eveLog: string): Fate[] {
  const passes = sidsOf('pass', rules);
  const tallies = new Map(keys.map((key) => [key, emptyTally()]));
  for (const line of eveLog.split('\n')) {
    if (line !== '') count(tallies, passes, JSON.parse(line) as EveEvent);
  }
  return packets.map((packet, index) => fateOf(packet, tallies.get(keys[index] ?? '') ?? emptyTally()));
}

function sidsOf(action: string, rules: string): ReadonlySet<number> {
  const lines = rules.split('\n').filter((rule) => rule.startsWith(`${action} `));
  return new Set(lines.map((rule) => Number(/\bsid:\s*(\d+)/.exec(rule)?.[1])));
}

function count(tallies: Map<string, Tally>, passes: ReadonlySet<number>, event: EveEvent): void {
  const tally = tallies.get(keyOf(event));
  if (tally === undefined) return;
  if (event.event_type === 'flow') tally.seenAs = event.app_proto ?? 'unknown';
  if (event.event_type === 'drop') countDrop(tally, event);
  if (event.event_type === 'alert' && event.alert !== undefined) countAlert(tally, passes, event.alert);
}

function countDrop(tally: Tally, event: EveEvent): void {
  if (event.direction === 'to_client') tally.repliesDropped = true;
  else tally.dropped = true;
  if (event.alert !== undefined) tally.droppedBy.add(event.alert.signature_id);
}

// A pass is logged because rule-order.ts asks for it, as if it were an alert: only its SID tells it apart.
function countAlert(tally: Tally, passes: ReadonlySet<number>, alert: { signature_id: number; action: string }): void {
  if (alert.action === 'blocked') tally.droppedBy.add(alert.signature_id);
  else if (passes.has(alert.signature_id)) tally.passedBy.add(alert.signature_id);
  else tally.alertedBy.add(alert.signature_id);
}

function keyOf(event: EveEvent): string {
  const from = { address: event.src_ip ?? '', port: event.src_port ?? 0 };
  const to = { address: event.dest_ip ?? '', port: event.dest_port ?? 0 };
  const proto = event.proto ?? '';
  return event.direction === 'to_client' ? flowKey(proto, to, from) : flowKey(proto, from, to);
}

function fateOf(packet: EnginePacket, tally: Tally): Fate {
  if (tally.seenAs === undefined) throw new Error(`fates: suricata saw no flow for ${JSON.stringify(packet)}`);
  const sorted = (sids: Set<number>): number[] => [...sids].sort((a, b) => a - b);
  return {
    packet,
    verdict: tally.dropped ? 'dropped' : 'passed',
    repliesDropped: tally.repliesDropped,
    passedBy: sorted(tally.passedBy),
    droppedBy: sorted(tally.droppedBy),
    alertedBy: sorted(tally.alertedBy),
    seenAs: tally.seenAs,
  };
}

function emptyTally(): Tally {
  return { dropped: false, repliesDropped: false, seenAs: undefined, passedBy: new Set(), droppedBy: new Set(), alertedBy: new Set() };
}
