import { cidrOf } from '../../src/model/cidr.js';
import { below, exactly } from '../../src/model/domain-pattern.js';
import { type Flow, formatOrigins } from '../../src/model/flow.js';
import { optimise } from '../../src/optimise/optimise.js';

const asked: Omit<Flow, 'destination' | 'origins'> = {
  direction: 'egress',
  protocol: 'tcp',
  ports: [{ from: 443, to: 443 }],
  sources: [cidrOf(4, 0x0a000000n, 8)],
  application: 'tls',
};
const open = (destination: Flow['destination']): Flow => ({ ...asked, destination, origins: [{ vendor: 'open', requirement: 'web' }] });
const closed = (destination: Flow['destination']): Flow => ({ ...asked, destination, inspect: 'forbid', origins: [{ vendor: 'closed', requirement: 'web' }] });

const said = (flows: readonly Flow[]): readonly string[] => optimise(flows).map((flow) => `${flow.inspect ?? 'may be inspected'}: ${formatOrigins(flow.origins)}`);

test('a wider flow that may be inspected does not swallow one that must not be', () => {
  expect(said([open(below('example.com')), closed(exactly('api.example.com'))])).toEqual(['may be inspected: open/web', 'forbid: closed/web']);
});

test('the other way round it does, and keeps both origins', () => {
  expect(said([closed(below('example.com')), open(exactly('api.example.com'))])).toEqual(['forbid: closed/web, open/web']);
});

test('the same destination is not inspected when one of two vendors forbids it', () => {
  expect(said([open(exactly('api.example.com')), closed(exactly('api.example.com'))])).toEqual(['forbid: closed/web, open/web']);
});
