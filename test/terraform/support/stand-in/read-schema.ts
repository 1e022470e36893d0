/**
 * Second reading: from the flat tables of a generated module to a nested Terraform schema.
 *
 * What the generated source does not hold is not served: defaults, validators, ForceNew (force-new.ts adds the known
 * ones), sensitivity, and limits on the number of blocks other than "at least one" and "at most one".
 */
import { generatedSource, moduleOf } from './generated-source.js';
import { readTables, type GeneratedTables, type Member, type Setting } from './generated-tables.js';
import { objectType, type Attribute, type Block, type CtyType, type NestedBlock, type Nesting, type ProviderSchema } from './schema.js';

export interface SchemaRequest {
  /** "aws" or "azurerm": the end of the package name @cdktf/provider-... */
  readonly provider: string;
  readonly resources?: readonly string[];
  readonly dataSources?: readonly string[];
}

/** Derives the schema of the asked resources, and of the provider's own configuration, from the installed package. */
export function readSchema(request: SchemaRequest): ProviderSchema {
  const read = (kind: 'resource' | 'data source') => (type: string): [string, Block] =>
    [type, readModule(request.provider, moduleOf(request.provider, type, kind))];
  return {
    provider: readModule(request.provider, 'provider', ['alias']),
    resources: Object.fromEntries((request.resources ?? []).map(read('resource'))),
    dataSources: Object.fromEntries((request.dataSources ?? []).map(read('data source'))),
  };
}

/** `alias` is Terraform's own word in a provider block, not an argument of the provider: it is left out. */
function readModule(provider: string, module: string, without: readonly string[] = []): Block {
  const tables = readTables(generatedSource(provider, module));
  const block = readStruct(tables, tables.main);
  const attributes = Object.entries(block.attributes).filter(([name]) => !without.includes(name));
  return { ...block, attributes: Object.fromEntries(attributes) };
}

function readStruct(tables: GeneratedTables, struct: string): Block {
  const settings = tables.settings.get(struct) ?? new Map<string, Setting>();
  const members = tables.members.get(struct) ?? new Map<string, Member>();
  const attributes: Record<string, Attribute> = {};
  const blocks: Record<string, NestedBlock> = {};
  for (const [name, setting] of settings) {
    const member = members.get(name) ?? interfaceMember(tables, struct, setting);
    if (setting.isBlock && !member.computed) blocks[name] = readBlock(tables, setting, member);
    else attributes[name] = { ...flags(member), type: settingType(tables, setting) };
  }
  for (const [name, member] of members) {
    if (!settings.has(name)) attributes[name] = { ...flags(member), type: memberType(tables, member) };
  }
  return { attributes, blocks };
}

/** The provider's own structs have no class with comments, only an interface with `?` marks. */
function interfaceMember(tables: GeneratedTables, struct: string, setting: Setting): Member {
  const optional = tables.optionalProperties.get(struct)?.has(setting.property ?? '') === true;
  return { computed: false, optional, required: !optional, body: '' };
}

function flags(member: Member): Omit<Attribute, 'type'> {
  return { computed: member.computed, optional: member.optional, required: member.required };
}

function readBlock(tables: GeneratedTables, setting: Setting, member: Member): NestedBlock {
  const single = member.body.includes('OutputReference(this');
  const block = readStruct(tables, structName(setting.storage));
  const minItems = member.required && setting.type !== 'struct' ? 1 : 0;
  return { block, nesting: nestingOf(setting.type), minItems, maxItems: single && setting.type !== 'struct' ? 1 : 0 };
}

function nestingOf(type: string): Nesting {
  switch (type) {
    case 'struct': return 'SINGLE';
    case 'set': return 'SET';
    case 'list': return 'LIST';
    default: throw new Error(`generated source: expected a struct, set or list block, got "${type}"`);
  }
}

const SCALARS: Readonly<Record<string, CtyType>> = { string: 'string', number: 'number', boolean: 'bool' };

/** A block that may also be computed is, in the provider, an attribute whose type is a collection of objects. */
function settingType(tables: GeneratedTables, setting: Setting): CtyType {
  if (setting.isBlock) return collection(setting.type, objectType(readStruct(tables, structName(setting.storage))));
  const scalar = SCALARS[setting.storage];
  if (scalar !== undefined) return scalar;
  const element = SCALARS[/^(string|number|boolean)(?:List|Map)$/.exec(setting.storage)?.[1] ?? ''];
  if (element === undefined) throw new Error(`generated source: cannot read the type "${setting.storage}"`);
  return collection(setting.type, element);
}

/** A member that cannot be set is told by its getter. */
function memberType(tables: GeneratedTables, member: Member): CtyType {
  const nested = /new (\w+?)(?:List|OutputReference)\(this, "\w+"(?:, (true|false))?\)/.exec(member.body);
  if (nested?.[1] === undefined) return plainType(member.body);
  return collection(nested[2] === 'true' ? 'set' : 'list', objectType(readStruct(tables, nested[1])));
}

const GETTER = /get(String|Number|Boolean)?(List|Map)?Attribute\(|new cdktf\.(String|Number|Boolean)(Map)\(/;

/** `getListAttribute` is a list of strings; `Fn.tolist` around it says that Terraform has a set. */
function plainType(body: string): CtyType {
  const getter = GETTER.exec(body);
  if (getter === null) throw new Error(`generated source: cannot read the type in\n${body}`);
  const element = scalarOf(getter[1] ?? getter[3] ?? 'String');
  const container = getter[2] ?? getter[4];
  if (container === 'Map') return ['map', element];
  return container === 'List' ? collection(body.includes('Fn.tolist') ? 'set' : 'list', element) : element;
}

function scalarOf(word: string): CtyType {
  return SCALARS[word.toLowerCase()] ?? 'string';
}

function collection(kind: string, element: CtyType): CtyType {
  if (kind === 'list' || kind === 'set' || kind === 'map') return [kind, element];
  throw new Error(`generated source: expected a list, set or map, got "${kind}"`);
}

/** "XList" and "XTimeouts" both name the struct behind a block. */
function structName(storage: string): string {
  return storage.replace(/List$/, '');
}
