import type { VendorProbes } from '../../src/vendor/probes.js';

const base = { server: '10.1.2.10', uiClients: ['10.20.0.0/16'] };
const cce = { ...base, solution: 'CCE', mrPgs: ['10.9.0.4'] };
const ccx = { ...base, solution: 'CCX' };

/** Written from the page: who calls which listener, and what must stay closed. */
export const probes: VendorProbes = {
  options: cce,
  pass: [
    '443/tcp tls 10.1.2.10 in from 10.20.0.0',
    '443/tcp tls 10.1.2.10 in from 10.20.255.255',
    '7443/tcp tls 10.1.2.10 in from 10.20.3.4',
    '38001/tcp 10.1.2.10 in from 10.9.0.4',
  ],
  refuse: [
    '80/tcp http 10.1.2.10 in from 10.20.3.4',
    '7071/tcp http 10.1.2.10 in from 10.20.3.4',
    '443/tcp tls 10.1.2.10 in from 10.21.0.0',
    '443/tcp tls 10.1.2.10 in from 203.0.113.9',
    '443/tcp tls 10.1.2.11 in from 10.20.3.4',
    '443/udp 10.1.2.10 in from 10.20.3.4',
    '38001/tcp 10.1.2.10 in from 10.9.0.5',
    '38001/tcp 10.1.2.10 in from 10.20.3.4',
    '5222/tcp 10.1.2.10 in from 10.20.3.4',
    '1024/tcp 10.1.2.10 in from 10.20.3.4',
    '65535/tcp 10.1.2.10 in from 10.9.0.4',
    '5222/tcp 203.0.113.9 from 10.1.2.10',
    '443/tcp tls 10.1.2.10 from 10.20.3.4',
  ],
  variants: [
    {
      options: ccx,
      pass: ['443/tcp tls 10.1.2.10 in from 10.20.3.4', '7443/tcp tls 10.1.2.10 in from 10.20.3.4'],
      refuse: ['38001/tcp 10.1.2.10 in from 10.9.0.4', '38001/tcp 10.1.2.10 in from 10.20.3.4', '25/tcp 10.1.9.9 from 10.1.2.10'],
    },
    {
      options: { ...cce, mrPort: 40001 },
      pass: ['40001/tcp 10.1.2.10 in from 10.9.0.4'],
      refuse: ['38001/tcp 10.1.2.10 in from 10.9.0.4', '40001/tcp 10.1.2.10 in from 10.20.3.4'],
    },
    {
      options: { ...ccx, publicChat: { enabled: true, sources: ['10.30.0.0/24', '198.51.100.8'] } },
      pass: ['443/tcp tls 10.1.2.10 in from 10.30.0.9', '443/tcp tls 10.1.2.10 in from 198.51.100.8'],
      refuse: [
        '443/tcp tls 10.1.2.10 in from 198.51.100.9',
        '7443/tcp tls 10.1.2.10 in from 10.30.0.9',
        '80/tcp http 10.1.2.10 in from 10.30.0.9',
      ],
    },
    {
      options: { ...ccx, publicChat: { enabled: true, exposeToInternet: true }, allowHttp80: true },
      pass: ['443/tcp tls 10.1.2.10 in from 203.0.113.9', '80/tcp http 10.1.2.10 in from 203.0.113.9'],
      refuse: ['7443/tcp tls 10.1.2.10 in from 203.0.113.9', '7071/tcp http 10.1.2.10 in from 203.0.113.9', '443/tcp tls 10.1.2.11 in from 203.0.113.9'],
    },
    {
      options: { ...ccx, allowHttp80: true, allowBosh7071: true },
      pass: ['80/tcp http 10.1.2.10 in from 10.20.3.4', '7071/tcp http 10.1.2.10 in from 10.20.3.4'],
      refuse: ['80/tcp http 10.1.2.10 in from 203.0.113.9', '7071/tcp http 10.1.2.10 in from 203.0.113.9'],
    },
    {
      options: { ...ccx, xmpp: { enabled: true, host: '10.1.9.9' } },
      pass: ['5222/tcp 10.1.9.9 from 10.1.2.10'],
      refuse: ['5222/tcp 10.1.9.9 from 10.20.3.4', '5222/tcp 10.1.9.8 from 10.1.2.10', '5222/tcp 10.1.2.10 in from 10.1.9.9', '5269/tcp 10.1.9.9 from 10.1.2.10'],
    },
    {
      options: { ...ccx, xmpp: { enabled: true, host: '198.51.100.7', port: 5223 } },
      pass: ['5223/tcp 198.51.100.7 from 10.1.2.10'],
      refuse: ['5222/tcp 198.51.100.7 from 10.1.2.10'],
    },
  ],
};
