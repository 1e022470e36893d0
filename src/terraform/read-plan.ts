import { type Checked, invalid, shown, valid } from '../model/diagnostic.js';
import type { Resource, TerraformConfig, Value } from './config.js';
import { type Json, type JsonMap, at, entriesOf, isJsonMap, itemsOf } from './json.js';
import { expressionsOf } from './plan-blocks.js';
import { type PlanModules, resolveReferences } from './plan-references.js';
import { sourcesFor } from './plan-sources.js';
import { KNOWN_LATER, unknown } from './values.js';

/** Is it what `terraform show -json` prints, of a plan or of a state? */
export const isPlan = (json: JsonMap): boolean => json['planned_values'] !== undefined || (json['format_version'] !== undefined && json['values'] !== undefined);

/**
 * Reads `terraform show -json` (format 1.x): planned values of all modules, with what is known only after apply marked
 * so, or followed to the resource that the configuration names for it.
 */
export function readPlan(json: JsonMap, name: string): Checked<TerraformConfig> {
  const root = at(at(json, 'planned_values') ?? at(json, 'values'), 'root_module');
  const where = `${name}: planned_values.root_module`;
  if (root !== undefined && !isJsonMap(root)) return invalid({ where, expected: 'an object', got: shown(root) });
  const listed = modulesOf(root).flatMap((module) => itemsOf(at(module, 'resources')));
  const wrong = listed.filter((each) => typeof at(each, 'address') !== 'string' || typeof at(each, 'type') !== 'string');
  if (wrong.length > 0) return invalid(...wrong.map((each) => ({ where: `${where}.resources`, expected: 'an object with address and type', got: shown(each) })));
  const unknowns = new Map(changesIn(json).map((change) => [at(change, 'address'), at(at(change, 'change'), 'after_unknown')]));
  const relevant = at(json, 'relevant_attributes');
  const modules: PlanModules = {
    root: at(at(json, 'configuration'), 'root_module'),
    ...(relevant === undefined ? {} : { sourcesFor: (path, call) => sourcesFor(itemsOf(relevant), path, call) }),
  };
  const read = (ofData: boolean): readonly Resource[] =>
    listed.filter((each) => (at(each, 'mode') === 'data') === ofData).map((each) => readResource(each, unknowns.get(at(each, 'address') ?? ''), modules));
  const [data, unread] = [read(true), unreadOf(json, name)];
  const { follow } = resolveReferences(modules, '');
  const outputs = entriesOf(at(modules.root, 'outputs')).flatMap(([output, body]) => {
    const value = follow(at(body, 'expression'));
    return value === undefined ? [] : [{ name: output, value }];
  });
  return valid({ resources: read(false), ...(data.length === 0 ? {} : { data }), ...(outputs.length === 0 ? {} : { outputs }), ...(unread.length === 0 ? {} : { unread }) });
}

/** An object that was put aside is destroyed under the address of the one in its place, of which that change says nothing. */
const changesIn = (json: JsonMap): readonly Json[] => itemsOf(at(json, 'resource_changes')).filter((change) => at(change, 'deposed') === undefined);

/** What a plan says of itself (JSON output format, "Plan Representation", read 2026-11-20): `-target` leaves out resources, and so does an error. */
const unreadOf = (json: JsonMap, name: string): readonly string[] => [
  ...(json['complete'] === false ? [`${name}: the plan is not complete: what -target or a deferral leaves out is not in it`] : []),
  ...(json['errored'] === true ? [`${name}: planning failed: what comes behind the error is not in it`] : []),
];

function modulesOf(module: Json | undefined): readonly Json[] {
  return module === undefined ? [] : [module, ...itemsOf(at(module, 'child_modules')).flatMap(modulesOf)];
}

function readResource(resource: Json, unknowns: Json | undefined, modules: PlanModules): Resource {
  const address = String(at(resource, 'address'));
  const { expressions, follow, unwritten } = resolveReferences(modules, address);
  const inBlock: Follow = (expression) => follow(expression) ?? unwritten;
  const atTop: Follow = (expression) => follow(expression) ?? unknown(KNOWN_LATER);
  const merged = Object.fromEntries(namesIn(at(resource, 'values'), unknowns).map((name) => [name, merge(at(at(resource, 'values'), name), at(unknowns, name), at(expressions, name), at(unknowns, name) === true ? atTop : inBlock)]));
  const filledIn = expressions === undefined ? [] : entriesOf(unknowns).flatMap(([name, each]) => (each === true && at(expressions, name) === undefined ? [name] : []));
  return { address, type: String(at(resource, 'type')), values: merged as Resource['values'], ...(filledIn.length === 0 ? {} : { filledIn }) };
}

type Follow = (expression: Json | undefined) => Value;

/** Planned values with every unknown put in its place. The three trees have one shape, as far as they go. */
function merge(planned: Json | undefined, unknowns: Json | undefined, expression: Json | undefined, follow: Follow): Value {
  if (unknowns === true) return follow(expression);
  if (Array.isArray(unknowns) || Array.isArray(planned)) return mergeLists(itemsOf(planned), itemsOf(unknowns), expression, follow);
  if (!isJsonMap(planned) && !isJsonMap(unknowns)) return (planned ?? null) as Value;
  return Object.fromEntries(namesIn(planned, unknowns).map((key) => [key, merge(at(planned, key), at(unknowns, key), at(expression, key) ?? ofWhole(expression), follow)]));
}

const namesIn = (planned: Json | undefined, unknowns: Json | undefined): readonly string[] => [
  ...new Set([...entriesOf(planned), ...entriesOf(unknowns).filter(([, each]) => each !== false)].map(([key]) => key)),
];

function mergeLists(planned: readonly Json[], unknowns: readonly Json[], expression: Json | undefined, follow: Follow): readonly Value[] {
  const length = Math.max(planned.length, unknowns.length);
  const blocks = Array.from({ length }, (_, index) => planned[index] ?? null);
  const written = Array.isArray(expression) ? expressionsOf(blocks, expression) : blocks.map(() => ofWhole(expression));
  return blocks.map((block, index) => merge(block, unknowns[index], written[index], follow));
}

/** One expression gives a whole map or list: it is also the expression of each part. */
const ofWhole = (expression: Json | undefined): Json | undefined => (at(expression, 'references') === undefined ? undefined : expression);
