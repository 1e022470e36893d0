import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a constructor of cdktf takes, in its own spelling. */
export type Config = Readonly<Record<string, unknown>>;

/** One block of Terraform JSON as plain data: what someone would have typed who knew every rule by heart. */
export interface ResourceLiteral {
  readonly type: string;
  readonly id: string;
  readonly config: Config;
}

export interface StackLiteral {
  readonly id: string;
  readonly statePath: string;
  readonly providers: readonly { readonly name: string; readonly config: Config; readonly version: string }[];
  readonly resources: readonly ResourceLiteral[];
  readonly outputs: readonly { readonly id: string; readonly value: unknown; readonly description: string }[];
}

/** A block of Terraform JSON by name. */
type Blocks<T> = Readonly<Record<string, T>>;

interface StackJson {
  readonly provider: Blocks<readonly [Config]>;
  readonly terraform: { readonly backend: { readonly local: { readonly path: string } }; readonly required_providers: Blocks<{ readonly version: string }> };
  readonly resource?: Blocks<Blocks<Config>>;
  readonly output?: Blocks<{ readonly value: unknown; readonly description: string }>;
}

/** The stacks of a folder that was synthesized, read back as literals. */
export const literalsOf = (out: string): readonly StackLiteral[] => stackIds(out).map((id) => literalOf(id, readStack(out, id)));

export const stackFile = (out: string, id: string): string => join(out, 'stacks', id, 'cdk.tf.json');

export const stackIds = (out: string): readonly string[] => readdirSync(join(out, 'stacks')).sort();

export const readStack = (out: string, id: string): StackJson => JSON.parse(readFileSync(stackFile(out, id), 'utf8'), withoutComments) as StackJson;

/** cdktf writes construct paths as comments; they say who made a resource, not what it is. */
const withoutComments = (key: string, value: unknown): unknown => (key === '//' ? undefined : value);

function literalOf(id: string, { provider, terraform, resource = {}, output = {} }: StackJson): StackLiteral {
  return {
    id,
    statePath: terraform.backend.local.path,
    providers: Object.entries(provider).map(([name, [config]]) => ({ name, config: camel(config) as Config, version: terraform.required_providers[name]?.version ?? '' })),
    resources: Object.entries(resource).flatMap(([type, blocks]) => Object.entries(blocks).map(([name, config]) => ({ type, id: name, config: camel(config) as Config }))),
    outputs: Object.entries(output).map(([name, { value, description }]) => ({ id: name, value, description })),
  };
}

/** Arguments as cdktf spells them. No block of ours has names of the user's for keys. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()), camel(each)]));
}
