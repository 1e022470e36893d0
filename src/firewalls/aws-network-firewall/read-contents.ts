import { type Buffer, type Content, type ReadNames, readContent } from './read-names.js';
import { readPcre } from './read-pcre.js';
import { intersection, unionOf } from '../../model/interval-set.js';
import { groupBy } from '../../model/group-by.js';
import { lately } from '../../model/memo.js';
import { exactly } from '../../model/domain-pattern.js';
import { SOME_NAME, nameSet } from '../../model/space.js';
import type { RuleOption } from './read-suricata.js';
import { contentBytes } from './read-suricata.js';
import { modified } from './read-modifiers.js';
import { isBare, meetsSpelled, strangeOf, treatmentOf, untransformed } from './read-spelling.js';
import { atMost, exact } from './read-within.js';
import { wordTable } from '../../model/word-table.js';

/** Contents and expressions on one buffer, with the transforms written before the first of them. */
export interface BufferUse {
  /** `tls.sni`, `http.host`; `payload` where no buffer was named. */
  readonly buffer: string;
  readonly transforms: readonly string[];
  /** Transforms written after a content: they act on what comes after them, and on nothing where nothing does. */
  readonly later: readonly string[];
  readonly matches: readonly (Content | { readonly pcre: string } | { readonly other: string })[];
  /** What `bsize` asks of its length. */
  readonly sizes: readonly string[];
}

type Match = BufferUse['matches'][number];

interface Open {
  buffer: string;
  /** Old keywords moved contents here. */
  moved?: true;
  transforms: string[];
  later: string[];
  matches: Match[];
  sizes: string[];
}

/** Buffers that are named before what is searched in them; the old spelling of each is an alias of the same kind. */
const STICKY = wordTable<string>({ 'tls.sni': 'tls.sni', tls_sni: 'tls.sni', 'http.host': 'http.host' });
/** Old keywords that move the content before them to a buffer (Suricata, "HTTP keywords", modifiers). */
const MOVES = wordTable<string>({ http_host: 'http.host', http_uri: 'http.uri', http_header: 'http.header', http_method: 'http.method', http_raw_host: 'http.host.raw', http_raw_uri: 'http.uri.raw', http_cookie: 'http.cookie', http_user_agent: 'http.user_agent', http_client_body: 'http.request_body', rawbytes: 'payload' });
const TRANSFORMS = ['dotprefix', 'to_lowercase', 'to_uppercase', 'header_lowercase', 'strip_whitespace', 'compress_whitespace', 'to_md5', 'to_sha1', 'to_sha256', 'url_decode', 'xor', 'pcrexform', 'strip_pseudo_headers'];
const MODIFIERS = ['nocase', 'startswith', 'endswith', 'depth', 'offset', 'distance', 'within', 'isdataat', 'bsize', 'fast_pattern', 'replace'];
/** Buffers of requests other than the two that hold a name. */
const BUFFER = /^(?:tls|http|dns|quic|ssh|smb|sip|krb5|mqtt|ja3|ja3s|ja4|rfb|snmp|ike|file|ftp|dcerpc|tcp|udp|ipv4|ipv6|icmpv4|icmpv6)[._][\w.]+$|^(?:pkt_data|base64_data|file_data)$/;

/** Is it about what a packet carries? */
export const isContentOption = ({ name }: RuleOption): boolean => isContentKeyword(name);

const isContentKeyword = lately(
  (name: string) => ['content', 'pcre', 'uricontent'].includes(name) || name in STICKY || name in MOVES || TRANSFORMS.includes(name) || MODIFIERS.includes(name) || isBuffer(name),
);

const NOT_BUFFERS = ['tcp.flags', 'tcp.seq', 'tcp.ack', 'tcp.window', 'tcp.mss', 'tls.version', 'ssh.protoversion', 'dns.opcode', 'http.urilen', 'smb.share_type'];
const isBuffer = (name: string): boolean => BUFFER.test(name) && !NOT_BUFFERS.includes(name);

/** Sorts the contents of a rule by the buffers they search, in order. */
export function readContents(options: readonly RuleOption[]): readonly BufferUse[] {
  const uses: Open[] = [opened('payload')];
  for (const option of options.filter(isContentOption)) applyOption(uses, option);
  return joined(uses).filter(({ matches, buffer, sizes }) => matches.length > 0 || sizes.length > 0 || buffer !== 'payload');
}

/** A buffer that is named twice is one to Suricata: what comes later is placed from what was found before (tried with 7.0.10). */
function joined(uses: readonly Open[]): readonly BufferUse[] {
  return groupBy(uses, ({ buffer, transforms }) => [buffer, ...transforms].join()).map((same) => ({
    buffer: same[0].buffer,
    transforms: same[0].transforms,
    later: same.flatMap(({ later }) => later),
    matches: same.flatMap(({ matches }) => matches),
    sizes: same.flatMap(({ sizes }) => sizes),
  }));
}

const opened = (buffer: string, transforms: readonly string[] = []): Open => ({ buffer, transforms: [...transforms], later: [], matches: [], sizes: [] });

function applyOption(uses: Open[], { name, value }: RuleOption): void {
  const open = uses[uses.length - 1];
  if (open === undefined) return;
  const moved = MOVES[name];
  if (name === 'content' || name === 'uricontent') searched(uses, open).matches.push(newContent(value ?? ''));
  else if (name === 'pcre') searched(uses, open).matches.push({ pcre: value ?? '' });
  else if (moved !== undefined) moveLast(uses, open, moved);
  else if (TRANSFORMS.includes(name)) (open.matches.length === 0 ? open.transforms : open.later).push(name);
  else if (name === 'bsize') searched(uses, open).sizes.push(value ?? '');
  else if (MODIFIERS.includes(name)) modifyLast(lastSearched(uses, open), name, value);
  else uses.push(opened(STICKY[name] ?? name));
}

function newContent(value: string): Content {
  const negated = value.startsWith('!');
  return { text: contentBytes(value.replace(/^!\s*/, '')), negated, nocase: false, startswith: false, endswith: false, others: [] };
}

/** What is searched next: with transforms written since the match before it is a buffer of its own to Suricata (tried with 7.0.10). */
function searched(uses: Open[], open: Open): Open {
  if (open.later.length === 0) return open;
  const next = opened(open.buffer, open.later);
  if (open.transforms.length > 0) open.matches.push({ other: 'transforms before and after a content, which Suricata refuses' });
  uses.push(next);
  return next;
}

function moveLast(uses: Open[], open: Open, buffer: string): void {
  const last = open.matches.pop();
  if (last === undefined) return void open.matches.push({ other: `a modifier for ${buffer} without a content` });
  uses.splice(uses.length - 1, 0, { ...opened(buffer), moved: true, matches: [last] });
}

/** Where the last content is: what was moved to a buffer takes modifiers behind the keyword that moved it. */
const lastSearched = (uses: readonly Open[], open: Open): Open => {
  const before = uses[uses.length - 2];
  return open.buffer === 'payload' && open.matches.length === 0 && before?.moved === true ? before : open;
};

function modifyLast(open: Open, name: string, value: string | undefined): void {
  const last = open.matches.map((match) => 'negated' in match).lastIndexOf(true);
  const content = open.matches[last];
  if (name === 'fast_pattern') return;
  if (content === undefined || !('negated' in content)) return void open.matches.push({ other: name });
  open.matches[last] = modified(content, name, value);
}

/**
 * What a use of `tls.sni` or `http.host` asks of the name. Told how the name is spelled, it says yes or no to that name
 * wherever all of it is understood.
 */
export function readUse(use: BufferUse, spelled: string | undefined): readonly ReadNames[] {
  const { buffer, matches, sizes } = use;
  const met = spelled === undefined ? undefined : meetsSpelled(use, spelled);
  if (met !== undefined && spelled !== undefined) return [{ names: exact(met ? nameSet([exactly(spelled.toLowerCase())]) : []), unread: [] }];
  const strange = strangeOf(use);
  if (strange.length > 0) return [nothingSure(`${buffer} with ${strange.join(', ')}`)];
  const treated = treatmentOf(use);
  const filled = (match: Match): boolean => sizes.some((size) => 'negated' in match && fills(match, size));
  const read = (match: Match): ReadNames => {
    if (isBare(use)) return either(readMatch(match, treated), readMatch(match, untransformed(use)));
    return readMatch(filled(match) ? { ...match, startswith: true, endswith: true } : match, treated);
  };
  return [...matches.map(read), ...(matches.some(filled) ? [] : sizes.map((size) => nothingSure(`${buffer} with bsize:${size}`)))];
}

/** What holds in one way or the other: which of them counts is not sure. */
const either = (a: ReadNames, b: ReadNames): ReadNames => ({
  names: { least: intersection(a.names.least, b.names.least), most: unionOf([...a.names.most, ...b.names.most]) },
  unread: [...new Set([...a.unread, ...b.unread, 'a negation alone, which Suricata also holds against the name as it was'])],
});

function readMatch(match: Match, treated: Buffer): ReadNames {
  if ('negated' in match) return readContent(match, treated);
  if ('pcre' in match) return treated.dotted ? nothingSure(`pcre ${match.pcre} after dotprefix`) : readPcre(match.pcre, treated.lowered);
  return nothingSure(`${treated.buffer} with ${match.other}`);
}

/** A content as long as its buffer is all of it. */
const fills = ({ text, negated }: Content, size: string): boolean => !negated && Number(size) === text?.length;

const nothingSure = (unread: string): ReadNames => ({ names: atMost(SOME_NAME), unread: [unread] });
