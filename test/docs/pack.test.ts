import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from '../cli/run.js';

// What `npm run build` leaves, as those who run and import it meet it.

const root = resolve(__dirname, '../..');
const dist = join(root, 'dist');
const node = (...args: readonly string[]): string => execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

test('a module that is packed is the one that its file gives', () => {
  const script = "const { EgressError } = require('./dist/src/model/diagnostic.js'); console.log(EgressError === require('./dist/src/index.js').EgressError, EgressError.name)";
  expect(existsSync(join(dist, 'pack.js'))).toBe(true);
  expect(readFileSync(join(dist, 'src/model/diagnostic.js'), 'utf8')).toContain('pack.js');
  expect(node('-e', script)).toBe('true EgressError\n');
});

test('ES modules import the public names and those of vendors by name', () => {
  const script = "import { defineSite, flag } from 'vendor-egress'; import { Alleo, alleo } from 'vendor-egress/vendors/alleo'; console.log(typeof defineSite, typeof flag, typeof Alleo, alleo.document.id)";
  expect(node('--input-type=module', '-e', script)).toBe('function function function alleo\n');
});

test('bytecode that is gone, cut short or of another Node is passed over', () => {
  const copy = mkdtempSync(join(dist, 'pack-'));
  try {
    for (const file of ['pack.js', 'pack.source.js']) cpSync(join(dist, file), join(copy, file));
    const kept = readFileSync(join(dist, 'pack.cache'));
    const another = Buffer.from(kept);
    another.writeUInt32LE(1, 4); // V8 keeps a hash of its version there
    for (const cache of [undefined, kept.subarray(0, kept.length / 2), Buffer.alloc(0), another]) {
      if (cache !== undefined) writeFileSync(join(copy, 'pack.cache'), cache);
      expect(node('-e', `const { modules } = require('${join(copy, 'pack.js')}'); console.log(modules['src/model/few.js']().few(['a', 'b'], 1))`)).toBe('a and 1 more\n');
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
});

test('the packed command says what the sources say', async () => {
  expect(node('dist/src/cli/main.js', 'list')).toBe((await run('list')).out);
});
