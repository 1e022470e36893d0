/**
 * Finds real Terraform providers on this machine without the network: a filesystem mirror is a folder that holds
 * `registry.terraform.io/<namespace>/<type>/...`. The environment variable VENDOR_EGRESS_TF_MIRROR names one; else
 * the usual places are searched a few levels deep. No machine's path is written down here.
 */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const HOST = 'registry.terraform.io';
const DEPTH = 3;

/** One provider version that a mirror holds for this platform. */
export interface MirroredProvider {
  /** Such as "hashicorp/aws". */
  readonly source: string;
  readonly version: string;
  readonly mirror: string;
}

let found: readonly string[] | undefined;

/** The folders that can stand as a `filesystem_mirror` path. Searched once per process. */
export function mirrorFolders(): readonly string[] {
  found ??= search();
  return found;
}

/** Every version of a provider ("hashicorp/aws") that some mirror holds for this platform. */
export function mirroredVersions(source: string): readonly MirroredProvider[] {
  return mirrorFolders().flatMap((mirror) => versionsIn(mirror, source).map((version) => ({ source, version, mirror })));
}

/** Where an unpacked mirror keeps a provider's program. */
export function providerFolder(provider: MirroredProvider): string {
  return join(provider.mirror, HOST, ...provider.source.split('/'), provider.version, platform());
}

function search(): readonly string[] {
  const named = process.env['VENDOR_EGRESS_TF_MIRROR'];
  if (named !== undefined && named !== '') return [basename(named) === HOST ? dirname(named) : named];
  return usualPlaces().flatMap((root) => below(root, DEPTH));
}

/** The plugin cache is left out on purpose: other tests' fake providers can have leaked into it. */
function usualPlaces(): readonly string[] {
  const home = homedir();
  const own = ['.terraform.d/plugins', '.terraform.d/mirror', '.local/share/terraform/plugins'].map((p) => join(home, p));
  return [...own, '/opt', '/usr/local', '/usr/share', '/usr/lib/terraform', '/var/lib/terraform', '/srv'];
}

function below(folder: string, depth: number): readonly string[] {
  const folders = subfolders(folder);
  if (folders.includes(HOST)) return [folder];
  if (depth === 0) return [];
  return folders.filter((name) => name !== 'node_modules').flatMap((name) => below(join(folder, name), depth - 1));
}

function subfolders(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name);
  } catch {
    return [];
  }
}

function versionsIn(mirror: string, source: string): readonly string[] {
  const folder = join(mirror, HOST, ...source.split('/'));
  const unpacked = subfolders(folder).filter((version) => existsSync(join(folder, version, platform())));
  return [...unpacked, ...packedVersions(folder)];
}

function packedVersions(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const name = new RegExp(`^terraform-provider-[^_]+_(.+)_${platform()}\\.zip$`);
  return readdirSync(folder).flatMap((file) => name.exec(file)?.[1] ?? []);
}

function platform(): string {
  return `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
}
