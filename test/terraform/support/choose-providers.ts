/**
 * Which provider checks a synthesized stack: the real one where the mirror holds a version that the stack's own range
 * admits, else a stand-in with the schema of the installed package. Each choice says why, so that the test's output
 * can name which provider was which.
 *
 *   const providers = await chooseProviders(folder);
 *   console.log(providers.choices.map(describeChoice).join('\n'));
 *   const tf = await withTerraform(folder, { providers: providers.attached });
 *   ...
 *   await providers.stop();
 *
 * Several folders share their providers: give them all, because the real one takes seconds to start.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mirroredVersions } from './mirror.js';
import { startRealProvider } from './real-provider.js';
import { startStandIn } from './stand-in/stand-in.js';
import type { AttachedProvider } from './terraform.js';
import { admits } from './version-constraint.js';

export interface ProviderChoice {
  /** Such as "hashicorp/aws". */
  readonly source: string;
  /** The range in the JSON's required_providers; "" if it has none. */
  readonly range: string;
  readonly kind: 'real' | 'stand-in';
  readonly version: string;
  readonly reason: string;
  /** The resource and data source types that this provider checks. */
  readonly types: readonly string[];
}

export interface ChosenProviders {
  readonly choices: readonly ProviderChoice[];
  /** Pass these to `withTerraform`. */
  readonly attached: readonly AttachedProvider[];
  stop(): Promise<void>;
}

export interface ChooseOptions {
  /** Use stand-ins even where the real provider is there: for speed, or for types the mirror's version lacks. */
  readonly onlyStandIns?: boolean;
}

/** Reads every *.tf.json of the folders, and starts one provider for each that they require; all want the same range. */
export async function chooseProviders(folders: string | readonly string[], options: ChooseOptions = {}): Promise<ChosenProviders> {
  const required = requirements([folders].flat().flatMap(readConfigurations));
  const started = await Promise.all(required.map((one) => start(one, options)));
  return {
    choices: started.map((one) => one.choice),
    attached: started.map((one) => one.provider),
    stop: async () => void (await Promise.all(started.map((one) => one.provider.stop()))),
  };
}

/** One line for the test's output. */
export function describeChoice(choice: ProviderChoice): string {
  return `${choice.source} ${choice.range}: ${choice.kind} ${choice.version} (${choice.reason}) checks ${choice.types.join(', ')}`;
}

interface Requirement {
  readonly name: string;
  readonly source: string;
  readonly range: string;
  readonly resources: readonly string[];
  readonly dataSources: readonly string[];
}

type Started = { readonly choice: ProviderChoice; readonly provider: AttachedProvider & { stop(): Promise<void> } };

async function start(required: Requirement, options: ChooseOptions): Promise<Started> {
  const { source, range, resources, dataSources } = required;
  const types = [...resources, ...dataSources];
  const real = options.onlyStandIns === true ? undefined : await startRealProvider(source, range, (type) => types.includes(type));
  if (real !== undefined) {
    return { provider: real, choice: { source, range, types, kind: 'real', version: real.version, reason: 'from the mirror' } };
  }
  const standIn = await startStandIn({ provider: required.name, source, resources, dataSources });
  return { provider: standIn, choice: { source, range, types, kind: 'stand-in', version: standIn.version, reason: whyNotReal(required, options) } };
}

function whyNotReal({ source, range }: Requirement, options: ChooseOptions): string {
  if (options.onlyStandIns === true) return 'asked for';
  const versions = mirroredVersions(source).map((one) => one.version);
  if (versions.length === 0) return 'no mirror holds it';
  if (!versions.some((version) => admits(range, version))) return `the range does not admit the mirror's ${versions.join(', ')}`;
  return 'the mirror is packed and cannot be attached';
}

interface Configuration {
  readonly terraform?: { readonly required_providers?: OneOrList<Readonly<Record<string, { readonly source?: string; readonly version?: string }>>> };
  readonly resource?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, unknown>>;
}
type OneOrList<T> = T | readonly T[];

function readConfigurations(folder: string): readonly Configuration[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tf.json'));
  return files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Configuration);
}

function requirements(configurations: readonly Configuration[]): readonly Requirement[] {
  const typesOf = (kind: 'resource' | 'data'): readonly string[] => [...new Set(configurations.flatMap((one) => Object.keys(one[kind] ?? {})))].sort();
  const [resources, data] = [typesOf('resource'), typesOf('data')];
  const named = configurations.flatMap((one) => list(one.terraform?.required_providers)).flatMap((providers) => Object.entries(providers));
  return [...new Set(named.map(([name]) => name))].sort().map((name) => {
    const mine = (type: string): boolean => type.startsWith(`${name}_`);
    return { name, ...agreed(name, named), resources: resources.filter(mine), dataSources: data.filter(mine) };
  });
}

type Named = readonly [string, { readonly source?: string; readonly version?: string }];

function agreed(name: string, named: readonly Named[]): Pick<Requirement, 'source' | 'range'> {
  const wanted = named.filter(([other]) => other === name).map(([, { source, version }]) => ({ source: fullSource(source ?? name), range: version ?? '' }));
  const [first, ...others] = wanted;
  if (first === undefined || others.some((other) => other.source !== first.source || other.range !== first.range)) {
    throw new Error(`required_providers.${name}: expected one source and range, got ${JSON.stringify(wanted)}`);
  }
  return first;
}

/** cdktf writes "aws" for "hashicorp/aws". */
function fullSource(source: string): string {
  return source.includes('/') ? source : `hashicorp/${source}`;
}

function list<T>(value: OneOrList<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
