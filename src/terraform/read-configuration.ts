import { type Checked, type Problem, invalid, shown, valid } from '../model/diagnostic.js';
import type { Resource, TerraformConfig, Value, ValueMap } from './config.js';
import { readExpression } from './expression.js';
import { type Json, type JsonMap, at, entriesOf, isJsonMap, itemsOf } from './json.js';
import { readTemplate } from './template.js';
import { type Step, addressLength, formatSteps } from './traversal.js';
import { blocksOf, describeValue, isList, isMap, isReference, isUnknown, listOf, reference, unknown } from './values.js';

/** One file of a configuration. */
export interface ConfigurationFile {
  readonly name: string;
  readonly json: JsonMap;
}

/** Names that hold only inside one instance of a resource or block: `each`, `count`, an iterator. */
type Locals = ReadonlyMap<string, ValueMap>;

/** What the names of the whole configuration mean. */
interface Declared {
  readonly resources: ReadonlyMap<string, JsonMap>;
  /** What is asked of what others made: an argument that is written there is true of what is found. */
  readonly data: ReadonlyMap<string, JsonMap>;
  readonly locals: ReadonlyMap<string, Json>;
  readonly variables: ReadonlyMap<string, Json>;
}

interface Instance {
  readonly index?: string | number;
  readonly locals: Locals;
  readonly repeats?: string;
}

const NONE: Locals = new Map();

/**
 * Reads the files of one folder of Terraform's JSON syntax as one configuration, with locals and the defaults of
 * variables filled in, unless files beside may set them. Expressions beyond walks and literals are unknown; modules are
 * not read, and said.
 */
export function readConfiguration(files: readonly ConfigurationFile[], defaults: 'hold' | 'may be set' = 'hold'): Checked<TerraformConfig> {
  const problems = [...files.flatMap(problemsOf), ...repeatedAddresses(files)];
  if (problems.length > 0) return invalid(...problems);
  const written = declare(files);
  const declared = defaults === 'hold' ? written : { ...written, variables: new Map<string, Json>() };
  const instances = (blocks: ReadonlyMap<string, JsonMap>): readonly Resource[] => [...blocks].flatMap(([address, body]) => instancesOf(declared, address, body));
  const data = instances(declared.data);
  const modules = files.flatMap(({ json }) => entriesOf(at(json, 'module')).map(([name]) => `module.${name}: what it makes is not in this configuration`));
  return valid({ resources: instances(declared.resources), ...(data.length === 0 ? {} : { data }), ...(modules.length === 0 ? {} : { unread: modules }) });
}

function problemsOf({ name, json }: ConfigurationFile): readonly Problem[] {
  const wrong = (path: string, got: Json): Problem => ({ where: `${name}: ${path}`, expected: 'an object, or a list of objects', got: shown(got) });
  const misshapen = (path: string, given: Json | undefined): readonly Problem[] => itemsOf(given).filter((item) => !isJsonMap(item)).map((item) => wrong(path, item));
  const types = entriesOf(at(json, 'resource'));
  return [
    ...['resource', 'locals', 'variable'].flatMap((key) => misshapen(key, at(json, key))),
    ...types.flatMap(([type, named]) => misshapen(`resource.${type}`, named)),
    ...types.flatMap(([type, named]) => entriesOf(named).flatMap(([id, body]) => misshapen(`resource.${type}.${id}`, body))),
    ...types.flatMap(([type, named]) => entriesOf(named).flatMap(([id, body]) => (Array.isArray(body) && body.length !== 1 ? [wrong(`resource.${type}.${id}`, body)] : []))),
  ];
}

/** Terraform refuses an address that is given twice; here the second would hide the first. */
function repeatedAddresses(files: readonly ConfigurationFile[]): readonly Problem[] {
  const all = files.flatMap(({ name, json }) => addressesIn(json).map((address) => ({ name, address })));
  const seen = new Set<string>();
  const again = all.filter(({ address }) => seen.has(address) || !seen.add(address));
  return again.map(({ name, address }) => ({ where: `${name}: ${address}`, expected: 'an address that is used once', got: 'it again' }));
}

const addressesIn = (json: JsonMap): readonly string[] => [
  ...entriesOf(at(json, 'resource')).flatMap(([type, named]) => entriesOf(named).map(([id]) => `resource.${type}.${id}`)),
  ...entriesOf(at(json, 'locals')).map(([id]) => `locals.${id}`),
  ...entriesOf(at(json, 'variable')).flatMap(([id, body]) => itemsOf(body).map(() => `variable.${id}`)),
];

function declare(files: readonly ConfigurationFile[]): Declared {
  const all = (key: string): readonly (readonly [string, Json])[] => files.flatMap(({ json }) => entriesOf(at(json, key)));
  const bodies = (key: string): readonly (readonly [string, JsonMap])[] => all(key).flatMap(([type, named]) => entriesOf(named).map(([id, body]) => [`${type}.${id}`, bodyOf(body)] as const));
  return {
    resources: new Map(bodies('resource')),
    data: new Map(bodies('data').map(([address, body]) => [`data.${address}`, body])),
    locals: new Map(all('locals')),
    variables: new Map(all('variable').flatMap(([name, body]) => itemsOf(body).flatMap((item) => (at(item, 'default') === undefined ? [] : [[name, at(item, 'default') ?? null] as const])))),
  };
}

const bodyOf = (json: Json): JsonMap => itemsOf(json).find(isJsonMap) ?? {};

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
  const value = (json: Json): Value => {
    if (typeof json === 'string') return readTemplate(json, (expression) => readExpression(expression, resolve));
    if (Array.isArray(json)) return json.map(value);
    return isJsonMap(json) ? Object.fromEntries(entriesOf(json).map(([key, item]) => [key, value(item)])) : (json as Value);
  };
  const body = (json: Json): ValueMap => {
    const plain = entriesOf(json).filter(([key]) => key !== 'dynamic');
    const made = entriesOf(at(json, 'dynamic')).flatMap(([name, blocks]) => itemsOf(blocks).map((block) => [name, dynamicBlocks(declared, locals, name, block)] as const));
    return joined([...plain.map(([key, item]) => [key, isBlock(item) ? blocks(item) : value(item)] as const), ...made]);
  };
  const blocks = (json: Json): Value => (Array.isArray(json) ? json.map(body) : body(json));
  const resolve = (steps: readonly Step[], text: string): Value =>
    walking.includes(text) ? unknown(`\${${text}}`) : resolveIn(declared, locals, steps, text, reader(declared, NONE, [...walking, text]));
  return { value, body };
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
  const elements = elementsOf(value(forEach));
  if (elements === undefined) return [{ locals: NONE, repeats: `for_each = ${JSON.stringify(forEach)}` }];
  return elements.map((element) => ({ index: String(element['key']), locals: new Map([['each', element]]) }));
}

/** More of one resource than anybody has: not unfolded, so that a slip does not fill the memory. */
const MOST_TIMES = 100_000;

function counted(count: Value, text: string): readonly Instance[] {
  const times = Number(count);
  if (isUnknown(count) || isReference(count) || !Number.isInteger(times) || times < 0 || times > MOST_TIMES) return [{ locals: NONE, repeats: `count = ${text}` }];
  return Array.from({ length: times }, (_, index) => ({ index, locals: new Map([['count', { index }]]) }));
}

/** Key and value of each element of a set or a map; undefined where it is not known. */
function elementsOf(value: Value): readonly ValueMap[] | undefined {
  if (value === null) return [];
  if (isList(value)) return value.some((item) => isUnknown(item)) ? undefined : value.map((item) => ({ key: typeof item === 'string' ? item : null, value: item }));
  return isMap(value) ? Object.entries(value).map(([key, item]) => ({ key, value: item })) : undefined;
}

function resolveIn(declared: Declared, locals: Locals, steps: readonly Step[], text: string, inner: Reader): Value {
  const [first, second, ...rest] = steps;
  const root = String(first?.key);
  const name = String(second?.key);
  const missing = unknown(`\${${text}}`);
  const own = locals.get(root);
  if (own !== undefined) return walk(own, steps.slice(1)) ?? missing;
  const named = root === 'local' ? declared.locals.get(name) : root === 'var' ? declared.variables.get(name) : undefined;
  if (named !== undefined) return walk(inner.value(named), rest) ?? missing;
  if (['local', 'var', 'each', 'count', 'module', 'path', 'terraform', 'self'].includes(root)) return missing;
  return resolveResource(declared, steps, inner) ?? missing;
}

/** An attribute that is written in the resource is read there; any other is a reference. */
function resolveResource(declared: Declared, steps: readonly Step[], inner: Reader): Value | undefined {
  const length = addressLength(steps);
  const address = steps.slice(0, length);
  const [attribute, ...rest] = steps.slice(length);
  if (attribute === undefined || address.length < length) return undefined;
  const written = at(declared.resources.get(formatSteps(address)) ?? declared.data.get(formatSteps(address)), String(attribute.key));
  if (written === undefined) return reference(formatSteps(address), formatSteps([attribute, ...rest]));
  return walk(inner.value(written), rest);
}

function walk(value: Value | undefined, steps: readonly Step[]): Value | undefined {
  return steps.reduce<Value | undefined>((here, { key }) => {
    if (isList(here) && typeof key === 'number') return here[key];
    return isMap(here) && Object.hasOwn(here, key) ? here[String(key)] : undefined;
  }, value);
}
