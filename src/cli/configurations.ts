import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checked, EgressError, type Problem, orThrow, unknownWord } from '../model/diagnostic.js';
import { few } from '../model/few.js';
import { FINGERPRINTS, fingerprint } from '../site/fingerprint.js';
import type { SitePlan } from '../site/plan-site.js';
import type { TerraformConfig } from '../terraform/config.js';
import { type JsonMap, at, entriesOf, parseJsonObject } from '../terraform/json.js';
import { readConfiguration } from '../terraform/read-configuration.js';
import { notice } from './output.js';
import { appOf, sitesOf } from './project.js';

/** Loaded when it is asked for: what the project itself wrote is no plan, and is no one else's. */
const readerOfOthers = (): typeof import('../terraform/read-terraform.js') => require('../terraform/read-terraform.js') as typeof import('../terraform/read-terraform.js');

/** Configurations by the id of their site. */
export type Configurations = ReadonlyMap<string, TerraformConfig>;

/** What would be written now, without writing it. */
export function synthesized(stacks: string, plans: readonly SitePlan[]): Configurations {
  const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-'));
  try {
    // Loaded here: reading what was written before does not need cdktf.
    const { configurationsOf } = require('../site/stack.js') as typeof import('../site/stack.js');
    return configurationsOf(appOf(stacks).buildApp(folder, plans));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What was written to a folder before, where it was written from these very plans; anew for the others. With stacks of no site. */
export function latest(stacks: string, written: string, plans: readonly SitePlan[]): Configurations {
  const found = new Map(plans.flatMap((plan) => fresh(written, plan)));
  const stale = plans.filter(({ id }) => !found.has(id));
  const older = stale.filter(({ id }) => existsSync(fileOf(written, id)));
  if (older.length > 0) notice(`${written} has older stacks of ${few(older.map(({ id }) => id), MOST_SHOWN)}: what synth would write now is read in their place`);
  return new Map([...found, ...(stale.length === 0 ? strangersIn(stacks, written) : synthesized(stacks, stale))]);
}

/** Stacks of no site, by the list that cdktf writes with them. */
function strangersIn(stacks: string, written: string): Configurations {
  const list = join(written, 'manifest.json');
  if (!existsSync(list)) return new Map();
  const sites = new Set(sitesOf(stacks).map(({ id }) => id));
  const names = entriesOf(at(orThrow(readJson(list)), 'stacks')).map(([name]) => name);
  return new Map(names.filter((name) => !sites.has(name)).flatMap((name) => orThrow(readerOfOthers().readTerraform(folderOf(written, name))).map((config) => [name, config] as const)));
}

const MOST_SHOWN = 5;

const folderOf = (written: string, stack: string): string => join(written, 'stacks', stack);

const fileOf = (written: string, stack: string): string => join(folderOf(written, stack), 'cdk.tf.json');

const readJson = (file: string): Checked<JsonMap> => parseJsonObject(readFileSync(file, 'utf8'), file);

function fresh(written: string, plan: SitePlan): readonly (readonly [string, TerraformConfig])[] {
  const file = fileOf(written, plan.id);
  if (!existsSync(file)) return [];
  const json = readJson(file);
  if (!json.ok || stamp(json.value, plan.id) !== fingerprint(plan)) return [];
  const config = readConfiguration([{ name: file, json: json.value }]);
  return config.ok ? [[plan.id, config.value]] : [];
}

const stamp = (json: JsonMap, site: string): unknown => at(at(at(json, '//'), FINGERPRINTS), site);

/** What someone else wrote: a configuration goes with the site it is named after; a lone one with the lone site. */
export function readFrom(path: string, plans: readonly SitePlan[]): Configurations {
  const configs = orThrow(readerOfOthers().readTerraform(path));
  const [only] = plans;
  const [lone] = configs;
  if (only !== undefined && plans.length === 1 && lone !== undefined && configs.length === 1) return new Map([[only.id, lone]]);
  const named = new Map(configs.map((config) => [config.name ?? '', config]));
  const missing = plans.filter(({ id }) => !named.has(id)).map(({ id }) => id);
  if (missing.length === 0) return named;
  const ofNone = configs.length === 1 && missing.length === plans.length;
  throw new EgressError(ofNone ? [{ where: path, expected: 'one site named beside it, as it holds one configuration', got: `${plans.length} sites` }] : missing.map((id) => notThere(path, id, [...named.keys()])));
}

const notThere = (path: string, id: string, names: readonly string[]): Problem => ({ ...unknownWord(path, id, names), expected: `a configuration named ${id}`, got: names.length === 0 ? 'none' : names.join(', ') });
