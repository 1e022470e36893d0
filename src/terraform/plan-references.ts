import type { Source, Unknown, Value } from './config.js';
import { type Json, at, itemsOf } from './json.js';
import { addressLength, formatSteps, readTraversal } from './traversal.js';
import { KNOWN_LATER, reference, unknown } from './values.js';

/** The configuration that a plan carries. */
export interface PlanModules {
  readonly root: Json | undefined;
  /** What a name that is not resolved in the module of that path may take its value from. */
  readonly sourcesFor?: (path: readonly string[], call: Json | undefined) => readonly Source[];
}

interface Place {
  /** `module.a["x"]`, outermost first. */
  readonly path: readonly string[];
}

/** The expressions of a planned resource, and how what they refer to is followed through modules. */
export interface Resolved {
  readonly expressions: Json | undefined;
  readonly follow: (expression: Json | undefined) => Value | undefined;
  /** What only apply tells, in a block of which a plan has no expressions: a `dynamic` one takes it from where a local may. */
  readonly unwritten: Unknown;
}

export function resolveReferences(modules: PlanModules, address: string): Resolved {
  const { path, local } = splitAddress(address);
  const plain = local.replace(/\[.*\]$/, '');
  const config = itemsOf(at(moduleAt(modules, path), 'resources')).find((each) => at(each, 'address') === plain);
  const sources = config === undefined ? undefined : modules.sourcesFor?.(path, callOf(modules, path));
  return { expressions: at(config, 'expressions'), follow: (expression) => follow(modules, { path }, expression, 0), unwritten: withSources(unknown(KNOWN_LATER), sources) };
}

function splitAddress(address: string): { readonly path: readonly string[]; readonly local: string } {
  const modules = /^(?:module\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.)*/.exec(address)?.[0] ?? '';
  return { path: [...modules.matchAll(/module\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/g)].map(([text]) => text), local: address.slice(modules.length) };
}

const callName = (step: string): string => step.replace(/^module\./, '').replace(/\[.*\]$/, '');

const moduleAt = ({ root }: PlanModules, path: readonly string[]): Json | undefined =>
  path.reduce((module, step) => at(at(at(module, 'module_calls'), callName(step)), 'module'), root);

/** A lone reference to a resource's attribute; through variables to the caller, through outputs to the callee. */
function follow(modules: PlanModules, place: Place, expression: Json | undefined, depth: number): Value | undefined {
  const targets = targetsOf(expression);
  const [target, ...others] = targets;
  if (target === undefined || depth > 20) return undefined;
  return (others.length > 0 ? undefined : followTarget(modules, place, target, depth)) ?? withSources(unknown(targets.join(', ')), sourcesOf(modules, place, targets, 0));
}

const withSources = (value: Unknown, sources: readonly Source[] | undefined): Unknown => (sources === undefined ? value : { ...value, sources });

/** Modules one inside the other: each may have several ways on, so that more would take for ever. */
const MOST_MODULES = 6;

/** All that an expression with these references may take its value from; undefined where that is not told. */
function sourcesOf(modules: PlanModules, place: Place, targets: readonly string[], depth: number): readonly Source[] | undefined {
  if (depth > MOST_MODULES) return undefined;
  const all = targets.map((target) => sourcesOfTarget(modules, place, target, depth));
  return all.every((each): each is readonly Source[] => each !== undefined) ? all.flat() : undefined;
}

/** Variables of the outermost module are known, and so are keys of instances. */
function sourcesOfTarget(modules: PlanModules, { path }: Place, target: string, depth: number): readonly Source[] | undefined {
  const steps = readTraversal(target) ?? [];
  const [root, name] = [String(steps[0]?.key), String(steps[1]?.key)];
  if (root === 'local') return modules.sourcesFor?.(path, callOf(modules, path));
  if (root === 'var') return path.length === 0 ? [] : sourcesOf(modules, { path: path.slice(0, -1) }, targetsOf(argumentAt(modules, path, name)), depth + 1);
  if (root === 'module') {
    const output = outputAt(modules, path, target);
    return output.expression === undefined ? undefined : sourcesOf(modules, { path: output.path }, targetsOf(output.expression), depth + 1);
  }
  if (['each', 'count', 'path', 'terraform', 'self'].includes(root)) return root === 'self' || target.startsWith('each.value') ? undefined : [];
  const length = addressLength(steps);
  return [{ address: [...path, formatSteps(steps.slice(0, length).filter(({ bracketed }) => !bracketed))].join('.'), attribute: formatSteps(steps.slice(length)) }];
}

/** Terraform lists `aws_x.y.arn` and `aws_x.y` for one expression: the longest of each are what it means. */
function targetsOf(expression: Json | undefined): readonly string[] {
  const all = [...new Set(itemsOf(at(expression, 'references')).filter((each): each is string => typeof each === 'string'))];
  return all.filter((each) => !all.some((other) => other !== each && (other.startsWith(`${each}.`) || other.startsWith(`${each}[`))));
}

function followTarget(modules: PlanModules, { path }: Place, target: string, depth: number): Value | undefined {
  const steps = readTraversal(target) ?? [];
  const [first, second] = steps;
  if (first?.key === 'var') return followVariable(modules, path, String(second?.key), depth);
  if (first?.key === 'module') return followOutput(modules, path, target, depth);
  const length = addressLength(steps);
  if (['each', 'count', 'local', 'path', 'terraform'].includes(String(first?.key)) || steps.length <= length) return undefined;
  return reference([...path, formatSteps(steps.slice(0, length))].join('.'), formatSteps(steps.slice(length)));
}

/** Where the module of that path is called. */
const callOf = (modules: PlanModules, path: readonly string[]): Json | undefined => at(at(moduleAt(modules, path.slice(0, -1)), 'module_calls'), callName(path[path.length - 1] ?? ''));

const argumentAt = (modules: PlanModules, path: readonly string[], name: string): Json | undefined => at(at(callOf(modules, path), 'expressions'), name);

const followVariable = (modules: PlanModules, path: readonly string[], name: string, depth: number): Value | undefined =>
  follow(modules, { path: path.slice(0, -1) }, argumentAt(modules, path, name), depth + 1);

function outputAt(modules: PlanModules, path: readonly string[], target: string): { readonly path: readonly string[]; readonly expression: Json | undefined } {
  const { path: inner, local } = splitAddress(target);
  const inside = [...path, ...inner];
  return { path: inside, expression: at(at(at(moduleAt(modules, inside), 'outputs'), /^[\w-]+/.exec(local)?.[0] ?? ''), 'expression') };
}

function followOutput(modules: PlanModules, path: readonly string[], target: string, depth: number): Value | undefined {
  const output = outputAt(modules, path, target);
  return follow(modules, { path: output.path }, output.expression, depth + 1);
}
