import { lower } from '../../docs/examples/new-firewall/lower.js';
import { flowOf } from '../support/flow-of.js';

test('the firewall to copy says TCP and UDP of a row in rules of their own, and each once, as the conformance tests ask of every kind', () => {
  const flows = ['tcp', 'udp'].map((protocol) => flowOf(`egress ${protocol} 3478 opaque 198.51.100.0/24 from 10.20.0.0/16 for v/stun`));
  const { rules } = lower([...flows, ...flows], { site: 'office', sources: [], options: {}, namesBehind: false });
  expect(rules.map(({ name }) => name)).toEqual(['office: v/stun tcp 3478 198.51.100.0/24', 'office: v/stun udp 3478 198.51.100.0/24']);
});
