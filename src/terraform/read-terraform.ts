import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Checked, all, invalid, shown, valid } from '../model/diagnostic.js';
import type { TerraformConfig } from './config.js';
import { type JsonMap, parseJsonObject } from './json.js';
import { type ConfigurationFile, readConfiguration } from './read-configuration.js';
import { isPlan, readPlan } from './read-plan.js';

const EXPECTED = 'Terraform JSON: a plan as terraform show -json prints it, a .tf.json file, a folder of them, or cdktf.out';

/**
 * What a path holds: a file of Terraform JSON, a plan, or a folder; of cdktf's output folder one configuration for each
 * stack, in the order of their names. Never throws for what it finds.
 */
export function readTerraform(path: string): Checked<readonly TerraformConfig[]> {
  try {
    if (!existsSync(path)) return invalid({ where: path, expected: EXPECTED, got: 'nothing' });
    if (!statSync(path).isDirectory()) return listed(readFile(path));
    const stacks = join(path, 'stacks');
    const folders = existsSync(stacks) && statSync(stacks).isDirectory() ? readdirSync(stacks).sort().map((name) => join(stacks, name)) : [path];
    return all(folders.filter((folder) => statSync(folder).isDirectory()).map(readFolder));
  } catch (error) {
    return invalid({ where: path, expected: 'a path that can be read', got: error instanceof Error ? error.message : String(error) });
  }
}

const listed = (config: Checked<TerraformConfig>): Checked<readonly TerraformConfig[]> => (config.ok ? valid([config.value]) : config);

function readFile(path: string): Checked<TerraformConfig> {
  const json = parseJsonObject(readFileSync(path, 'utf8'), path);
  if (!json.ok) return json;
  return named(isPlan(json.value) ? readPlan(json.value, path) : configurationOf(path, [{ name: path, json: json.value }]), path, []);
}

function readFolder(folder: string): Checked<TerraformConfig> {
  const names = readdirSync(folder).sort();
  const overrides = names.filter((name) => OVERRIDE.test(name));
  const files = names.filter((name) => name.endsWith('.tf.json') && !overrides.includes(name)).map((name) => join(folder, name));
  if (files.length === 0) return invalid({ where: folder, expected: EXPECTED, got: 'no *.tf.json' });
  const parsed = all(files.map((file) => fileOf(file, parseJsonObject(readFileSync(file, 'utf8'), file))));
  if (!parsed.ok) return parsed;
  const hcl = names.filter((name) => name.endsWith('.tf')).map((name) => `${name}: HCL is not read, only JSON`);
  const overriding = overrides.map((name) => `${name}: what it overrides is not read`);
  return named(configurationOf(folder, parsed.value, names.some((name) => SETTINGS.test(name)) ? 'may be set' : 'hold'), folder, [...hcl, ...overriding]);
}

/** Terraform merges them over the other files (language, "Override Files", read 2026-11-20). */
const OVERRIDE = /^(?:.*_)?override\.tf\.json$/;

/** Terraform takes the values of variables from them (language, "Variable Definitions Files", read 2026-11-20). */
const SETTINGS = /^(?:terraform|.*\.auto)\.tfvars(?:\.json)?$/;

const fileOf = (name: string, json: Checked<JsonMap>): Checked<ConfigurationFile> => (json.ok ? valid({ name, json: json.value }) : json);

const BLOCKS = ['resource', 'data', 'module', 'provider', 'terraform', 'variable', 'locals', 'output', '//'];

function configurationOf(where: string, files: readonly ConfigurationFile[], defaults: 'hold' | 'may be set' = 'hold'): Checked<TerraformConfig> {
  const keys = files.flatMap(({ json }) => Object.keys(json));
  if (keys.length > 0 && !keys.some((key) => BLOCKS.includes(key))) return invalid({ where, expected: EXPECTED, got: shown(keys) });
  return readConfiguration(files, defaults);
}

function named(config: Checked<TerraformConfig>, path: string, unread: readonly string[]): Checked<TerraformConfig> {
  if (!config.ok) return config;
  const said = [...(config.value.unread ?? []), ...unread];
  return valid({ ...config.value, name: basename(path), ...(said.length === 0 ? {} : { unread: said }) });
}
