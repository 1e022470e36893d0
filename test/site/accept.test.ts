import { type Site, awsNetworkFirewall, awsSecurityGroup, azureNetworkSecurityGroup, defineSite, printSite, reportSite } from '../../src/index.js';
import type { SitePlan } from '../../src/site/plan-site.js';
import type { Requirement } from '../../src/vendor/vendor-document.js';
import { ciscoCcp } from '../../vendors/cisco-ccp/index.js';
import { row, vendorOf } from '../support/documents.js';
import { planOf as plan, problemsOfSite as problems } from '../support/planned.js';

const group = awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0' });
const list = awsNetworkFirewall({ mode: 'domain-list' });

const site = (rows: readonly Requirement[], accept: Site['accept'] = {}, through: Site['through'] = [group, list]): Site =>
  defineSite({ id: 'office', sources: ['10.20.0.0/16'], vendors: { 500: vendorOf('v', rows)() }, through, accept });

const tls = (ports: string) => [{ protocol: 'tcp', ports, application: 'tls' }] as const;
const a = row('a', { opens: tls('443'), to: ['a.example'] });
const b = row('b', { opens: tls('8443'), to: ['b.example'] });
const c = row('c', { opens: tls('443'), to: ['c.example'] });
const below = row('below', { opens: tls('443'), to: ['*.x.example'] });

const PORT = 'a reason to live with what aws-network-firewall permits beyond it (port: a domain list matches its names on every port)';
const ADDRESS = 'a reason to live with what aws-security-group permits beyond it (address: a security group sees neither names nor applications: the port is open to every destination)';

/** What is accepted: loss, firewall, rows. */
const accepted = ({ accepted: widenings }: SitePlan): readonly string[] => widenings.map(({ lost, point, flow }) => `${lost} ${point} ${flow.origins.map(({ requirement }) => requirement).join('+')}`);
const notes = (given: Site): readonly string[] => plan(given).notes.filter((note) => note.startsWith('accept:'));

describe('a domain list behind a security group', () => {
  test('is exact where all names are asked for on the same ports: nothing is asked', () => {
    expect(problems(site([a, c]))).toEqual([]);
  });

  test('asks for the apex of a wildcard alone, though the group opens the port for every row', () => {
    expect(problems(site([a, below, c]))).toEqual([
      'sites.office.accept.v/below: expected a reason to live with what aws-network-firewall permits beyond it (apex: .x.example in a domain list also means x.example), ' +
        'such as 443/tcp tls x.example at 203.0.113.7 from 10.20.0.0, got nothing',
    ]);
  });

  test('asks for the one row with a port of its own, not for all whose names are open on it', () => {
    expect(problems(site([a, b, c]))).toEqual([
      `sites.office.accept.v/b: expected ${PORT}, such as 443/tcp tls b.example at 203.0.113.7 from 10.20.0.0, got nothing`,
      `sites.office.accept.v/b: expected ${ADDRESS}, such as 8443/tcp tls a.example at 203.0.113.7 from 10.20.0.0, got nothing`,
    ]);
  });

  test('takes what closes as much: the rows whose names are open on that port', () => {
    const given = site([a, b, c], { 'v/a': 'known', 'v/c': 'known' });
    expect(accepted(plan(given))).toEqual(['port aws-network-firewall a', 'port aws-network-firewall c', 'address aws-security-group a', 'address aws-security-group c']);
    expect(notes(given)).toEqual([]);
    expect(problems(site([a, b, c], { 'v/a': 'known' }))).toHaveLength(2);
  });

  test('says what is accepted without need', () => {
    expect(notes(site([a, b, c], { 'v/a': 'known', 'v/b': 'known' }))).toEqual(['accept: v/a is not needed, what is permitted beyond it is accepted with v/b; take it out, or it accepts what comes later']);
    expect(notes(site([a, c], { 'v/a': 'known' }))).toEqual(['accept: v/a is not needed, nothing is permitted beyond it; take it out, or it accepts what comes later']);
  });

  test('the order of the firewalls says nothing', () => {
    expect(problems(site([a, b, c], {}, [list, group]))).toEqual(problems(site([a, b, c])));
  });

  test('of a row with many names one packet is shown for each loss', () => {
    const names = row('names', { opens: tls('8443'), to: ['b.example', 'd.example', 'e.example'] });
    expect(problems(site([a, c, names])).map((problem) => /such as (.*), got/.exec(problem)?.[1])).toEqual([
      '443/tcp tls b.example at 203.0.113.7 from 10.20.0.0',
      '8443/tcp tls a.example at 203.0.113.7 from 10.20.0.0',
    ]);
  });
});

describe('an acceptance', () => {
  test('of named losses does for these', () => {
    const given = site([a, b, c], { 'v/b': { loses: ['address', 'port'], why: 'known' } });
    expect(accepted(plan(given))).toEqual(['port aws-network-firewall b', 'address aws-security-group b']);
    expect(notes(given)).toEqual([]);
  });

  test('of named losses does not for another of the same row', () => {
    const files = row('files', { opens: tls('443'), to: ['a.example/files/*'] });
    const accept = { 'v/files': { loses: ['path'], why: 'no TLS inspection' } } as const;
    expect(problems(site([files], accept, [group, awsNetworkFirewall()]))).toEqual([]);
    expect(problems(site([files], accept, [list]))).toEqual([
      `sites.office.accept.v/files: expected ${PORT}, such as 80/tcp tls a.example at 203.0.113.7 from 10.20.0.0, got one for path alone`,
    ]);
    expect(problems(site([files], { 'v/files': 'no TLS inspection' }, [list]))).toEqual([]);
  });

  test('without losses is of any: { why } is as good as the words alone', () => {
    expect(problems(site([a, b, c], { 'v/b': { why: 'known' } }))).toEqual([]);
  });

  test('of a loss that nothing needs is said', () => {
    expect(notes(site([a, b, c], { 'v/b': { loses: ['address', 'port', 'apex'], why: 'known' } }))).toEqual(['accept: v/b is not needed for apex; take that out, or it accepts what comes later']);
  });

  test.each<[string, unknown, string]>([
    ['a loss there is not', { 'v/a': { loses: ['prot'], why: 'x' } }, 'v/a.loses[0]: expected one of address, apex, application, path, port, protocol, source, got "prot" (did you mean port?)'],
    ['no losses', { 'v/a': { loses: [], why: 'x' } }, 'v/a.loses: expected a list of at least 1: one of apex, port, address, path, source, application, protocol, got an empty list'],
    ['one that is no list', { 'v/a': { loses: 'port', why: 'x' } }, 'v/a.loses: expected a list of at least 1: one of apex, port, address, path, source, application, protocol, got "port"'],
    ['no reason', { 'v/a': { loses: ['port'] } }, 'v/a.why: expected a reason in words, got nothing'],
    ['another word', { 'v/a': { lose: ['port'], why: 'x' } }, 'v/a.lose: expected one of loses, why, got "lose" (did you mean loses?)'],
    ['a list', { 'v/a': ['port'] }, 'v/a: expected a reason in words, or an object with why and loses, got ["port"]'],
    ['a number', { 'v/a': 5 }, 'v/a: expected a reason in words, on one line, got 5'],
    ['a row there is not', { 'v/d': 'x' }, 'v/d: expected one of v/a, got "v/d" (did you mean v/a?)'],
  ])('is refused with %s', (_, accept, problem) => {
    expect(problems(site([a], accept as Site['accept']))).toEqual([`sites.office.accept.${problem}`]);
  });
});

test('the report says what was accepted, for which loss, and what a row beside it keeps open', () => {
  const said = printSite(reportSite(plan(site([a, b, c], { 'v/b': { loses: ['address', 'port'], why: 'known' } }))));
  expect(said).toContain('exact    out 443/tcp tls to a.example   v/a  a');
  expect(said).toContain('widened  out 8443/tcp tls to b.example  v/b  b');
  expect(said).toContain('v/b: widened by aws-network-firewall (port: a domain list matches its names on every port), such as 443/tcp tls b.example at 203.0.113.7 from 10.20.0.0, accepted for address, port: known');
  expect(said).toContain('v/a: aws-network-firewall alone is wider (port: a domain list matches its names on every port); through all firewalls what is open of it is accepted with v/b');
  expect(printSite(reportSite(plan(site([a, c]))))).toContain('v/a: aws-network-firewall alone is wider (port: a domain list matches its names on every port); through all firewalls nothing is open that was not asked for');
});

describe('a server inside a site', () => {
  const server = (sources: readonly string[], through: Site['through']): Site => ({
    ...site([], {}, through),
    sources,
    vendors: { 500: ciscoCcp({ solution: 'CCX', server: '10.20.1.10', uiClients: ['10.9.0.0/16'] }) },
  });

  test('shares its security group with the rest of the site: that is asked for, with the way out', () => {
    const expected =
      'a reason to live with what aws-security-group permits beyond it (address: a security group opens it to all that wear the group (10.20.1.0/24), not to 10.20.1.10/32 alone), ' +
      'such as 443/tcp 10.20.1.0 in from 10.9.0.0; or a site with sources 10.20.1.10/32 and no others';
    expect(problems(server(['10.20.1.0/24'], [group]))).toEqual(['bosh-secure', 'https-ui'].map((id) => `sites.office.accept.cisco-ccp/${id}: expected ${expected}, got nothing`));
  });

  test('is exact alone in its site, behind a firewall that names both sides, and in a network security group', () => {
    expect(problems(server(['10.20.1.10'], [group]))).toEqual([]);
    expect(problems(server(['10.20.1.0/24'], [group, awsNetworkFirewall()]))).toEqual([]);
    expect(problems(server(['10.20.1.0/24'], [azureNetworkSecurityGroup({ resourceGroupName: 'net', location: 'westeurope' })]))).toEqual([]);
  });
});
