import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

// The rules of ARCHITECTURE.md, held over the real import graph. Types count, but for cycles and for cdktf.

const root = resolve(__dirname, '..');
const folders = ['src', 'vendors', 'stacks', 'docs/examples'];

interface Import {
  readonly from: string;
  /** A file of ours relative to the root, or a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

function importsOf(file: string): readonly Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node, typeOnly: boolean): void => {
    if (ts.isStringLiteral(specifier)) found.push({ from: file, to: target(file, specifier.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.getText(source) === 'require' && node.arguments[0] !== undefined) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  const named = clause.namedBindings;
  const elements = named !== undefined && ts.isNamedImports(named) ? named.elements : undefined;
  return clause.isTypeOnly || (clause.name === undefined && elements !== undefined && elements.length > 0 && elements.every((element) => element.isTypeOnly));
}

function target(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const path = join(dirname(from), specifier).replace(/\.js$/, '.ts');
  if (!existsSync(join(root, path))) throw new Error(`${from} imports ${specifier}, which is not there`);
  return path;
}

const files = folders.flatMap(filesBelow);
const imports = files.flatMap(importsOf);
const ours = imports.filter(({ to }) => to.endsWith('.ts'));

/** Imports from files that match the first to files or packages that match none of the others. */
function strays(from: RegExp, ...allowed: readonly RegExp[]): readonly string[] {
  const broken = imports.filter((each) => from.test(each.from) && !allowed.some((pattern) => pattern.test(each.to)));
  return broken.map((each) => `${each.from} -> ${each.to}`);
}

const MODEL = /^src\/model\//;
const NODE = /^node:/;

test('there is something to check', () => {
  expect(files.length).toBeGreaterThan(60);
  expect(ours.length).toBeGreaterThan(100);
});

test('the model imports nothing of ours, and no package but the distance of words', () => {
  expect(strays(MODEL, MODEL, NODE, /^fastest-levenshtein$/)).toEqual([]);
});

test('the passes import the model', () => {
  expect(strays(/^src\/optimise\//, /^src\/optimise\//, MODEL)).toEqual([]);
});

test('the vendor language imports the model, but for the construct base', () => {
  expect(strays(/^src\/vendor\/(?!construct\.ts)/, /^src\/vendor\/(?!construct\.ts)/, MODEL, NODE)).toEqual([]);
});

test('rules, limits, lowering and reading import the model, the interface of kinds and Terraform text', () => {
  const pure = /^src\/firewalls\/([^/]+)\/(?!index|construct|example)[^/]+\.ts$/;
  expect(strays(pure, MODEL, /^src\/firewalls\/firewall\.ts$/, /^src\/terraform\//, /^src\/firewalls\/[^/]+\/(?!index|construct|example)[^/]+\.ts$/, NODE)).toEqual([]);
});

test('a firewall never imports another', () => {
  const kindOf = (file: string): string | undefined => /^src\/firewalls\/([^/]+)\//.exec(file)?.[1];
  const crossed = ours.filter((each) => kindOf(each.from) !== undefined && kindOf(each.to) !== undefined && kindOf(each.from) !== kindOf(each.to));
  expect(crossed.map((each) => `${each.from} -> ${each.to}`)).toEqual([]);
});

test('the writer of a firewall never meets what reads its output back: reader, meters, lint, places', () => {
  const reader = /^src\/firewalls\/[^/]+\/(read|measure|lint|attached)/;
  const writer = /^src\/firewalls\/[^/]+\/(lower|rules|suricata-text|sid|construct|grants|draft|way|group|application-rules|network-rules)/;
  const met = ours.filter((each) => (reader.test(each.from) && writer.test(each.to)) || (writer.test(each.from) && reader.test(each.to)));
  expect(met.map((each) => `${each.from} -> ${each.to}`)).toEqual([]);
});

test('a vendor imports the vendor language and nothing else', () => {
  expect(strays(/^vendors\//, /^src\/vendor\//, /^src\/model\/(option|cidr|diagnostic|domain-pattern)\.ts$/, /^vendors\//)).toEqual([]);
  const foreign = ours.filter((each) => each.from.startsWith('vendors/') && each.to.startsWith('vendors/') && each.from.split('/')[1] !== each.to.split('/')[1]);
  expect(foreign).toEqual([]);
});

test('cdktf and the providers stay in constructs, examples and stacks', () => {
  const heavy = imports.filter(({ to, typeOnly }) => !typeOnly && (to === 'cdktf' || to.startsWith('@cdktf/')));
  expect(heavy.length).toBeGreaterThan(4);
  const allowed = /^stacks\/|^docs\/examples\/landing-zone\/|\/construct\.ts$|\/example\.ts$|^src\/site\/(stack|guard-addresses)\.ts$/;
  expect(heavy.filter(({ from }) => !allowed.test(from)).map((each) => `${each.from} -> ${each.to}`)).toEqual([]);
});

test('providers are imported by their deep path', () => {
  const providers = imports.filter(({ to }) => to.startsWith('@cdktf/'));
  expect(providers.filter(({ to }) => !/^@cdktf\/provider-[a-z]+\/lib\/[a-z0-9-]+\/index\.js$/.test(to))).toEqual([]);
});

test('no file loads cdktf with it, unless it is a construct, an example or a stack', () => {
  const eager = (file: string): readonly string[] => ours.filter((each) => each.from === file && !each.typeOnly && !isLazy(file, each.to)).map(({ to }) => to);
  const reached = new Map<string, string>();
  const queue = files.filter((file) => /^src\/(cli\/[^/]+|index)\.ts$|^vendors\/[^/]+\/index\.ts$|^src\/firewalls\/[^/]+\/index\.ts$/.test(file));
  for (const file of queue) for (const to of eager(file)) if (!reached.has(to)) queue.push((reached.set(to, file), to));
  expect([...reached].filter(([file]) => /^src\/site\/(stack|guard-addresses)\.ts$|^src\/firewalls\/[^/]+\/construct\.ts$/.test(file))).toEqual([]);
});

/** Required inside a function, when it is called. */
function isLazy(from: string, to: string): boolean {
  const path = relative(dirname(from), to).replace(/\.ts$/, '.js');
  return readFileSync(join(root, from), 'utf8').includes(`require('${path.startsWith('.') ? path : `./${path}`}')`);
}

test('no cycles', () => {
  const next = new Map(files.map((file) => [file, ours.filter((each) => each.from === file && !each.typeOnly).map(({ to }) => to)]));
  const done = new Set<string>();
  const cycleFrom = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const to of next.get(file) ?? []) {
      const cycle = cycleFrom(to, [...path, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  expect(files.map((file) => cycleFrom(file, [])).find((cycle) => cycle !== undefined)).toBeUndefined();
});

test('no barrels but the public names and those of the kinds', () => {
  const reexports = files.filter((file) => /^export (\*|\{[^}]*\}) from/m.test(readFileSync(join(root, file), 'utf8')));
  expect(reexports.filter((file) => !/^src\/index\.ts$|^src\/firewalls\/[^/]+\/index\.ts$/.test(file))).toEqual([]);
});
