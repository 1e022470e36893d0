import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

// What is packed, as those who install it meet it.

jest.setTimeout(120_000);

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

/** What the compiler says of files of a project that has the package in node_modules, as source in place of what is built of it. */
function declared(files: Readonly<Record<string, string>>): readonly string[] {
  const packed = '/app/node_modules/vendor-egress';
  const options: ts.CompilerOptions = { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, target: ts.ScriptTarget.ES2022, declaration: true, strict: true, skipLibCheck: true, types: ['node'] };
  const real = ts.createCompilerHost(options);
  const own: Readonly<Record<string, string>> = { ...files, [`${packed}/package.json`]: JSON.stringify({ name: 'vendor-egress', exports: { '.': './src/index.ts' } }) };
  const placed = (path: string): string => path.replace(`${packed}/src/`, `${root}/src/`).replace(/^\/app\//, `${root}/`);
  const project: ts.CompilerHost = {
    ...real,
    fileExists: (path) => path in own || (!path.startsWith(`${packed}/dist/`) && real.fileExists(placed(path))),
    readFile: (path) => own[path] ?? real.readFile(placed(path)),
    directoryExists: (path) => path.startsWith(packed) || (real.directoryExists?.(placed(path)) ?? true),
    realpath: (path) => path,
    getSourceFile: (path, version) => ts.createSourceFile(path, own[path] ?? real.readFile(placed(path)) ?? '', version),
  };
  const program = ts.createProgram(Object.keys(files), options, project);
  const said = Object.keys(files).map((file) => program.getSourceFile(file)).flatMap((file) => [...program.getSemanticDiagnostics(file), ...program.getDeclarationDiagnostics(file)]);
  return said.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('vendors of a project of its own can be declared, as projects of cdktf init declare all they export', () => {
  const example = readFileSync(join(root, 'docs/examples/new-vendor/index.ts'), 'utf8').replace(/'(\.\.\/)+src\/[^']*'/g, "'vendor-egress'");
  const lists = `import { cidrs, defineVendor, formatCidr, pinnedList } from 'vendor-egress';
export const listed = defineVendor({
  id: 'listed', name: 'Listed', sources: { page: { title: 'a page', url: 'https://example.com', read: '2026-11-20' } }, notes: [],
  options: { list: pinnedList('its addresses'), own: cidrs('your servers', { own: true }) },
  requirements: [{ id: 'all', about: 'all', source: 'page', lines: ['1'], quote: 'all', necessity: 'required', opens: [{ protocol: 'tcp', ports: '443', application: 'opaque' }], to: ({ list }) => list.cidrs.map(formatCidr) }],
});
`;
  expect(declared({ '/app/vendors/fernsprech/index.ts': example, '/app/vendors/listed/index.ts': lists })).toEqual([]);
});
