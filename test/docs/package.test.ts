import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

// What is packed, as those who install it meet it.

const root = resolve(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly files: readonly string[] };

/** A project with the package in node_modules, built. */
const BUILT = ['dist/src/index', 'dist/vendors/alleo/index'].flatMap((file) => [`${file}.js`, `${file}.d.ts`]).map((file) => `/app/node_modules/vendor-egress/${file}`);
const host: ts.ModuleResolutionHost = {
  fileExists: (path) => path === '/app/node_modules/vendor-egress/package.json' || BUILT.includes(path),
  readFile: () => JSON.stringify(manifest),
};

test.each([
  ['of cdktf init, which does not read exports', ts.ModuleResolutionKind.Node10, ts.ModuleKind.CommonJS],
  ['of Node', ts.ModuleResolutionKind.Node16, ts.ModuleKind.Node16],
  ['of a bundler', ts.ModuleResolutionKind.Bundler, ts.ModuleKind.ESNext],
])('the types of the package and of its vendors are found with the settings %s', (_, moduleResolution, module) => {
  const resolved = (name: string): string | undefined => ts.resolveModuleName(name, '/app/main.ts', { moduleResolution, module }, host).resolvedModule?.resolvedFileName;
  expect(resolved('vendor-egress')).toBe('/app/node_modules/vendor-egress/dist/src/index.d.ts');
  expect(resolved('vendor-egress/vendors/alleo')).toBe('/app/node_modules/vendor-egress/dist/vendors/alleo/index.d.ts');
});

test.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/semantics.md'])('every link of %s leads to a file that is packed', (file) => {
  const links = [...readFileSync(join(root, file), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => join(file, '..', link ?? ''));
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
  expect(links.filter((link) => !manifest.files.some((packed) => link === packed || link.startsWith(`${packed}/`)))).toEqual([]);
});
