import type { VendorProbes } from '../../../src/vendor/probes.js';

/** Written from the page, not from the rows: two readings that have to agree. */
export const probes: VendorProbes = {
  options: { tenant: 'acme' },
  pass: ['443/tcp tls acme.fernsprech.example', '3478/udp 198.51.100.7', '49999/udp 198.51.100.255'],
  refuse: ['80/tcp http acme.fernsprech.example', '443/tcp tls fernsprech.example', '50000/udp 198.51.100.7', '3478/udp 198.51.101.0'],
  variants: [{ options: { tenant: 'acme', calls: false }, pass: ['443/tcp tls acme.fernsprech.example'], refuse: ['3478/udp 198.51.100.7'] }],
};
