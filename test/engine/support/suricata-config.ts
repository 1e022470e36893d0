/** The variables of a firewall policy and its rule groups, as AWS names them. */
export interface RuleVariables {
  readonly ipSets: Readonly<Record<string, readonly string[]>>;
  readonly portSets: Readonly<Record<string, readonly string[]>>;
}

// What AWS's engine recognises in traffic. Naming them spares the start a warning for each.
const PROTOCOLS = [
  'http', 'http2', 'quic', 'ssh', 'smtp', 'ftp', 'imap', 'smb', 'dcerpc', 'rdp', 'sip', 'ntp', 'dhcp', 'tftp', 'krb5',
  'ike', 'snmp', 'rfb', 'mqtt', 'telnet', 'nfs', 'pgsql', 'bittorrent-dht',
];

/**
 * A whole suricata.yaml for one run in `folder`: nothing is taken from the machine's own configuration.
 * The stream engine works inline and fails closed, as AWS's default stream exception policy DROP does.
 * Parser errors drop nothing: AWS documents no such drop, and a drop here could hide a pass that is too wide.
 */
export function suricataConfig(folder: string, variables: RuleVariables): string {
  return `%YAML 1.1
---
vars:
  address-groups:
${groups(withExternalNet(variables.ipSets))}
  port-groups:
${groups(variables.portSets)}
default-log-dir: ${folder}
default-rule-path: ${folder}
rule-files: []
classification-file: ${folder}/classification.config
reference-config-file: ${folder}/reference.config
threshold-file: ${folder}/threshold.config
# Not AWS's order, see rule-order.ts.
action-order: [pass, alert, drop, reject]
exception-policy: drop-flow
pcap-file:
  checksum-checks: yes
stream:
  inline: yes
  midstream: false
  checksum-validation: yes
  memcap: 1gb
  reassembly:
    memcap: 1gb
flow:
  memcap: 512mb
  hash-size: 65536
  prealloc: 10000
app-layer:
  error-policy: ignore
  protocols:
    tls:
      enabled: yes
      detection-ports:
        dp: 443
      ja4-fingerprints: yes
    dns:
      tcp: { enabled: yes }
      udp: { enabled: yes }
${PROTOCOLS.map((name) => `    ${name}: { enabled: yes }`).join('\n')}
logging:
  default-log-level: warning
  outputs:
    - console: { enabled: yes }
stats: { enabled: no }
outputs:
  - eve-log:
      enabled: yes
      filetype: regular
      filename: eve.json
      types:
        - alert: { verdict: yes, metadata: no }
        - drop: { alerts: yes, flows: all, verdict: yes }
        - flow
        - tls
        - http
`;
}

/** EXTERNAL_NET is what HOME_NET is not, unless somebody says otherwise: so AWS computes it. */
function withExternalNet(ipSets: RuleVariables['ipSets']): RuleVariables['ipSets'] {
  return 'HOME_NET' in ipSets ? { EXTERNAL_NET: ['!$HOME_NET'], ...ipSets } : ipSets;
}

function groups(sets: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(sets)
    .map(([name, members]) => `    ${name}: ${JSON.stringify(members.length === 1 ? members[0] : `[${members.join(',')}]`)}`)
    .join('\n');
}
