import { existsSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { App } from 'cdktf';
import { InvalidArgumentError } from 'commander';
import { EgressError, orThrow, shown, unknownWord } from '../model/diagnostic.js';
import { few } from '../model/few.js';
import { exportsOf } from '../model/load.js';
import { findSites, siteFilesIn } from '../site/find-sites.js';
import type { SitePlan } from '../site/plan-site.js';
import type { Site } from '../site/site.js';
import { findVendors } from '../vendor/find-vendors.js';
import type { VendorDocument } from '../vendor/vendor-document.js';

/** Where the compiled sites of a project are, when it is not said. */
export const STACKS = 'dist/stacks';

const named = (what: string) => (given: string): string => {
  if (given.trim() !== '') return given;
  throw new InvalidArgumentError(`Expected a ${what}, got nothing.`);
};

/** A folder that an option names. */
export const folder = named('folder');

/** A file or a folder that an option names. */
export const place = named('file or folder');

/** The folder of compiled stacks, or an error that says how to get it. */
export function stacksFolder(given: string): string {
  const folder = resolve(given);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  throw new EgressError([{ where: given, expected: 'a folder of compiled stacks (npm run build makes it; --stacks names another)', got: existsSync(folder) ? 'a file' : 'nothing' }]);
}

/** All sites of the project, or those that were named. */
export function sitesOf(folder: string, wanted: readonly string[] = []): readonly Site[] {
  const sites = findSites(stacksFolder(folder));
  if (sites.length === 0) throw new EgressError([{ where: folder, expected: 'a file that exports a site', got: lookedInto(folder) }]);
  const ids = sites.map(({ id }) => id).filter((id) => typeof id === 'string');
  const unknown = wanted.filter((id) => !ids.includes(id));
  if (unknown.length > 0) throw new EgressError(unknown.map((id) => unknownWord('site', id, ids)));
  return wanted.length === 0 ? sites : sites.filter(({ id }) => wanted.includes(id));
}

/** Which files were looked into and have no site, so that the one that should have is seen to be there or not. */
function lookedInto(folder: string): string {
  const names = siteFilesIn(stacksFolder(folder)).map((file) => basename(file));
  return names.length === 0 ? 'no file to look into' : `none in ${few(names, MOST_SHOWN)}`;
}

/** The vendors of this package, and those of the project it is used in. */
export function vendorsOf(): readonly VendorDocument[] {
  const own = findVendors(join(__dirname, '..', '..', 'vendors'));
  const theirs = findVendors(join('dist', 'vendors'));
  return [...new Map([...own, ...theirs].map((document) => [document.id, document])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What `stacks/main` exports: the app that `cdktf synth` runs, of sites that are planned already, to be written to this folder. */
export interface Main {
  readonly buildApp: (outdir: string, plans: readonly SitePlan[]) => App;
}

/** The app of the project. */
export function appOf(stacks: string): Main {
  const folder = stacksFolder(stacks);
  const file = ['main.js', 'main.ts'].map((name) => join(folder, name)).find((name) => existsSync(name)) ?? join(folder, 'main.js');
  const where = relative('.', file);
  const expected = 'a module that exports buildApp(outdir, plans)';
  if (!existsSync(file)) throw new EgressError([{ where, expected, got: 'no such file' }]);
  const { buildApp } = orThrow(exportsOf(file)) as Partial<Main>;
  if (typeof buildApp !== 'function') throw new EgressError([{ where, expected, got: 'none' }]);
  return { buildApp: (outdir, plans) => complete(buildApp(outdir, plans), plans, where) };
}

/** The app, if it has a stack for each site. Of a site without one it would be said that it opens nothing. */
function complete(app: App, plans: readonly SitePlan[], where: string): App {
  if (typeof app?.node?.findAll !== 'function') throw new EgressError([{ where, expected: 'buildApp to give back an app', got: shown(app) }]);
  const stacks = app.node.findAll().filter((each) => 'prepareStack' in each).map(({ node }) => node.id);
  const missing = plans.filter(({ id }) => !stacks.includes(id));
  if (missing.length === 0) return app;
  throw new EgressError(missing.map(({ id }) => ({ where, expected: `buildApp to make a stack named ${id}`, got: stacks.length === 0 ? 'no stack' : few(stacks, MOST_SHOWN) })));
}

const MOST_SHOWN = 6;
