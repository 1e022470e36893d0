/** A schema as the protocol's messages spell it. */
import type { Block, ProviderSchema } from './schema.js';

interface BlockMessage {
  readonly attributes: readonly object[];
  readonly blockTypes: readonly object[];
}

/** The answer to GetProviderSchema. */
export function schemaMessage(schema: ProviderSchema): object {
  return {
    provider: wrapped(schema.provider),
    resourceSchemas: eachWrapped(schema.resources),
    dataSourceSchemas: eachWrapped(schema.dataSources),
    serverCapabilities: {},
  };
}

function eachWrapped(blocks: Readonly<Record<string, Block>>): Record<string, object> {
  return Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, wrapped(block)]));
}

function wrapped(block: Block): object {
  return { version: 0, block: blockMessage(block) };
}

function blockMessage(block: Block): BlockMessage {
  return {
    attributes: Object.entries(block.attributes).map(([name, attribute]) =>
      ({ ...attribute, name, type: Buffer.from(JSON.stringify(attribute.type)) })),
    blockTypes: Object.entries(block.blocks).map(([typeName, nested]) =>
      ({ typeName, nesting: nested.nesting, minItems: nested.minItems, maxItems: nested.maxItems, block: blockMessage(nested.block) })),
  };
}
