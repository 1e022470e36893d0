import type { Reason } from './reasons.js';

/** `azure-firewall permits it: <rule> (alleo/api)`, and the nearest rule where there is none. */
export function printReason({ firewall, verdict, mayDeny, rule, about, unread, nearest }: Reason): readonly string[] {
  const word = { permit: 'permits it', deny: 'denies it', unknown: mayDeny === true ? 'may deny it' : 'may permit it' }[verdict];
  return [
    `${firewall} ${word}: ${rule}${about === undefined ? '' : ` (${about})`}${unread === undefined ? '' : `; not read: ${unread}`}`,
    ...(nearest === undefined ? [] : [`  nearest: ${nearest.rule}${nearest.about === undefined ? '' : ` (${nearest.about})`}, which differs in ${nearest.differs.map((axis, index) => `${axis} (it has ${nearest.holds[index]})`).join(' and ')}`]),
  ];
}
