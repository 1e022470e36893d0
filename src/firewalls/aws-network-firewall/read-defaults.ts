/** What a policy does with packets that no rule passed or dropped. */
export interface Defaults {
  /** Its resource and argument. */
  readonly rule: string;
  /** Some default drops; without one everything unmatched passes. */
  readonly drops: boolean;
  /** The handshake is dropped too. */
  readonly strict: boolean;
  /** Replies over TCP may be dropped. */
  readonly dropsReplies: boolean;
}

/** The stateful default actions that a strict order takes (API reference, FirewallPolicy, read 2026-11-20). */
export const DROPS = ['aws:drop_strict', 'aws:drop_established', 'aws:drop_established_app_layer', 'aws:drop_established_app_layer_to_server'] as const;

/**
 * Reads stateful default actions. Alerts decide nothing. `drop_established` drops data to the server and everything
 * that is not TCP; with `app_layer` it waits for the name and drops replies too; with `to_server` it does not over TCP,
 * and what it does with replies over UDP is not documented.
 */
export function readDefaults(actions: readonly string[], rule: string): Defaults {
  const has = (action: (typeof DROPS)[number]): boolean => actions.includes(action);
  return {
    rule,
    drops: DROPS.some(has),
    strict: has('aws:drop_strict'),
    dropsReplies: has('aws:drop_strict') || has('aws:drop_established_app_layer'),
  };
}
