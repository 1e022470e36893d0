// Puts what tsc compiled into one file and keeps what V8 makes of it: a command loads some 180 small files, and most of its
// time goes into finding, reading and compiling them. Each file stays where it is and gives what the pack holds for it, so
// that whoever imports it has the same module. Without this step everything works, and starts later.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
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

async function pack(packed, stay) {
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
  await rm(join(dist, 'pack.cache'), { force: true }); // of another source, which V8 tells by its length alone
  await writeFile(join(dist, 'pack.source.js'), ascii(outputFiles[0].text));
  await writeFile(join(dist, 'pack.js'), await readFile(new URL('./load-pack.cjs', import.meta.url)));
  await Promise.all(packed.map((name) => writeFile(join(dist, name), `"use strict";\nmodule.exports = require('${importable(posix(relative(dirname(name), 'pack.js')))}').modules['${name}']();\n`)));
}

/** Read as one byte a character, which is faster: what is not ASCII has to be written as an escape. */
function ascii(text) {
  const [line] = text.split('\n').filter((each) => /[^\0-\x7f]/.test(each));
  if (line !== undefined) throw new Error(`pack: expected ASCII, got ${line.trim()}`);
  return text;
}

/**
 * What V8 compiled is kept when the commands that should start soonest have run, so that it holds the functions they call.
 * Another version of Node passes over it.
 */
async function keepCompiled() {
  const require = createRequire(import.meta.url);
  const { script } = require('../dist/pack.js');
  const { main } = require('../dist/src/cli/main.js');
  const out = await mkdtemp(join(tmpdir(), 'vendor-egress-pack-'));
  const places = ['--stacks', join(dist, 'stacks'), '--out', out];
  const unmute = mute();
  try {
    await inAnotherProcess(['synth', ...places]);
    await main(['list']);
    await main(['flows', 'office-berlin', ...places.slice(0, 2)]);
    await main(['explain', 'office-berlin', '443/tcp api.withalleo.com', ...places]);
    await main(['explain', 'vpc-meetings', '443/tcp www.example.com', ...places]);
  } finally {
    unmute();
    await rm(out, { recursive: true, force: true });
  }
  await writeFile(join(dist, 'pack.cache'), script.createCachedData());
}

const inAnotherProcess = (args) => new Promise((done) => execFile(process.execPath, [join(dist, 'src/cli/main.js'), ...args], { maxBuffer: 2 ** 26 }, done));

/** What the commands say is nobody's business here, nor is an office of this folder that is refused. */
function mute() {
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  for (const { stream } of streams) stream.write = (_, ...rest) => (rest.find((each) => typeof each === 'function')?.(), true);
  return () => streams.forEach(({ stream, write }) => (stream.write = write));
}

const modules = (await Promise.all(PACKED.map(modulesIn))).flat().sort((a, b) => (a.name < b.name ? -1 : 1));
const stay = new Set(modules.filter(staysAsItIs).map(({ name }) => name));
await pack(modules.map(({ name }) => name).filter((name) => !stay.has(name)), stay);
await keepCompiled();
