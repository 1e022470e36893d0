import { isIPv4, isIPv6 } from 'node:net';
import { u16 } from './bytes.js';

// Each packet of a flow needs both its addresses.
const known = new Map<string, Buffer>();

/** An IPv4 (4) or IPv6 (16) address as bytes. */
export function addressBytes(text: string): Buffer {
  const bytes = known.get(text) ?? parsed(text);
  known.set(text, bytes);
  return bytes;
}

function parsed(text: string): Buffer {
  if (isIPv4(text)) return Buffer.from(text.split('.').map(Number));
  if (isIPv6(text) && !text.includes('.') && !text.includes('%')) return groupsOf(text);
  throw new Error(`address: expected IPv4 or IPv6, got ${JSON.stringify(text)}`);
}

function groupsOf(text: string): Buffer {
  const [head = '', tail] = text.split('::');
  const before = words(head);
  const after = words(tail ?? '');
  const gap = new Array<number>(tail === undefined ? 0 : 8 - before.length - after.length).fill(0);
  return Buffer.concat([...before, ...gap, ...after].map(u16));
}

const words = (text: string): number[] => (text === '' ? [] : text.split(':').map((word) => parseInt(word, 16)));
