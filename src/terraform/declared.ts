import { type Problem, shown } from '../model/diagnostic.js';
import { type Json, type JsonMap, at, entriesOf, isJsonMap, itemsOf } from './json.js';

/** One file of a configuration. */
export interface ConfigurationFile {
  readonly name: string;
  readonly json: JsonMap;
}

/** A variable that has a default. */
export interface Variable {
  readonly default: Json;
  readonly type: Json | undefined;
}

/** What the names of the whole configuration mean. */
export interface Declared {
  readonly resources: ReadonlyMap<string, JsonMap>;
  /** What is asked of what others made: an argument that is written there is true of what is found. */
  readonly data: ReadonlyMap<string, JsonMap>;
  /** By `local.name` and `var.name`. */
  readonly locals: ReadonlyMap<string, Json>;
  readonly variables: ReadonlyMap<string, Variable>;
  /** What was worked out of them so far. */
  readonly known: Map<string, unknown>;
}

/** What is no Terraform JSON. */
export function problemsOf({ name, json }: ConfigurationFile): readonly Problem[] {
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
export function repeatedAddresses(files: readonly ConfigurationFile[]): readonly Problem[] {
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

/** What files declare. Values of variables that files beside may set are not known. */
export function declare(files: readonly ConfigurationFile[], defaults: 'hold' | 'may be set'): Declared {
  const all = (key: string): readonly (readonly [string, Json])[] => files.flatMap(({ json }) => entriesOf(at(json, key)));
  const bodies = (key: string): readonly (readonly [string, JsonMap])[] => all(key).flatMap(([type, named]) => entriesOf(named).map(([id, body]) => [`${type}.${id}`, bodyOf(body)] as const));
  const variables = defaults === 'hold' ? all('variable') : [];
  return {
    resources: new Map(bodies('resource')),
    data: new Map(bodies('data').map(([address, body]) => [`data.${address}`, body])),
    locals: new Map(all('locals').map(([name, json]) => [`local.${name}`, json])),
    variables: new Map(variables.flatMap(([name, body]) => itemsOf(body).flatMap((item) => variableOf(name, item)))),
    known: new Map(),
  };
}

const variableOf = (name: string, body: Json): readonly (readonly [string, Variable])[] =>
  at(body, 'default') === undefined ? [] : [[`var.${name}`, { default: at(body, 'default') ?? null, type: at(body, 'type') }]];

const bodyOf = (json: Json): JsonMap => itemsOf(json).find(isJsonMap) ?? {};
