// Puts what tsc compiled into one file, `dist/pack.js`: a command loads some 180 small files, which costs more than what
// they do. Each file stays where it is and gives what the pack holds for it, so that whoever imports it has the same
// module. Without this step everything works, and starts later.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const PACK = 'pack.js';
const PACKED = ['src', 'vendors'];

/**
 * What asks where it is, or whether it was started itself, has to be the file that it is. So has an index: it is what
 * others import, and Node tells what an ES module may import by name from the text of the file.
 */
const staysAsItIs = ({ name, text }) => /(^|\/)index\.js$/.test(name) || /\b__dirname\b|\brequire\.main\b/.test(text);

const posix = (path) => path.split(sep).join('/');
const importable = (path) => (path.startsWith('.') ? path : `./${path}`);

async function modulesIn(folder) {
  const names = (await readdir(join(dist, folder), { recursive: true })).filter((name) => name.endsWith('.js'));
  return Promise.all(names.map(async (name) => ({ name: posix(join(folder, name)), text: await readFile(join(dist, folder, name), 'utf8') })));
}

/** Imports of these stay as they are, as seen from the pack. */
const leftOut = (names) => ({
  name: 'left-out',
  setup: (plugins) =>
    plugins.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const name = posix(relative(dist, resolve(resolveDir, path)));
      return names.has(name) ? { path: `./${name}`, external: true } : undefined;
    }),
});

const modules = (await Promise.all(PACKED.map(modulesIn))).flat().sort((a, b) => (a.name < b.name ? -1 : 1));
const stay = new Set(modules.filter(staysAsItIs).map(({ name }) => name));
const packed = modules.map(({ name }) => name).filter((name) => !stay.has(name));

const { outputFiles } = await build({
  stdin: { contents: `module.exports = {\n${packed.map((name) => `'${name}': () => require('./${name}'),`).join('\n')}\n};`, resolveDir: dist },
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  plugins: [leftOut(stay)],
  write: false,
  logLevel: 'warning',
});
await writeFile(join(dist, PACK), outputFiles[0].contents);
await Promise.all(packed.map((name) => writeFile(join(dist, name), `"use strict";\nmodule.exports = require('${importable(posix(relative(dirname(name), PACK)))}')['${name}']();\n`)));
