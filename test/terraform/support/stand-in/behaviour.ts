/**
 * What the stand-in answers to each call of the provider protocol. It accepts everything that fits the schema, plans
 * like a provider without opinions, and "creates" resources by making up what the cloud would have computed.
 */
import type { ForceNew } from './force-new.js';
import { schemaMessage } from './schema-message.js';
import type { Block, ProviderSchema } from './schema.js';
import { appliedState, fromWire, isMap, plannedState, storedState, toWire, type DynamicValue, type Value, type ValueMap } from './values.js';

interface Request {
  readonly typeName: string;
  readonly config?: DynamicValue;
  readonly priorState?: DynamicValue;
  readonly proposedNewState?: DynamicValue;
  readonly plannedState?: DynamicValue;
  readonly currentState?: DynamicValue;
  readonly rawState?: { readonly json?: Uint8Array };
}

export type Answers = Readonly<Record<string, (request: Request) => object>>;

/** One answer per call of the protocol, by the call's name. */
export function answers(schema: ProviderSchema, forceNew: ForceNew): Answers {
  const resource = (request: Request): Block => blockOf(schema.resources, request.typeName);
  const invent = inventor();
  return {
    GetMetadata: () => metadata(schema),
    GetProviderSchema: () => schemaMessage(schema),
    ValidateProviderConfig: () => ({}),
    ValidateResourceConfig: () => ({}),
    ValidateDataResourceConfig: () => ({}),
    UpgradeResourceState: (request) => ({ upgradedState: toWire(storedState(resource(request), request.rawState?.json ?? new Uint8Array())) }),
    ConfigureProvider: () => ({}),
    ReadResource: (request) => ({ newState: request.currentState }),
    PlanResourceChange: (request) => plan(resource(request), request, forceNew[request.typeName] ?? []),
    ApplyResourceChange: (request) => ({ newState: apply(resource(request), request, invent) }),
    ImportResourceState: (request) => ({ diagnostics: [notSupported(`import of ${request.typeName}`)] }),
    ReadDataSource: (request) => ({ state: readData(blockOf(schema.dataSources, request.typeName), request, invent) }),
    GetFunctions: () => ({}),
    StopProvider: () => ({}),
  };
}

function plan(block: Block, request: Request, forceNew: readonly string[]): object {
  const proposed = fromWire(request.proposedNewState);
  if (!isMap(proposed)) return { plannedState: toWire(null) };
  const planned = plannedState(block, proposed);
  const replaced = replacedBy(fromWire(request.priorState), planned, forceNew);
  return {
    plannedState: toWire(planned),
    requiresReplace: replaced.map((attributeName) => ({ steps: [{ attributeName }] })),
  };
}

function replacedBy(prior: Value, planned: ValueMap, forceNew: readonly string[]): readonly string[] {
  if (!isMap(prior)) return [];
  return forceNew.filter((name) => JSON.stringify(prior[name] ?? null) !== JSON.stringify(planned[name] ?? null));
}

function apply(block: Block, request: Request, invent: Invent): DynamicValue {
  const planned = fromWire(request.plannedState);
  return toWire(isMap(planned) ? appliedState(block, planned, invent(request.typeName)) : null);
}

function readData(block: Block, request: Request, invent: Invent): DynamicValue {
  const config = fromWire(request.config);
  if (!isMap(config)) return toWire(null);
  return toWire(appliedState(block, plannedState(block, config), invent(request.typeName)));
}

type Invent = (type: string) => (attribute: string) => string;

/** Made-up values are numbered, so that two resources never share an id. */
function inventor(): Invent {
  let count = 0;
  return (type) => (attribute) => `stand-in/${type}/${attribute}/${++count}`;
}

function metadata(schema: ProviderSchema): object {
  const names = (of: Readonly<Record<string, Block>>): object[] => Object.keys(of).map((typeName) => ({ typeName }));
  return { serverCapabilities: {}, resources: names(schema.resources), dataSources: names(schema.dataSources) };
}

function blockOf(blocks: Readonly<Record<string, Block>>, type: string): Block {
  const block = blocks[type];
  if (block === undefined) throw new Error(`stand-in: no schema for ${type}`);
  return block;
}

function notSupported(what: string): object {
  return { severity: 'ERROR', summary: `stand-in: ${what} is not supported` };
}
