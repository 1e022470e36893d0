import type { Value } from './config.js';
import { type Json, at, itemsOf } from './json.js';
import { addressLength, formatSteps, readTraversal } from './traversal.js';
import { reference, unknown } from './values.js';

/** The configuration that a plan carries. */
export interface PlanModules {
  readonly root: Json | undefined;
}

interface Place {
  /** `module.a["x"]`, outermost first. */
  readonly path: readonly string[];
}

/** The expressions of a planned resource, and how what they refer to is followed through modules. */
export function resolveReferences(modules: PlanModules, address: string): { readonly expressions: Json | undefined; readonly follow: (expression: Json | undefined) => Value | undefined } {
  const { path, local } = splitAddress(address);
  const plain = local.replace(/\[.*\]$/, '');
  const config = itemsOf(at(moduleAt(modules, path), 'resources')).find((each) => at(each, 'address') === plain);
  return { expressions: at(config, 'expressions'), follow: (expression) => follow(modules, { path }, expression, 0) };
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
  if (others.length > 0) return unknown(targets.join(', '));
  return followTarget(modules, place, target, depth) ?? unknown(target);
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

function followVariable(modules: PlanModules, path: readonly string[], name: string, depth: number): Value | undefined {
  const outside = path.slice(0, -1);
  const call = at(at(moduleAt(modules, outside), 'module_calls'), callName(path[path.length - 1] ?? ''));
  return follow(modules, { path: outside }, at(at(call, 'expressions'), name), depth + 1);
}

function followOutput(modules: PlanModules, path: readonly string[], target: string, depth: number): Value | undefined {
  const { path: inner, local } = splitAddress(target);
  const inside = [...path, ...inner];
  const output = at(at(moduleAt(modules, inside), 'outputs'), /^[\w-]+/.exec(local)?.[0] ?? '');
  return follow(modules, { path: inside }, at(output, 'expression'), depth + 1);
}
