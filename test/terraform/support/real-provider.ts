/**
 * A real provider from the mirror, started once and attached to every Terraform command of a test.
 *
 * Terraform starts a provider anew for each walk of each command, and asks it the same two slow questions each time
 * (remembering-proxy.ts). For the aws provider that is about 8 seconds of processor time for a plan; attached, the same
 * binary plans in one. Two things are given up, and one plain `withTerraform(folder)` per suite should show them: that
 * `init` finds the provider, and that the version constraint admits it (`admits` asks the same question).
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mirroredVersions, providerFolder, type MirroredProvider } from './mirror.js';
import { startRememberingProxy, type ReattachEntry } from './remembering-proxy.js';
import { isolatedEnvironment, type AttachedProvider } from './terraform.js';
import { startTethered } from './tethered-program.js';
import { admits } from './version-constraint.js';

export interface RealProvider extends AttachedProvider {
  readonly version: string;
  stop(): Promise<void>;
}

/** What our constructs are made of, with room for what else a test may need. */
const OURS = /^(aws_(networkfirewall|security_group|vpc|ec2_managed_prefix_list|default_)|azurerm_(firewall|ip_group|network|subnet))/;

/**
 * Starts the mirror's provider ("hashicorp/aws") that the constraint admits, or gives undefined if there is none. It
 * knows only some of its resource types, because Terraform reads them all in each command.
 */
export async function startRealProvider(source: string, constraint: string, keep = (type: string): boolean => OURS.test(type)): Promise<RealProvider | undefined> {
  const provider = mirroredVersions(source).find((one) => admits(constraint, one.version) && programOf(one) !== undefined);
  const program = provider === undefined ? undefined : programOf(provider);
  if (provider === undefined || program === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-provider-'));
  // Its debug mode logs every message at trace level unless told not to.
  const quiet = { TF_LOG_SDK: 'off', TF_LOG_SDK_PROTO: 'off', TF_LOG_SDK_FRAMEWORK: 'off', TF_LOG_PROVIDER: 'off' };
  const env = { ...isolatedEnvironment(folder), ...quiet, TMPDIR: folder };
  const running = await startTethered(program, ['-debug'], { cwd: folder, env, ready: /TF_REATTACH_PROVIDERS='(.*)'/ });
  const proxy = await startRememberingProxy(onlyEntry(running.said), join(folder, 'proxy.sock'), keep);
  return {
    source,
    version: provider.version,
    reattach: proxy.reattach,
    stop: async () => {
      proxy.stop();
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Only an unpacked mirror holds a program; a packed one (zip) is left to `terraform init`. */
function programOf(provider: MirroredProvider): string | undefined {
  const folder = providerFolder(provider);
  if (!existsSync(folder)) return undefined;
  const name = readdirSync(folder).find((file) => file.startsWith('terraform-provider-'));
  return name === undefined ? undefined : join(folder, name);
}

/** The provider prints the value for TF_REATTACH_PROVIDERS; the one entry in it is its own. */
function onlyEntry(value: string): ReattachEntry {
  const [entry] = Object.values(JSON.parse(value) as Record<string, ReattachEntry>);
  if (entry === undefined) throw new Error(`provider: expected an entry for TF_REATTACH_PROVIDERS, got ${value}`);
  return entry;
}
