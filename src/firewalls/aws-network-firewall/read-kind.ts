import { difference } from '../../model/interval-set.js';
import { EVERY_APPLICATION, protocolSet } from '../../model/space.js';
import type { Conditions } from './read-options.js';
import { type Header, TCP } from './read-protocol.js';

/** When a rule decides, and on what. */
export interface RuleKind {
  /** Packets before the connection is established, and after. */
  readonly opening: boolean;
  readonly data: boolean;
  /** What it decides on: the whole flow, or the packet it matched. `unsure` is one of them. */
  readonly scope: 'flow' | 'packet' | 'unsure';
}

/**
 * Suricata's kinds of rules and what each decides on (detect-engine.c, signature_properties, and measured with
 * `suricata --engine-analysis` 7.0.10 on 2026-11-20). Addresses and ports alone: the first packet of each side decides
 * for the flow, with a `!` among the addresses every packet. With `flow:` each packet for itself. What looks inside
 * decides for the flow once the application is known, which is after TCP is established; what asks for the application
 * alone and for a state of the flow decides on each packet from then on.
 */
export function kindOf(header: Header, options: Conditions, negates: boolean): RuleKind {
  const inside = header.inside || options.looksInside || options.asksProtocol;
  const needsTcp = difference(header.protocol.most, protocolSet(TCP)).length === 0 || isNamed(options);
  const scope = options.hasState && !options.looksInside ? 'packet' : 'flow';
  if (inside) return { opening: !needsTcp && !options.established, data: !options.notEstablished, scope };
  if (options.hasFlow) return { opening: !options.established, data: !options.notEstablished, scope: 'packet' };
  return { opening: true, data: negates || options.unread.length > 0, scope: 'flow' };
}

/** Of a rule that is not sure: may be there or not, or one of its keywords may make it decide on packets. */
export const scopeInDoubt = ({ scope }: RuleKind, { asksPackets }: Conditions): RuleKind['scope'] => (scope === 'packet' || asksPackets ? 'unsure' : 'flow');

const isNamed = (options: Conditions): boolean => difference(EVERY_APPLICATION, options.application.most).length > 0;
