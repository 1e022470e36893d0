import { flexperto } from '../../vendors/flexperto/index.js';
import { vendorFolders } from '../vendors/support/vendor-folders.js';
import { describeWithSuricata } from './support/describe-with-suricata.js';
import type { Trial } from './support/near-misses.js';
import { type DefaultAction, type Mode, type RuleSet, vendorRuleSet } from './support/rule-sets.js';
import { trialsFor } from './support/trials.js';
import { type Judged, type Wrong, isKnownLoss, judgeTrials } from './support/verdicts.js';

// Would a wrong rule be seen? One rule is broken at a time, in its text, and the comparison has to turn red.

interface Mutation {
  readonly name: string;
  /** The first rule that this matches is broken. */
  readonly rule: RegExp;
  /** What its text becomes; '' takes the rule out. */
  readonly broken: (text: string) => string;
  /** How the comparison has to call it. */
  readonly wrong: Wrong;
  readonly mode?: Mode;
  readonly defaultAction?: DefaultAction;
}

const without = (words: string) => (text: string) => text.replace(words, '');
const instead = (words: string | RegExp, other: string) => (text: string) => text.replace(words, other);
const removed = (): string => '';

const TLS_EXACT = /^pass tls .*tls\.sni; content:"flexperto\.com"/;
const TLS_BELOW = /^pass tls .*tls\.sni; content:"\.tokbox\.com"/;
const HTTP_EXACT = /^pass http .*http\.host; content:"fonts\.gstatic\.com"/;
const UDP_ASK = /^pass udp .* 3478 \(.*flow:to_server/;
const UDP_REPLY = /^pass udp .* 3478 -> .*flow:to_client/;
const TCP_ASK = /^pass tcp .* -> 37\.61\.222\.224\/27 .*flow:to_server/;
const TCP_REPLY = /^pass tcp 37\.61\.222\.224\/27 .*flow:to_client/;

const MUTATIONS: readonly Mutation[] = [
  { name: 'apex dropped', rule: TLS_EXACT, broken: removed, wrong: 'dropped' },
  { name: 'apex dropped, HTTP', rule: /^pass http .*content:"flexperto\.com"/, broken: removed, wrong: 'dropped' },
  { name: 'apex added', rule: TLS_BELOW, broken: instead('tls.sni;', 'tls.sni; dotprefix;'), wrong: 'passed' },
  { name: 'port one too high', rule: TLS_EXACT, broken: instead(' 443 ', ' 444 '), wrong: 'dropped' },
  { name: 'port range one too long', rule: TLS_EXACT, broken: instead(' 443 ', ' 443:444 '), wrong: 'passed' },
  { name: 'UDP port one too low', rule: UDP_ASK, broken: instead(' 3478 ', ' 3477 '), wrong: 'dropped' },
  { name: 'SNI without nocase', rule: TLS_EXACT, broken: without(' nocase;'), wrong: 'dropped' },
  { name: 'SNI without startswith', rule: TLS_EXACT, broken: without(' startswith;'), wrong: 'passed' },
  { name: 'SNI without endswith', rule: TLS_EXACT, broken: without(' endswith;'), wrong: 'passed' },
  { name: 'SNI below a name without endswith', rule: TLS_BELOW, broken: without(' endswith;'), wrong: 'passed' },
  { name: 'Host without startswith', rule: HTTP_EXACT, broken: without(' startswith;'), wrong: 'passed' },
  { name: 'Host without endswith', rule: HTTP_EXACT, broken: without(' endswith;'), wrong: 'passed' },
  { name: 'source widened', rule: TLS_EXACT, broken: instead(/\$HOME_NET\w*/, 'any'), wrong: 'passed' },
  { name: 'tcp instead of tls', rule: TLS_EXACT, broken: (text) => text.replace('pass tls', 'pass tcp').replace(/tls\.sni;.*?(?=msg:)/, ''), wrong: 'passed' },
  { name: 'no name in a tls rule', rule: TLS_EXACT, broken: instead(/tls\.sni;.*?(?=msg:)/, ''), wrong: 'passed' },
  { name: 'network one bit too wide', rule: TCP_ASK, broken: instead('37.61.222.224/27', '37.61.222.192/26'), wrong: 'passed' },
  { name: 'network one bit too narrow', rule: TCP_ASK, broken: instead('37.61.222.224/27', '37.61.222.224/28'), wrong: 'dropped' },
  { name: 'tcp instead of udp', rule: UDP_ASK, broken: instead('pass udp', 'pass tcp'), wrong: 'dropped' },
  { name: 'UDP reply rule missing', rule: UDP_REPLY, broken: removed, wrong: 'reply dropped', defaultAction: 'aws:drop_established' },
  { name: 'TCP reply rule missing', rule: TCP_REPLY, broken: removed, wrong: 'reply dropped', defaultAction: 'aws:drop_established_app_layer' },
  { name: 'no direction: the way back in', rule: TCP_REPLY, broken: without(' flow:to_client;'), wrong: 'passed' },
  { name: 'handshakes not passed', rule: /^pass tcp .*not_established, to_client/, broken: removed, wrong: 'reply dropped', defaultAction: 'aws:drop_strict' },
  { name: 'a name of a list gone', rule: /^pass tls .*tls\.sni; .*content:"sentry\.io"/, broken: removed, wrong: 'dropped', mode: 'domain-list' },
  { name: 'a name of a list with all below', rule: /^pass tls .*content:"sentry\.io"/, broken: instead('content:"sentry.io"; startswith;', 'dotprefix; content:".sentry.io";'), wrong: 'passed', mode: 'domain-list' },
];

function ruleSetFor({ mode = 'suricata', defaultAction = 'aws:drop_established_app_layer_to_server' }: Partial<Mutation>): RuleSet {
  const folder = vendorFolders().find(({ document }) => document === flexperto.document);
  if (folder === undefined) throw new Error('vendors: expected flexperto');
  return vendorRuleSet(folder, folder.probes.options, { mode, defaultAction }, ['10.20.0.0/16']);
}

/** The rule set with one rule broken; the rule has to be there, and to change. */
function broken(ruleSet: RuleSet, { rule, broken: change }: Mutation): RuleSet {
  const lines = ruleSet.policy.ruleGroups.map((group) => group.split('\n'));
  const found = lines.flat().find((text) => rule.test(text));
  if (found === undefined || change(found) === found) throw new Error(`${String(rule)}: expected a rule that changes, got ${found ?? 'none'}`);
  const ruleGroups = lines.map((group) => group.map((text) => (text === found ? change(text) : text)).join('\n'));
  return { ...ruleSet, policy: { ...ruleSet.policy, ruleGroups } };
}

const everyEdge = (ruleSet: RuleSet): readonly Trial[] => trialsFor(ruleSet, Number.MAX_SAFE_INTEGER);

const wrongs = (judged: readonly Judged[], ruleSet: RuleSet): readonly Judged[] => judged.filter((each) => each.wrong !== undefined && !isKnownLoss(each, ruleSet));

const settingsInUse = [...new Map(MUTATIONS.map(({ mode = 'suricata', defaultAction = 'aws:drop_established_app_layer_to_server' }) => [`${mode} ${defaultAction}`, { mode, defaultAction }])).values()];

describeWithSuricata('broken rules in Suricata 7', () => {
  it.each(settingsInUse)('none is wrong before it is broken: $mode, $defaultAction', async (settings) => {
    const ruleSet = ruleSetFor(settings);
    expect(wrongs(await judgeTrials(ruleSet, everyEdge(ruleSet)), ruleSet)).toEqual([]);
  }, 60_000);

  const counted: string[] = [];

  it.each(MUTATIONS)('are seen: $name', async (mutation) => {
    const ruleSet = ruleSetFor(mutation);
    const judged = await judgeTrials(broken(ruleSet, mutation), everyEdge(ruleSet));
    const seen = wrongs(judged, ruleSet);
    counted.push(`  ${mutation.name}: ${seen.length} of ${judged.length}`);
    expect(seen.length).toBeGreaterThan(0);
    expect([...new Set(seen.map(({ wrong }) => wrong))]).toContain(mutation.wrong);
  }, 60_000);

  afterAll(() => {
    process.stderr.write(`\nengine: wrong verdicts over broken rules\n${counted.join('\n')}\n`);
  });
});
