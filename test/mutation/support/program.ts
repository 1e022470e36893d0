import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { transformSync } from '@swc/core';

export const ROOT = resolve(__dirname, '../../..');

/** Sources in place of those on the disk, by path from the root. */
export type Changes = ReadonlyMap<string, string>;

export type Load = (path: string) => unknown;
type Body = (require: Load, module: { exports: unknown }, exports: unknown, folder: string, file: string) => void;

interface Loaded {
  exports: unknown;
}

/** Bodies of files as they are on the disk: compiled once, run once in every program. */
const bodies = new Map<string, Body>();

function compiled(file: string, source: string): Body {
  const { code } = transformSync(source, { filename: file, jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } });
  return new Function('require', 'module', 'exports', '__dirname', '__filename', code) as Body;
}

function bodyOf(file: string, changes: Changes): Body {
  const changed = changes.get(file.slice(ROOT.length + 1));
  if (changed !== undefined) return compiled(file, changed);
  const body = bodies.get(file) ?? compiled(file, readFileSync(file, 'utf8'));
  bodies.set(file, body);
  return body;
}

/**
 * The project's files as one program with modules of its own: two programs share packages and nothing else, so that a
 * changed file changes nothing beside itself. Gives what a file, named by its path from the root, exports.
 */
export function programOf(changes: Changes): Load {
  const modules = new Map<string, Loaded>();
  const from = (folder: string): Load => (specifier) => (/^[./]/.test(specifier) ? ours(resolve(folder, specifier).replace(/\.js$/, '.ts')) : require(specifier));
  function ours(file: string): unknown {
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const module: Loaded = { exports: {} };
    modules.set(file, module);
    bodyOf(file, changes)(from(dirname(file)), module, module.exports, dirname(file), file);
    return module.exports;
  }
  return (path) => ours(join(ROOT, path));
}
