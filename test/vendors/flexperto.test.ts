import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { type Cidr, cidrOf, formatCidr } from '../../src/model/cidr.js';
import { formatProblem } from '../../src/model/diagnostic.js';
import { type Flow, formatFlow } from '../../src/model/flow.js';
import { type VendorFlows, flowsOf } from '../../src/vendor/flows-of.js';
import { validateDocument } from '../../src/vendor/validate.js';
import { flexperto } from '../../vendors/flexperto/index.js';

const office: readonly Cidr[] = [cidrOf(4, 0x0a140000n, 16)]; // 10.20.0.0/16

/** Options as anybody might write them, right or wrong. */
const select = (given: unknown) => ({ document: flexperto.document, given });

function flows(given: unknown = {}): VendorFlows {
  const read = flowsOf(select(given), office, 'flexperto');
  if (!read.ok) throw new Error(read.problems.map(formatProblem).join('\n'));
  return read.value;
}

function refused(given: unknown): readonly string[] {
  const read = flowsOf(select(given), office, 'flexperto');
  return read.ok ? [] : read.problems.map(formatProblem);
}

const said = (flow: Flow): string => `${flow.origins[0]?.requirement}: ${formatFlow(flow)}${flow.inspect === undefined ? '' : ' uninspected'}`;
const asked = (given: unknown = {}): readonly string[] => flows(given).rows.flatMap((row) => row.flows.map(said));

/** What these options add to the default ones, and what they take away. */
function change(given: unknown): { readonly more: readonly string[]; readonly less: readonly string[] } {
  const before = asked();
  const after = asked(given);
  return { more: after.filter((flow) => !before.includes(flow)), less: before.filter((flow) => !after.includes(flow)) };
}

const web = (id: string, to: string): readonly string[] => [`${id}: egress tcp 443 tls ${to} uninspected`, `${id}: egress tcp 80 http ${to} uninspected`];
const tls = (id: string, to: string): readonly string[] => [`${id}: egress tcp 443 tls ${to} uninspected`];
const net = (id: string, cidr: string): readonly string[] => [`${id}: egress tcp 80,443 opaque ${cidr} uninspected`];
const nat = (port: string, cidr: string): readonly string[] => [`stun-turn-${port}: egress tcp ${port} opaque ${cidr}`, `stun-turn-${port}: egress udp ${port} opaque ${cidr}`];

const DE = ['18.157.71.112/28', '35.158.127.224/28', '3.123.12.128/28', '3.127.48.224/28', '18.156.18.0/27'];
const IRL = ['52.51.63.16/28', '52.213.63.176/28', '18.202.216.0/28', '3.248.234.48/28', '3.248.243.144/28', '3.248.244.96/27', '99.80.88.240/28'];

const copy = {
  file: 'vendors/flexperto/example-global-streaming.txt',
  sha256: 'c97aafc3a32f3c740b175b269ea96ae147d37bac7d25fafb152a261881d219a3',
  asOf: '2026-11-20',
};

describe('flows', () => {
  test('by default: what must be open in any case, 3478, the help desk and reports of errors', () => {
    expect(asked()).toEqual([
      ...DE.flatMap((cidr) => nat('3478', cidr)),
      ...net('dc-main', '37.61.222.224/27'),
      ...net('dc-failover', '146.0.229.160/27'),
      ...net('streaming-de-1', '18.157.71.112/28'),
      ...net('streaming-de-2', '35.158.127.224/28'),
      ...net('streaming-de-3', '3.123.12.128/28'),
      ...net('streaming-de-4', '3.127.48.224/28'),
      ...net('streaming-de-5', '18.156.18.0/27'),
      ...web('platform', 'flexperto.com'),
      ...web('platform-below', '*.flexperto.com'),
      ...web('platform-below-2', '*.flexperto.com'),
      ...web('platform-below-3', '*.flexperto.com'),
      ...web('jquery', 'ajax.googleapis.com/ajax/libs/jquery/*'),
      ...web('fonts-googleapis', 'fonts.googleapis.com'),
      ...web('fonts-gstatic', 'fonts.gstatic.com'),
      ...web('recaptcha', 'www.google.com/recaptcha/*'),
      ...web('recaptcha-static', 'www.gstatic.com/recaptcha/*'),
      ...web('opentok', '*.opentok.com'),
      ...web('tokbox', '*.tokbox.com'),
      ...tls('zopim', '*.zopim.com'),
      ...tls('zendesk-assets', 'assets.zendesk.com'),
      ...tls('zendesk-ekr', 'ekr.zdassets.com'),
      ...tls('zendesk-flexperto', 'flexperto.zendesk.com'),
      ...tls('zendesk-static', 'static.zdassets.com'),
      ...tls('bugsnag', 'notify.bugsnag.com'),
      ...tls('sentry', 'sentry.io'),
    ]);
  });

  test('every flow is egress from the sources of the site', () => {
    const every = flows().rows.flatMap((row) => row.flows);
    expect(every.every((flow) => flow.direction === 'egress' && flow.sources.map(formatCidr).join() === '10.20.0.0/16')).toBe(true);
  });

  const irl = { less: [], more: [...IRL.flatMap((cidr) => nat('3478', cidr)), ...IRL.flatMap((cidr, index) => net(`streaming-irl-${index + 1}`, cidr))] };

  test.each<[string, unknown, { readonly more: readonly string[]; readonly less: readonly string[] }]>([
    ['Ireland', { streamingRegions: ['DE', 'IRL'] }, irl],
    ['Ireland named alone: Germany is always in', { streamingRegions: ['IRL'] }, irl],
    ['no region named: Germany is always in', { streamingRegions: [] }, { less: [], more: [] }],
    [
      'global streaming',
      { streamingRegions: ['DE', 'global'], globalStreaming: copy },
      {
        less: [],
        more: [...nat('3478', '198.51.100.64/26'), ...nat('3478', '203.0.113.0/25'), ...net('streaming-global', '198.51.100.64/26'), ...net('streaming-global', '203.0.113.0/25')],
      },
    ],
    ['a global list without the region', { globalStreaming: copy }, { less: [], more: [] }],
    ['5349, to streaming addresses alone', { stunTurn5349: true }, { less: [], more: DE.flatMap((cidr) => nat('5349', cidr)) }],
    ['without 3478', { stunTurn3478: false }, { more: [], less: DE.flatMap((cidr) => nat('3478', cidr)) }],
    [
      'without plain HTTP',
      { plainHttp: false },
      {
        more: [],
        less: [
          'platform: egress tcp 80 http flexperto.com uninspected',
          'platform-below: egress tcp 80 http *.flexperto.com uninspected',
          'platform-below-2: egress tcp 80 http *.flexperto.com uninspected',
          'platform-below-3: egress tcp 80 http *.flexperto.com uninspected',
          'jquery: egress tcp 80 http ajax.googleapis.com/ajax/libs/jquery/* uninspected',
          'fonts-googleapis: egress tcp 80 http fonts.googleapis.com uninspected',
          'fonts-gstatic: egress tcp 80 http fonts.gstatic.com uninspected',
          'recaptcha: egress tcp 80 http www.google.com/recaptcha/* uninspected',
          'recaptcha-static: egress tcp 80 http www.gstatic.com/recaptcha/* uninspected',
          'opentok: egress tcp 80 http *.opentok.com uninspected',
          'tokbox: egress tcp 80 http *.tokbox.com uninspected',
        ],
      },
    ],
    [
      'without the help desk',
      { helpDesk: false },
      {
        more: [],
        less: [
          ...tls('zopim', '*.zopim.com'),
          ...tls('zendesk-assets', 'assets.zendesk.com'),
          ...tls('zendesk-ekr', 'ekr.zdassets.com'),
          ...tls('zendesk-flexperto', 'flexperto.zendesk.com'),
          ...tls('zendesk-static', 'static.zdassets.com'),
        ],
      },
    ],
    ['without reports of errors', { errorReporting: false }, { more: [], less: [...tls('bugsnag', 'notify.bugsnag.com'), ...tls('sentry', 'sentry.io')] }],
    ['videos', { helpVideos: true }, { less: [], more: [...tls('video-vimeo', 'player.vimeo.com'), ...tls('video-youtube', 'www.youtube-nocookie.com')] }],
    ['analytics', { analytics: true }, { less: [], more: tls('hotjar', '*.hotjar.com') }],
    [
      "Google's hosts as a whole",
      { cdnBroad: true },
      {
        less: [],
        more: [...tls('cdn-gstatic', '*.gstatic.com'), ...tls('cdn-ggpht', '*.ggpht.com'), ...tls('cdn-googleapis', '*.googleapis.com'), ...tls('cdn-google', 'www.google.com')],
      },
    ],
    [
      'paths enforced: inspection is no longer forbidden, on the rows with a path alone',
      { urlPaths: 'enforce', acceptInspection: true },
      {
        more: [
          'jquery: egress tcp 443 tls ajax.googleapis.com/ajax/libs/jquery/*',
          'jquery: egress tcp 80 http ajax.googleapis.com/ajax/libs/jquery/*',
          'recaptcha: egress tcp 443 tls www.google.com/recaptcha/*',
          'recaptcha: egress tcp 80 http www.google.com/recaptcha/*',
          'recaptcha-static: egress tcp 443 tls www.gstatic.com/recaptcha/*',
          'recaptcha-static: egress tcp 80 http www.gstatic.com/recaptcha/*',
        ],
        less: [...web('jquery', 'ajax.googleapis.com/ajax/libs/jquery/*'), ...web('recaptcha', 'www.google.com/recaptcha/*'), ...web('recaptcha-static', 'www.gstatic.com/recaptcha/*')],
      },
    ],
    [
      'calendars: the only ingress',
      { exchangeEws: true, exchange: { server: ['10.1.2.10', '10.1.2.12'], sources: ['198.51.100.16/29', '198.51.100.9'] } },
      { less: [], more: ['exchange-ews: ingress tcp 443 opaque 10.1.2.10/32', 'exchange-ews: ingress tcp 443 opaque 10.1.2.12/32'] },
    ],
    ['a row off the list, by its id', { include: ['hotjar'], exclude: ['sentry'] }, { more: tls('hotjar', '*.hotjar.com'), less: tls('sentry', 'sentry.io') }],
  ])('%s', (_, given, expected) => {
    expect(change(given)).toEqual(expected);
  });

  test('calendars come from the sources given, not from the site', () => {
    const row = flows({ exchangeEws: true, exchange: { server: ['10.1.2.10'], sources: ['198.51.100.16/29', '198.51.100.9'] } }).rows.find(({ requirement }) => requirement.id === 'exchange-ews');
    expect(row?.flows.map((flow) => flow.sources.map(formatCidr))).toEqual([['198.51.100.9/32', '198.51.100.16/29']]);
  });

  test('3478 and 5349 follow the regions', () => {
    const streams = asked({ streamingRegions: ['global', 'IRL', 'DE'], globalStreaming: copy, stunTurn5349: true }).filter((flow) => flow.startsWith('stun-turn-5349: egress udp'));
    expect(streams).toEqual([...DE, ...IRL, '198.51.100.64/26', '203.0.113.0/25'].map((cidr) => `stun-turn-5349: egress udp 5349 opaque ${cidr}`));
  });
});

describe('said', () => {
  const row = (id: string, given: unknown = {}) => flows(given).rows.find(({ requirement }) => requirement.id === id);

  test('stars in stars are read as one, with a note', () => {
    expect(row('platform-below')?.notes).toEqual([]);
    expect(row('platform-below-2')?.notes).toEqual(['*.*.flexperto.com is read as *.flexperto.com: firewalls match any depth']);
    expect(row('platform-below-3')?.notes).toEqual(['*.*.*.flexperto.com is read as *.flexperto.com: firewalls match any depth']);
  });

  test('why a row is left out', () => {
    expect(row('streaming-irl-1')).toMatchObject({ state: 'left-out', why: 'streamingRegions without IRL' });
    expect(row('streaming-global')).toMatchObject({ state: 'left-out', why: 'streamingRegions without global' });
    expect(row('stun-turn-5349')).toMatchObject({ state: 'left-out', why: 'stunTurn5349 is off' });
    expect(row('cdn-google')).toMatchObject({ state: 'left-out', why: 'cdnBroad is off' });
    expect(row('exchange-ews')).toMatchObject({ state: 'left-out', why: 'exchangeEws is off' });
  });

  test('every row rests on the join or on sources that are given, and says so', () => {
    expect(flexperto.document.requirements.filter(({ inferred }) => inferred === undefined)).toEqual([]);
  });

  test('cautions', () => {
    expect(flows().cautions).toEqual([]);
    expect(flows({ streamingRegions: ['global'], globalStreaming: copy }).cautions).toEqual([
      "globalStreaming is as of 2026-11-20: Vonage changes the list on 90 days' notice, or none in an emergency, and keeps to it only for clients that set ipWhitelist",
    ]);
    const unused = { globalStreaming: copy, exchange: { server: ['10.1.2.10'], sources: ['198.51.100.9'] }, urlPaths: 'enforce', acceptInspection: true, cdnBroad: true };
    expect(flows(unused).cautions).toEqual([
      'globalStreaming is given and opens nothing: streamingRegions is without global',
      'exchange is given and opens nothing: exchangeEws is off',
      'cdnBroad opens the hosts of the rows with a path as a whole: urlPaths: enforce restricts nothing',
    ]);
  });
});

describe('refused', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['a region that is not offered', { streamingRegions: ['DE', 'IE'] }, ['flexperto.streamingRegions[1]: expected one of DE, IRL, global, got "IE" (did you mean DE?)']],
    ['regions that are no list', { streamingRegions: 'IRL' }, ['flexperto.streamingRegions: expected a list of DE, IRL, global, got "IRL"']],
    ['global without its list', { streamingRegions: ['global'] }, ['flexperto.globalStreaming: expected an object with file, sha256, asOf, because streamingRegions has global, got nothing']],
    ['a list by its address', { globalStreaming: 'https://whitelist.tokbox.com/whitelist.json' }, ['flexperto.globalStreaming: expected an object with file, sha256, asOf, got "https://whitelist.tokbox.com/whitelist.json"']],
    [
      'a copy that changed',
      { streamingRegions: ['global'], globalStreaming: { ...copy, sha256: 'a'.repeat(64) } },
      [`flexperto.globalStreaming.file: expected "vendors/flexperto/example-global-streaming.txt" as of 2026-11-20 with sha256 ${'a'.repeat(64)}, got sha256 ${copy.sha256}`],
    ],
    ['a copy that is not there', { globalStreaming: { ...copy, file: 'none.json' } }, ['flexperto.globalStreaming.file: expected a file that can be read, got "none.json" (no such file)']],
    ['a flag that is no flag', { stunTurn3478: 'yes', plainHttp: 0 }, ['flexperto.stunTurn3478: expected true or false, got "yes"', 'flexperto.plainHttp: expected true or false, got 0']],
    ['a way with paths that is not offered', { urlPaths: 'hostOnly' }, ['flexperto.urlPaths: expected one of enforce, host-only, got "hostOnly" (did you mean host-only?)']],
    [
      'inspection against the page',
      { urlPaths: 'enforce' },
      ['flexperto.acceptInspection: expected true with urlPaths: enforce, because the page wants SSL inspection disabled, got false'],
    ],
    ['calendars without a server', { exchangeEws: true }, ['flexperto.exchange: expected an object with server, sources, because exchangeEws is on, got nothing']],
    ['a calendar row without a server', { include: ['exchange-ews'] }, ['flexperto.exchange-ews.to: expected at least one entry, got an empty list', 'flexperto.exchange-ews.from: expected at least one source, got an empty list']],
    [
      'calendars from everywhere, from nowhere, or from private addresses',
      { exchangeEws: true, exchange: { server: [], sources: ['0.0.0.0/0', '10.0.0.0/8'] } },
      [
        'flexperto.exchange.server: expected a list of at least one: an address or CIDR of your own, got an empty list',
        'flexperto.exchange.sources[0]: expected a public address or CIDR, got 0.0.0.0/0 (every address)',
        'flexperto.exchange.sources[1]: expected a public address or CIDR, got 10.0.0.0/8 (private)',
      ],
    ],
    ['half an exchange', { exchangeEws: true, exchange: { server: ['10.1.2.10'] } }, ['flexperto.exchange.sources: expected a list of at least one: a public address or CIDR, got nothing']],
    ['an option that is not there', { streamingRegion: ['DE'] }, [expect.stringMatching(/^flexperto\.streamingRegion: expected one of .+, got "streamingRegion" \(did you mean streamingRegions\?\)$/) as unknown as string]],
    ['a row that is not there', { exclude: ['recapcha'] }, [expect.stringMatching(/^flexperto\.exclude\[0\]: expected one of .+, got "recapcha" \(did you mean recaptcha\?\)$/) as unknown as string]],
    [
      'everything that clashes, at once',
      { streamingRegions: ['global'], exchangeEws: true, urlPaths: 'enforce' },
      [
        'flexperto.globalStreaming: expected an object with file, sha256, asOf, because streamingRegions has global, got nothing',
        'flexperto.exchange: expected an object with server, sources, because exchangeEws is on, got nothing',
        'flexperto.acceptInspection: expected true with urlPaths: enforce, because the page wants SSL inspection disabled, got false',
      ],
    ],
  ])('%s', (_, given, problems) => {
    expect(refused(given)).toEqual(problems);
  });
});

describe('the document', () => {
  test('is sound', () => {
    expect(validateDocument(flexperto.document)).toEqual([]);
  });

  test('has a row for each of the 14 networks, the 11 required names and the 14 recommended ones', () => {
    const rows = flexperto.document.requirements.flatMap(({ to }) => (Array.isArray(to) ? to : []));
    expect(rows.filter((to) => /^\d/.test(to))).toHaveLength(14);
    expect(rows.filter((to) => !/^\d/.test(to))).toHaveLength(25);
  });

  test('the stand-in for the global list is the one that the probes pin', () => {
    expect(createHash('sha256').update(readFileSync(copy.file)).digest('hex')).toBe(copy.sha256);
  });
});

test('the same options in any order give the same flows', () => {
  const flags = { stunTurn3478: false, stunTurn5349: true, plainHttp: false, helpVideos: true, analytics: true, cdnBroad: true, exchangeEws: true } as const;
  const chosen = { ...flags, streamingRegions: ['DE', 'IRL', 'global'], globalStreaming: copy, exchange: { server: ['10.1.2.10', '10.1.2.11'], sources: ['198.51.100.9', '203.0.113.9'] } };
  const expected = flows(chosen);
  const entries = Object.entries(chosen);
  fc.assert(
    fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), fc.shuffledSubarray([...chosen.streamingRegions], { minLength: 3 }), (shuffled, streamingRegions) => {
      const given = Object.fromEntries(shuffled.map(([name, value]) => [name, name === 'streamingRegions' ? streamingRegions : value]));
      expect(flows(given)).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});
