/** A provider's schema as plain data, between the generated source it is read from and the protocol it is served in. */

/** Terraform's type constraints, spelled as the protocol spells them in JSON. */
export type CtyType = 'string' | 'number' | 'bool' | CollectionType | ObjectType;
export type CollectionType = readonly ['list' | 'set' | 'map', CtyType];
export type ObjectType = readonly ['object', Readonly<Record<string, CtyType>>];

export interface Attribute {
  readonly type: CtyType;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
}

export type Nesting = 'SINGLE' | 'LIST' | 'SET';

export interface NestedBlock {
  readonly nesting: Nesting;
  readonly minItems: number;
  /** 0: no limit. */
  readonly maxItems: number;
  readonly block: Block;
}

export interface Block {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly blocks: Readonly<Record<string, NestedBlock>>;
}

export interface ProviderSchema {
  readonly provider: Block;
  readonly resources: Readonly<Record<string, Block>>;
  readonly dataSources: Readonly<Record<string, Block>>;
}

/** The types of a block's values: what its attributes and its nested blocks look like in state. */
export function typesOf(block: Block): Readonly<Record<string, CtyType>> {
  const attributes = Object.entries(block.attributes).map(([name, attribute]): [string, CtyType] => [name, attribute.type]);
  const blocks = Object.entries(block.blocks).map(([name, nested]): [string, CtyType] => [name, blockType(nested)]);
  return Object.fromEntries([...attributes, ...blocks]);
}

function blockType(nested: NestedBlock): CtyType {
  const object = objectType(nested.block);
  return nested.nesting === 'SINGLE' ? object : [nested.nesting === 'SET' ? 'set' : 'list', object];
}

export function objectType(block: Block): ObjectType {
  return ['object', typesOf(block)];
}
