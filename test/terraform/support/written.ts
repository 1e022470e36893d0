/** What a folder's Terraform JSON asks for, held against what a plan is going to do. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesOf, type Plan } from './terraform-json.js';

type Body = Readonly<Record<string, unknown>>;

/** Terraform's own words in a resource, which no provider sees. */
const META = ['//', 'lifecycle', 'depends_on', 'provider', 'count', 'for_each', 'provisioner', 'connection'];

/** Every resource of the folder's *.tf.json files, by address. */
export function writtenResources(folder: string): ReadonlyMap<string, Body> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tf.json') && !name.endsWith('_override.tf.json'));
  const blocks = files.map((name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { readonly resource?: Readonly<Record<string, Readonly<Record<string, Body>>>> }).resource ?? {});
  return new Map(blocks.flatMap((block) => Object.entries(block).flatMap(([type, named]) => Object.entries(named).map(([name, body]) => [`${type}.${name}`, body] as const))));
}

/**
 * Where a plan for a new folder departs from what is written: resources that are not created, or created with another
 * value than the one in the file. References are not compared. Each as `address.attribute: written, planned`.
 */
export function departures(folder: string, plan: Plan): readonly string[] {
  const written = writtenResources(folder);
  const planned = new Map(changesOf(plan).map(({ address, change }) => [address, change] as const));
  const unasked = [...planned.keys()].filter((address) => !written.has(address)).map((address) => `${address}: not written, planned`);
  return [...unasked, ...[...written].flatMap(([address, body]) => {
    const change = planned.get(address);
    if (change?.actions.join('+') !== 'create') return [`${address}: written, planned ${change?.actions.join('+') ?? 'nothing'}`];
    const seen = Object.fromEntries(Object.entries(body).filter(([name]) => !META.includes(name)));
    return differences(seen, change.after, address);
  })];
}

function differences(written: unknown, planned: unknown, at: string): readonly string[] {
  if (written === null || isReference(written)) return [];
  if (Array.isArray(written)) return listDifferences(written as readonly unknown[], planned, at);
  if (typeof written !== 'object') return plain(written) === String(planned) ? [] : [`${at}: ${String(written)}, ${String(planned)}`];
  // A block that can be there once is written as an object, and planned as a list of one.
  const one: unknown = Array.isArray(planned) && planned.length === 1 ? planned[0] : planned;
  if (typeof one !== 'object' || one === null || Array.isArray(one)) return [`${at}: a block, ${JSON.stringify(planned)}`];
  return Object.entries(written as Body).flatMap(([name, value]) => differences(value, (one as Body)[name], `${at}.${name}`));
}

/** As sets: Terraform orders them as it likes. */
function listDifferences(written: readonly unknown[], planned: unknown, at: string): readonly string[] {
  if (!Array.isArray(planned) || planned.length !== written.length) return [`${at}: ${written.length} items, ${JSON.stringify(planned)}`];
  const known = planned as readonly unknown[];
  return written.flatMap((item) => (known.some((other) => differences(item, other, at).length === 0) ? [] : [`${at}: ${JSON.stringify(item)}, ${JSON.stringify(known)}`]));
}

const isReference = (value: unknown): boolean => typeof value === 'string' && /(^|[^$])\$\{/.test(value);

const plain = (value: unknown): string => String(value).replaceAll('$${', '${').replaceAll('%%{', '%{');
