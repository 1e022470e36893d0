import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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

test('the packed command says what the sources say', async () => {
  expect(node('dist/src/cli/main.js', 'list')).toBe((await run('list')).out);
});
