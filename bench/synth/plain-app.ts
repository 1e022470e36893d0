import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { App, LocalBackend, TerraformOutput, type TerraformResource, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Config, StackLiteral } from './literals.js';

type ResourceClass = new (scope: Construct, id: string, config: Config) => TerraformResource;

/** The provider's classes for these types, loaded once. */
export function classesOf(stacks: readonly StackLiteral[]): ReadonlyMap<string, ResourceClass> {
  const types = new Set(stacks.flatMap(({ resources }) => resources.map(({ type }) => type)));
  return new Map([...types].map((type) => [type, classOf(type)]));
}

function classOf(type: string): ResourceClass {
  const [provider = '', ...words] = type.split('_');
  const module = require(`@cdktf/provider-${provider}/lib/${words.join('-')}/index.js`) as Readonly<Record<string, unknown>>;
  const found = Object.values(module).find((each) => typeof each === 'function' && 'tfResourceType' in each && each.tfResourceType === type);
  if (found === undefined) throw new Error(`${type}: expected a class of the provider, got none`);
  return found as ResourceClass;
}

/** The app that someone writes by hand with cdktf alone: a stack for each office and cloud, every rule spelled out. */
export function plainApp(stacks: readonly StackLiteral[], classes: ReadonlyMap<string, ResourceClass>, outdir: string): App {
  const app = new App({ outdir });
  for (const literal of stacks) plainStack(app, literal, classes);
  return app;
}

function plainStack(app: App, { id, statePath, providers, resources, outputs }: StackLiteral, classes: ReadonlyMap<string, ResourceClass>): void {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: statePath });
  for (const { name, config, version } of providers) {
    if (name === 'aws') new AwsProvider(stack, name, config);
    else new AzurermProvider(stack, name, config as { features: [] });
    stack.addOverride(`terraform.required_providers.${name}.version`, version);
  }
  for (const { type, id: name, config } of resources) {
    const Resource = classes.get(type);
    if (Resource !== undefined) new Resource(stack, name, config);
  }
  for (const { id: name, value, description } of outputs) new TerraformOutput(stack, name, { value, description });
}
