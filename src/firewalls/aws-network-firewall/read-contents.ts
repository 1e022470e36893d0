import { type ReadNames, type Content, readContent } from './read-names.js';
import { readPcre } from './read-pcre.js';
import { lately } from '../../model/memo.js';
import { SOME_NAME } from '../../model/space.js';
import type { RuleOption } from './read-suricata.js';
import { contentBytes } from './read-suricata.js';
import { atMost } from './read-within.js';
import { wordTable } from '../../model/word-table.js';

/** Contents and expressions on one buffer, with the transforms written before the first of them. */
export interface BufferUse {
  /** `tls.sni`, `http.host`; `payload` where no buffer was named. */
  readonly buffer: string;
  readonly transforms: readonly string[];
  readonly matches: readonly (Content | { readonly pcre: string } | { readonly other: string })[];
}

type Match = BufferUse['matches'][number];

interface Open {
  buffer: string;
  transforms: string[];
  matches: Match[];
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
  const uses: Open[] = [{ buffer: 'payload', transforms: [], matches: [] }];
  for (const option of options.filter(isContentOption)) applyOption(uses, option);
  return uses.filter(({ matches, buffer }) => matches.length > 0 || buffer !== 'payload');
}

function applyOption(uses: Open[], { name, value }: RuleOption): void {
  const open = uses[uses.length - 1];
  if (open === undefined) return;
  const moved = MOVES[name];
  if (name === 'content' || name === 'uricontent') open.matches.push(newContent(value ?? ''));
  else if (name === 'pcre') open.matches.push({ pcre: value ?? '' });
  else if (moved !== undefined) moveLast(uses, open, moved);
  else if (TRANSFORMS.includes(name)) addTransform(open, name);
  else if (MODIFIERS.includes(name)) modifyLast(open, name, value);
  else uses.push({ buffer: STICKY[name] ?? name, transforms: [], matches: [] });
}

function newContent(value: string): Content {
  const negated = value.startsWith('!');
  return { text: contentBytes(value.replace(/^!\s*/, '')), negated, nocase: false, startswith: false, endswith: false, others: [] };
}

/** A transform acts on what comes after it; after a content it is a mistake whose meaning is not written down. */
function addTransform(open: Open, name: string): void {
  if (open.matches.length === 0) open.transforms.push(name);
  else open.matches.push({ other: `${name} after a content` });
}

function moveLast(uses: Open[], open: Open, buffer: string): void {
  const last = open.matches.pop();
  if (last === undefined) return void open.matches.push({ other: `a modifier for ${buffer} without a content` });
  uses.splice(uses.length - 1, 0, { buffer, transforms: [], matches: [last] });
}

function modifyLast(open: Open, name: string, value: string | undefined): void {
  const last = open.matches.map((match) => 'negated' in match).lastIndexOf(true);
  const content = open.matches[last];
  if (name === 'fast_pattern') return;
  if (content === undefined || !('negated' in content)) return void open.matches.push({ other: name });
  open.matches[last] = modified(content, name, value);
}

function modified(content: Content, name: string, value: string | undefined): Content {
  if (name === 'nocase' || name === 'startswith' || name === 'endswith') return { ...content, [name]: true };
  if (name === 'depth' || name === 'offset') return { ...content, [name]: value ?? '' };
  if (name === 'isdataat' && /^!\s*1\s*,\s*relative$/.test(value ?? '')) return { ...content, endswith: true };
  if (name === 'bsize' && Number(value) === content.text?.length && (content.startswith || content.endswith)) return { ...content, startswith: true, endswith: true };
  return { ...content, others: [...content.others, name] };
}

/** What a use of `tls.sni` or `http.host` asks of the name. */
export function readUse({ buffer, transforms, matches }: BufferUse): readonly ReadNames[] {
  const strange = transforms.filter((each) => each !== 'dotprefix' && each !== 'to_lowercase');
  if (strange.length > 0) return [nothingSure(`${buffer} with ${strange.join(', ')}`)];
  const lowered = buffer === 'http.host' || transforms.includes('to_lowercase');
  const dotted = transforms.includes('dotprefix');
  return matches.map((match) => {
    if ('negated' in match) return readContent(match, { lowered, dotted });
    if ('pcre' in match) return dotted ? nothingSure(`pcre ${match.pcre} after dotprefix`) : readPcre(match.pcre, lowered);
    return nothingSure(`${buffer} with ${match.other}`);
  });
}

const nothingSure = (unread: string): ReadNames => ({ names: atMost(SOME_NAME), unread: [unread] });
