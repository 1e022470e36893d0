/**
 * Terraform values on the wire (msgpack), and the two things a provider does to them: mark what it will compute as
 * unknown when it plans, and replace the unknown by something when it applies.
 */
import { decode, encode, ExtData, ExtensionCodec } from '@msgpack/msgpack';
import { objectType, type Block, type CtyType } from './schema.js';

export type Value = null | boolean | number | string | Unknown | readonly Value[] | ValueMap;
export interface ValueMap { readonly [name: string]: Value }

/** A value that is known only after apply. Its bytes are kept: Terraform compares refinements too. */
export class Unknown {
  constructor(readonly type: number, readonly data: Uint8Array) {}
}

const PLAIN = 0;
const REFINED = 12;
export const UNKNOWN = new Unknown(PLAIN, new Uint8Array([0]));

const codec = new ExtensionCodec();
for (const type of [PLAIN, REFINED]) {
  codec.register({
    type,
    encode: (value) => (value instanceof Unknown && value.type === type ? value.data : null),
    decode: (data) => new Unknown(type, Uint8Array.from(data)),
  });
}

export interface DynamicValue { readonly msgpack?: Uint8Array; readonly json?: Uint8Array }

export function fromWire(value: DynamicValue | null | undefined): Value {
  if (value?.msgpack === undefined || value.msgpack.length === 0) return null;
  const decoded = decode(value.msgpack, { extensionCodec: codec });
  if (decoded instanceof ExtData) throw new Error(`value: unknown msgpack extension ${decoded.type}`);
  return decoded as Value;
}

export function toWire(value: Value): DynamicValue {
  return { msgpack: encode(value, { extensionCodec: codec }) };
}

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

/** The planned state: every computed attribute that has no value yet becomes unknown. */
export function plannedState(block: Block, proposed: ValueMap): ValueMap {
  return mapBlock(block, proposed, (value, computed) => (value === null && computed ? UNKNOWN : value));
}

/** The state after apply: every value that is still unknown gets a made-up one of its type. */
export function appliedState(block: Block, planned: ValueMap, invent: (name: string) => string): ValueMap {
  return mapBlock(block, planned, (value, _computed, type, name) => known(value, type, () => invent(name)));
}

type Change = (value: Value, computed: boolean, type: CtyType, name: string) => Value;

function mapBlock(block: Block, value: ValueMap, change: Change): ValueMap {
  const attributes = Object.entries(block.attributes).map(([name, attribute]): [string, Value] =>
    [name, change(value[name] ?? null, attribute.computed, attribute.type, name)]);
  const blocks = Object.entries(block.blocks).map(([name, nested]): [string, Value] =>
    [name, mapNested(nested.block, value[name] ?? null, change)]);
  return Object.fromEntries([...attributes, ...blocks]);
}

function mapNested(block: Block, value: Value, change: Change): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map((element) => mapNested(block, element, change));
  return isMap(value) ? mapBlock(block, value, change) : value;
}

function known(value: Value, type: CtyType, invent: () => string): Value {
  if (value instanceof Unknown) return invented(type, invent);
  if (Array.isArray(value)) return (value as readonly Value[]).map((element) => known(element, elementType(type), invent));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, known(inner, elementType(type, name), invent)]));
}

function invented(type: CtyType, invent: () => string): Value {
  if (type === 'string') return invent();
  if (type === 'number') return 0;
  if (type === 'bool') return false;
  if (type[0] === 'map') return {};
  if (type[0] !== 'object') return [];
  return Object.fromEntries(Object.entries(type[1]).map(([name, inner]) => [name, invented(inner, invent)]));
}

function elementType(type: CtyType, name?: string): CtyType {
  if (typeof type === 'string') return type;
  return type[0] === 'object' ? type[1][name ?? ''] ?? 'string' : type[1];
}

/** A stored state brought to the shape of the schema: attributes it lacks are null, those it should not have are gone. */
export function storedState(block: Block, json: Uint8Array): Value {
  return shaped(objectType(block), JSON.parse(Buffer.from(json).toString('utf8')) as Value);
}

function shaped(type: CtyType, value: Value | undefined): Value {
  if (value === undefined || value === null || typeof type === 'string') return value ?? null;
  if (type[0] === 'object') {
    const from = isMap(value) ? value : {};
    return Object.fromEntries(Object.entries(type[1]).map(([name, inner]) => [name, shaped(inner, from[name])]));
  }
  if (Array.isArray(value)) return (value as readonly Value[]).map((element) => shaped(type[1], element));
  return value;
}
