import { type Checked, invalid, valid } from '../model/diagnostic.js';
import { type Resource, type TerraformConfig, UNKNOWN, type Value, type ValueMap } from './config.js';
import { convert } from './hcl/convert.js';
import { type ConfigurationFile, type Declared, declare, problemsOf, repeatedAddresses } from './declared.js';
import { type Evaluated, type Instances, type Scope, elementsIn, walkInto, wholeResource } from './hcl/evaluate.js';
import { type Json, type JsonMap, at, entriesOf, isJsonMap, itemsOf } from './json.js';
import { parseLone } from './hcl/parse.js';
import { readText } from './template.js';
import { type Step, addressLength, formatSteps } from './traversal.js';
import { blocksOf, describeValue, isList, isReference, isUnknown, listOf, reference, unknown } from './values.js';

export type { ConfigurationFile } from './declared.js';

/** Names that hold only inside one instance of a resource or block: `each`, `count`, an iterator. */
type Locals = ReadonlyMap<string, ValueMap>;

interface Instance {
  readonly index?: string | number;
  readonly locals: Locals;
  readonly repeats?: string;
}

const NONE: Locals = new Map();

/**
 * Reads the files of one folder of Terraform's JSON syntax as one configuration, with locals and the defaults of
 * variables filled in, unless files beside may set them, and expressions worked out as far as they can be (`hcl`); modules are not
 * read, and said.
 */
export function readConfiguration(files: readonly ConfigurationFile[], defaults: 'hold' | 'may be set' = 'hold'): Checked<TerraformConfig> {
  const problems = [...files.flatMap(problemsOf), ...repeatedAddresses(files)];
  if (problems.length > 0) return invalid(...problems);
  const declared = declare(files, defaults);
  const instances = (blocks: ReadonlyMap<string, JsonMap>): readonly Resource[] => [...blocks].flatMap(([address, body]) => instancesOf(declared, address, body));
  const data = instances(declared.data);
  const modules = files.flatMap(({ json }) => entriesOf(at(json, 'module')).map(([name]) => `module.${name}: what it makes is not in this configuration`));
  const outputs = files.flatMap(({ json }) => entriesOf(at(json, 'output')).map(([name, body]) => ({ name, value: reader(declared, NONE).value(at(body, 'value') ?? null) })));
  return valid({ resources: instances(declared.resources), ...(data.length === 0 ? {} : { data }), ...(outputs.length === 0 ? {} : { outputs }), ...(modules.length === 0 ? {} : { unread: modules }) });
}

function instancesOf(declared: Declared, address: string, body: JsonMap): readonly Resource[] {
  const { count, for_each: forEach, ...rest } = body;
  return repetitions(reader(declared, NONE), count, forEach).map(({ index, locals, repeats }) => ({
    address: index === undefined ? address : `${address}[${JSON.stringify(index)}]`,
    type: typeOf(address),
    values: withKept(reader(declared, locals).body(rest)),
    ...(repeats === undefined ? {} : { repeats }),
  }));
}

const typeOf = (address: string): string => address.replace(/^data\./, '').split('.')[0] ?? address;

/** What `ignore_changes` names stays in the cloud as it was, whatever is written here: it is not known. */
function withKept(values: ValueMap): ValueMap {
  const ignored = blocksOf(values['lifecycle']).flatMap((block) => listOf(block['ignore_changes'])).map((name) => /\w+/.exec(describeValue(name))?.[0]);
  if (ignored.length === 0) return values;
  const isKept = (name: string): boolean => name !== 'lifecycle' && (ignored.includes('all') || ignored.includes(name));
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isKept(name) ? unknown(`${name}, which ignore_changes keeps as it was`) : value]));
}

type Reader = ReturnType<typeof reader>;

/** Functions that read values where these names hold; `walking` is the path of names so far, against circles. */
function reader(declared: Declared, locals: Locals, walking: readonly string[] = []) {
  const inside = (name: string): Reader => reader(declared, NONE, [...walking, name]);
  const instances = (address: string): Instances | undefined => remembered(declared, `instances of ${address}`, () => placesOf(declared, address, inside(address)));
  const resolve = (steps: readonly Step[]): Evaluated => resolveIn({ declared, locals, steps, instances, inside }, walking);
  const value = (json: Json): Value => {
    if (typeof json === 'string') return readText(json, { resolve, instances });
    if (Array.isArray(json)) return json.map(value);
    return isJsonMap(json) ? mapOf(json) : (json as Value);
  };
  /** Keys are templates as values are; with one that is not known, nothing is. */
  const mapOf = (json: JsonMap): Value => {
    const entries = entriesOf(json).map(([key, item]) => [value(key), value(item)] as const);
    return entries.every(([key]) => typeof key === 'string' || typeof key === 'number') ? Object.fromEntries(entries) as ValueMap : unknown(JSON.stringify(json));
  };
  const body = (json: Json): ValueMap => {
    const plain = entriesOf(json).filter(([key]) => key !== 'dynamic');
    const made = entriesOf(at(json, 'dynamic')).flatMap(([name, blocks]) => itemsOf(blocks).map((block) => [name, dynamicBlocks(declared, locals, name, block)] as const));
    return joined([...plain.map(([key, item]) => [key, isBlock(item) ? blocks(item) : value(item)] as const), ...made]);
  };
  const blocks = (json: Json): Value => (Array.isArray(json) ? json.map(body) : body(json));
  return { value, body };
}

/** What the names of the whole configuration mean is worked out once. */
function remembered<T>({ known }: Declared, name: string, work: () => T): T {
  if (!known.has(name)) known.set(name, work());
  return known.get(name) as T;
}

/** Nested objects may hold dynamic blocks; reading a plain map as a block does it no harm. */
const isBlock = (json: Json): boolean => isJsonMap(json) || (Array.isArray(json) && json.length > 0 && json.every(isJsonMap));

/** Blocks of one name, written out and made by `dynamic`, in one list. */
function joined(entries: readonly (readonly [string, Value])[]): ValueMap {
  const values = new Map<string, Value>();
  for (const [key, value] of entries) {
    const before = values.get(key);
    values.set(key, before === undefined ? value : [before, value].flatMap((each) => (isList(each) ? each : [each])));
  }
  return Object.fromEntries(values);
}

function dynamicBlocks(declared: Declared, locals: Locals, name: string, block: Json): Value {
  const outside = reader(declared, locals);
  const iterator = at(block, 'iterator');
  const given = at(block, 'for_each');
  const each = elementsOf(given === undefined ? null : outside.value(given));
  if (each === undefined) return [unknown(`dynamic ${name}: ${JSON.stringify(given)}`)];
  return each.map((element) => reader(declared, new Map([...locals, [typeof iterator === 'string' ? iterator : name, element]])).body(at(block, 'content') ?? {}));
}

function repetitions({ value }: Reader, count: Json | undefined, forEach: Json | undefined): readonly Instance[] {
  if (count !== undefined) return counted(value(count), JSON.stringify(count));
  if (forEach === undefined) return [{ locals: NONE }];
  const given = value(forEach);
  const elements = elementsOf(given);
  if (elements === undefined) return [{ locals: NONE, repeats: `for_each = ${JSON.stringify(forEach)}` }];
  return elements.map((element) => ofMember(isList(given) ? { ...element, key: element['value'] ?? null } : element));
}

/** A resource is repeated for a set or a map alone: what is a list here is a set there. */
const ofMember = (element: ValueMap): Instance => ({ index: String(element['key']), locals: new Map([['each', element]]) });

/** More of one resource than anybody has: not unfolded, so that a slip does not fill the memory. */
const MOST_TIMES = 100_000;

function counted(count: Value, text: string): readonly Instance[] {
  const times = Number(count);
  if (isUnknown(count) || isReference(count) || !Number.isInteger(times) || times < 0 || times > MOST_TIMES) return [{ locals: NONE, repeats: `count = ${text}` }];
  return Array.from({ length: times }, (_, index) => ({ index, locals: new Map([['count', { index }]]) }));
}

/** Key and value of each element of a list, a set or a map; undefined where it is not known. */
function elementsOf(value: Value): readonly ValueMap[] | undefined {
  if (value === null) return [];
  if (isList(value) && value.some((item) => isUnknown(item))) return undefined;
  return elementsIn(value)?.map((element) => ({ ...element }));
}

interface Asked {
  readonly declared: Declared;
  readonly locals: Locals;
  readonly steps: readonly Step[];
  readonly instances: (address: string) => Instances | undefined;
  /** A reader for what stands under that name. */
  readonly inside: (name: string) => Reader;
}

const OUTSIDE = ['each', 'count', 'module', 'path', 'terraform', 'self'];

function resolveIn(asked: Asked, walking: readonly string[]): Evaluated {
  const { declared, locals, steps, inside } = asked;
  const [first, second, ...rest] = steps;
  const root = String(first?.key);
  const name = `${root}.${String(second?.key)}`;
  const missing = unknown(`\${${formatSteps(steps)}}`);
  const scope = { text: missing[UNKNOWN], resolve: (further: readonly Step[]) => resolveIn({ ...asked, steps: further }, walking) };
  const own = locals.get(root);
  if (own !== undefined) return walkInto(own, steps.slice(1), scope);
  if (walking.includes(name) || OUTSIDE.includes(root)) return missing;
  if (root === 'local' || root === 'var') return declaredValue(declared, root, name, inside(name)).reduce<Evaluated>((_, value) => walkInto(value, rest, scope), missing);
  return resolveResource(asked, missing, scope);
}

/** None for what no file here declares. */
function declaredValue(declared: Declared, root: 'local' | 'var', name: string, { value }: Reader): readonly Value[] {
  return remembered(declared, name, () => {
    const local = declared.locals.get(name);
    const variable = declared.variables.get(name);
    if (root === 'local') return local === undefined ? [] : [value(local)];
    return variable === undefined ? [] : [typed(variable.type, value(variable.default), name)];
  });
}

/** As its type makes it; where the type is not understood, it is not known. */
function typed(type: Json | undefined, value: Value, name: string): Value {
  const hcl = typeof type === 'string' ? parseLone(type.replace(/^\$\{([\s\S]*)\}$/, '$1').trim()).hcl : undefined;
  const converted = type === undefined ? value : hcl === undefined ? undefined : convert(hcl, value);
  return converted === undefined ? unknown(`\${${name}}`) : converted;
}

function placesOf(declared: Declared, address: string, inner: Reader): Instances | undefined {
  const body = declared.resources.get(address) ?? declared.data.get(address);
  if (body === undefined) return undefined;
  const all = repetitions(inner, body['count'], body['for_each']);
  if (all.some(({ repeats }) => repeats !== undefined)) return undefined;
  return body['count'] === undefined && body['for_each'] === undefined ? 'alone' : all.map(({ index }) => index ?? 0);
}

/** An attribute that is written in the resource is read there; any other is a reference. Undefined for an instance that is not there. */
function resolveResource(asked: Asked, missing: Value, scope: Pick<Scope, 'text' | 'resolve'>): Evaluated {
  const { steps, instances } = asked;
  const length = addressLength(steps);
  const address = steps.slice(0, length);
  const bare = formatSteps(address.filter(({ bracketed }) => !bracketed));
  const index = address.find(({ bracketed }) => bracketed)?.key;
  if (address.length < (steps[0]?.key === 'data' ? 3 : 2)) return missing;
  const places = index === undefined ? undefined : instances(bare);
  if (index !== undefined && Array.isArray(places) && !places.includes(index)) return undefined;
  const [attribute, ...rest] = steps.slice(length);
  if (attribute !== undefined) return attributeOf(asked, address, [attribute, ...rest], { missing, scope });
  return index === undefined ? wholes(bare, instances(bare)) ?? missing : wholeResource(formatSteps(address));
}

type Otherwise = { readonly missing: Value; readonly scope: Pick<Scope, 'text' | 'resolve'> };

function attributeOf({ declared, inside }: Asked, address: readonly Step[], steps: readonly [Step, ...Step[]], { missing, scope }: Otherwise): Evaluated {
  const [{ key }, ...rest] = steps;
  const name = formatSteps(address);
  const written = at(declared.resources.get(name) ?? declared.data.get(name), String(key));
  if (written === undefined) return reference(name, formatSteps(steps));
  const found = walkInto(inside(name).value(written), rest, scope);
  return found === undefined ? missing : found; // what is not written there, the provider may fill in
}

/** All instances of a resource: itself, a list or a map. */
function wholes(address: string, places: Instances | undefined): Value | undefined {
  if (places === undefined || places === 'alone') return places === undefined ? undefined : wholeResource(address);
  const each = places.map((key) => [String(key), wholeResource(`${address}[${JSON.stringify(key)}]`)] as const);
  return places.some((key) => typeof key === 'string') ? Object.fromEntries(each) : each.map(([, one]) => one);
}
