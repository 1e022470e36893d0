/*
 * A policy's default actions as rules.
 *
 * AWS appends them to the policy's rules as rules of their own, and appends `noalert` to the drops whose alert twin
 * is not chosen (AWS best practices for Network Firewall, "Default actions"). Their text is not published. The
 * nearest published text is "Custom default block rules" in AWS's sample Suricata rules, which is said to serve the
 * same purpose; the `app_layer` forms below follow its design: what is recognised as TLS or HTTP waits for the whole
 * ClientHello or the whole request head, everything else is dropped with its first established packet.
 *
 * From the developer guide ("Managing evaluation order"):
 * - drop_strict drops every packet. As an IP-only rule it would be looked at in the first packet of each direction
 *   only, so a flow whose handshake is passed would then run free; hence one rule per direction.
 * - drop_established drops TCP packets of established connections that go to the server, and all packets of UDP,
 *   ICMP and the like, both ways.
 * - drop_established_app_layer also drops what comes from the server (banners, window updates, resets).
 * - drop_established_app_layer_to_server leaves what comes from the server alone.
 *
 * What remains different, or unknown:
 * - The guide does not say what the app_layer actions do to UDP. As in AWS's custom rules, a UDP packet is dropped
 *   whether or not its flow counts as established, in the action's own directions. If AWS waits for a reply before
 *   it calls UDP established, first packets to anywhere get out there and do not here. If `_to_server` also drops
 *   UDP replies, a rule set that is right here under drop_established is right there too: so test under both.
 * - The guide says that app_layer drops "all subsequent packets in the connection". Here a drop by address and port
 *   only takes that packet; TLS and HTTP drops take the flow. The verdict on the flow is the same.
 * - A flow that begins like TLS or HTTP and never completes its hello or its head is not dropped while it waits.
 *   Measured here; AWS's published text waits in the same way.
 * - A dropped packet is not sent again here. Under drop_established the first half of a split ClientHello is dropped
 *   and the flow counts as dropped, which is what AWS says happens.
 */

const SCOPES = ['strict', 'established', 'established_app_layer', 'established_app_layer_to_server'] as const;
type Scope = (typeof SCOPES)[number];

/** Above every SID that a rule set of ours uses; Suricata's SIDs are 32 bits. */
export const FIRST_DEFAULT_SID = 4_200_000_000;

const BOTH_WAYS = ['flow:to_server', 'flow:to_client'];
const NOT_TCP = 'ip_proto:!6';

const DENIALS: Record<Scope, readonly string[]> = {
  strict: BOTH_WAYS.map((way) => `ip any any -> any any (${way};`),
  established: [
    'tcp any any -> any any (flow:to_server,established;',
    ...BOTH_WAYS.map((way) => `ip any any -> any any (${NOT_TCP}; ${way};`),
  ],
  established_app_layer: appLayer('established', BOTH_WAYS),
  established_app_layer_to_server: appLayer('to_server,established', ['flow:to_server']),
};

/** Marks flows that are recognised and may still be waiting for their name; the marks must be set before a drop reads them. */
const RECOGNISED = ['tls', 'http'].map(
  (protocol) => `${protocol} any any -> any any (flow:to_server,established; flowbits:set,recognised; noalert;`,
);

function appLayer(established: string, ways: readonly string[]): readonly string[] {
  return [
    // The JA4 hash exists once the whole ClientHello was read, with a name or without.
    'tls any any -> any any (flow:to_server,established; ssl_state:client_hello; ja4.hash; content:"_";',
    'http any any -> any any (flow:to_server,established; http.header_names; content:"|0d 0a|"; startswith;',
    `tcp any any -> any any (flow:${established}; flowbits:isnotset,recognised;`,
    ...ways.map((way) => `ip any any -> any any (${NOT_TCP}; ${way};`),
  ];
}

/** The rules that a policy's stateful default actions stand for, to be evaluated after all others. */
export function defaultActionRules(actions: readonly string[]): string[] {
  const chosen = actions.map(parse);
  const has = (verb: 'drop' | 'alert', scope: Scope): boolean => chosen.some((one) => one.verb === verb && one.scope === scope);
  const denials = SCOPES.flatMap((scope) => {
    if (has('drop', scope)) return DENIALS[scope].map((rule) => `drop ${rule}${has('alert', scope) ? '' : ' noalert;'}`);
    return has('alert', scope) ? DENIALS[scope].map((rule) => `alert ${rule}`) : [];
  });
  const marks = denials.some((rule) => rule.includes('recognised')) ? RECOGNISED.map((rule) => `alert ${rule}`) : [];
  return [...marks, ...denials].map((rule, index) => `${rule} msg:"default action"; sid:${FIRST_DEFAULT_SID + index};)`);
}

function parse(action: string): { verb: 'drop' | 'alert'; scope: Scope } {
  const [, verb, scope] = /^aws:(drop|alert)_(.+)$/.exec(action) ?? [];
  const known = SCOPES.find((one) => one === scope);
  if (known === undefined) throw new Error(`default action: expected aws:drop_* or aws:alert_* with ${SCOPES.join(', ')}, got ${action}`);
  return { verb: verb === 'drop' ? 'drop' : 'alert', scope: known };
}
