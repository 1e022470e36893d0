import type { SortedFlows } from './cannot.js';
import type { Context } from './options.js';

/** What the operator has to know or do; each with the condition under which it matters. */
export function notesOf({ site, options }: Context, { named, addressed }: SortedFlows, listed: number): readonly string[] {
  const { defaultAction, existingPolicyArn, firewall, mode } = options;
  const said: readonly (readonly [boolean, string])[] = [
    [
      existingPolicyArn !== undefined,
      `your policy has to reference the rule groups by hand or where it is written, each with the priority given in the output rule-group-references: Terraform cannot add references from outside. It has to be in strict order, with the default actions ${defaultAction} and its alert twin`,
    ],
    [
      existingPolicyArn !== undefined,
      'a group that outgrows its capacity is replaced by one of another name, and AWS deletes none that a policy references: apply makes the new one and fails at the old one after ten minutes. Let your policy reference the new one in its place, and apply again; a higher capacityHeadroom puts it off', // hashicorp/terraform-provider-aws issue 19616, read 2026-11-20
    ],
    [existingPolicyArn === undefined && firewall === undefined, 'no firewall is made: give the policy in the output firewall-policy-arn to yours'],
    [firewall !== undefined, 'route traffic through the endpoints of the firewall, both ways: the output firewall-status has them, no route is made'],
    [named.some(({ application }) => application === 'http'), 'HTTP: a connection is judged by the Host of its first request; a later request in it can name another, and a Host in capitals with a port is dropped'],
    [
      named.length > 0 && (defaultAction === 'aws:drop_established' || defaultAction === 'aws:drop_strict'),
      `${defaultAction} can drop a TLS ClientHello that comes in two packets, as post-quantum key shares make it, before its name is seen`,
    ],
    [
      named.length > 0 && defaultAction === 'aws:drop_established_app_layer',
      'aws:drop_established_app_layer also drops what servers send: replies pass because a match by name holds for the connection, as Suricata reads it; try it before you rely on it',
    ],
    [
      named.length > 0 && defaultAction === 'aws:drop_strict',
      'aws:drop_strict needs handshakes passed to every address; AWS and Suricata disagree whether such a pass ends the inspection of the connection: try it before you rely on it',
    ],
    [mode === 'domain-list' && listed < named.length, `flows by name whose sources a domain list cannot hold: ${named.length - listed}; they are said in Suricata rules`],
    [
      existingPolicyArn !== undefined && [...named, ...addressed].some(({ inspect }) => inspect === 'forbid'),
      'some rows forbid TLS inspection: keep them out of the scope of your policy\'s TLS inspection configuration',
    ],
  ];
  return said.filter(([holds]) => holds).map(([, note]) => `aws-network-firewall of ${site}: ${note}`);
}
