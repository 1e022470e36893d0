/**
 * Runs the real `terraform` program on a folder of Terraform JSON, without the network and without touching the
 * user's own Terraform files.
 *
 *   const standIn = await startStandIn({ provider: 'azurerm', resources: ['azurerm_ip_group'] });
 *   const tf = await withTerraform(folder, { providers: [standIn] });   // undefined: no terraform on PATH
 *   await tf.init();
 *   const plan = await tf.plan();                                       // as `terraform show -json` tells it
 *   await tf.applyPlan();                                               // or tf.apply(): plans anew, then applies
 *   await tf.close(); await standIn.stop();
 *
 * Providers that are not attached come from an offline filesystem mirror (mirror.ts), and from nowhere else.
 * Terraform writes its state and lock file into the folder: give it a folder of the test's own (`workFolder`).
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mirrorFolders } from './mirror.js';
import { findProgram, runProgram, type ProgramResult } from './run-program.js';
import { sayOnce } from './skip.js';
import type { Plan, ProviderSchemas, State, Validation } from './terraform-json.js';

/** A provider that already runs and that Terraform shall use instead of starting one. */
export interface AttachedProvider {
  /** Such as "hashicorp/azurerm". */
  readonly source: string;
  /** The provider's entry in TF_REATTACH_PROVIDERS. */
  readonly reattach: unknown;
}

export interface TerraformOptions {
  /** @default none: all come from the mirror */
  readonly providers?: readonly AttachedProvider[];
  /** More environment variables for Terraform and its providers. @default none */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A Terraform command that failed; the message holds everything it wrote. */
export class TerraformFailure extends Error {
  constructor(readonly command: string, readonly result: ProgramResult) {
    super(`terraform ${command} ended with ${result.code}:\n${result.stdout}${result.stderr}`);
    this.name = 'TerraformFailure';
  }
}

/** Terraform at work in one folder. */
export interface Terraform {
  readonly folder: string;
  init(): Promise<ProgramResult>;
  /** Does not throw when the configuration is invalid: that is the answer. */
  validate(): Promise<Validation>;
  /** Plans, keeps the plan for `applyPlan`, and returns `terraform show -json` of it. */
  plan(options?: { readonly destroy?: boolean }): Promise<Plan>;
  /** Applies the plan made last, once. With a slow provider this costs a third of `apply`. */
  applyPlan(): Promise<ProgramResult>;
  /** Plans the configuration as it is now, and applies that. */
  apply(): Promise<ProgramResult>;
  destroy(): Promise<ProgramResult>;
  state(): Promise<State>;
  /** The schemas of the providers in use, as `terraform providers schema -json` tells them. */
  schemas(): Promise<ProviderSchemas>;
  /** Removes what Terraform kept outside the folder. */
  close(): Promise<void>;
}

/** Terraform's path, or undefined: then `describeWith` skips with one loud line. */
export function findTerraform(): string | undefined {
  return findProgram('terraform');
}

/** Terraform ready to run in `folder`, or undefined, with one loud line, if the program is missing. */
export async function withTerraform(folder: string, options: TerraformOptions = {}): Promise<Terraform | undefined> {
  const program = findTerraform();
  if (program === undefined) {
    sayOnce('terraform is not on PATH');
    return undefined;
  }
  return new InstalledTerraform(program, folder, options);
}

/** A new folder holding one `main.tf.json`; rewrite the file with `writeConfiguration` for the next plan. */
export function workFolder(configuration: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-tf-work-'));
  writeConfiguration(folder, configuration);
  return folder;
}

export function writeConfiguration(folder: string, configuration: unknown): void {
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(configuration, undefined, 2));
}

/**
 * Changes what a synthesized folder says without touching its files: Terraform merges `*_override.tf.json` into the
 * blocks of the same name. So a stack's own provider block can be pointed at the loopback, and its backend be local:
 *
 *   writeOverride(folder, { provider: { aws: moto.provider }, terraform: { backend: { local: {} } } });
 */
export function writeOverride(folder: string, configuration: unknown): void {
  writeFileSync(join(folder, 'test_override.tf.json'), JSON.stringify(configuration, undefined, 2));
}

class InstalledTerraform implements Terraform {
  private readonly own = mkdtempSync(join(tmpdir(), 'vendor-egress-tf-'));
  private readonly planFile = join(this.own, 'plan');
  private readonly environment: Readonly<Record<string, string>>;

  constructor(private readonly program: string, readonly folder: string, options: TerraformOptions) {
    this.environment = environment(this.own, options);
  }

  init(): Promise<ProgramResult> {
    return this.must('init', ['-input=false', '-no-color']);
  }

  async validate(): Promise<Validation> {
    const result = await this.run('validate', ['-json', '-no-color']);
    if (!result.stdout.trimStart().startsWith('{')) throw new TerraformFailure('validate', result);
    return JSON.parse(result.stdout) as Validation;
  }

  async plan(options: { readonly destroy?: boolean } = {}): Promise<Plan> {
    const destroy = options.destroy === true ? ['-destroy'] : [];
    await this.must('plan', [...destroy, '-input=false', '-no-color', `-out=${this.planFile}`]);
    return (await this.show([this.planFile])) as Plan;
  }

  async applyPlan(): Promise<ProgramResult> {
    if (!existsSync(this.planFile)) throw new Error('terraform apply: expected a plan that was not applied yet, found none');
    try {
      return await this.must('apply', ['-input=false', '-no-color', this.planFile]);
    } finally {
      rmSync(this.planFile);
    }
  }

  apply(): Promise<ProgramResult> {
    return this.must('apply', ['-input=false', '-no-color', '-auto-approve']);
  }

  destroy(): Promise<ProgramResult> {
    return this.must('destroy', ['-input=false', '-no-color', '-auto-approve']);
  }

  async state(): Promise<State> {
    return (await this.show([])) as State;
  }

  async schemas(): Promise<ProviderSchemas> {
    const result = await this.must('providers', ['schema', '-json', '-no-color']);
    return JSON.parse(result.stdout) as ProviderSchemas;
  }

  close(): Promise<void> {
    rmSync(this.own, { recursive: true, force: true });
    return Promise.resolve();
  }

  private async show(of: readonly string[]): Promise<unknown> {
    const result = await this.must('show', ['-json', '-no-color', ...of]);
    return JSON.parse(result.stdout) as unknown;
  }

  private async must(command: string, args: readonly string[]): Promise<ProgramResult> {
    const result = await this.run(command, args);
    if (result.code !== 0) throw new TerraformFailure(command, result);
    return result;
  }

  private run(command: string, args: readonly string[]): Promise<ProgramResult> {
    return runProgram(this.program, [command, ...args], { cwd: this.folder, env: this.environment });
  }
}

/**
 * A whole new environment rather than the caller's with additions: AWS_* and TF_* of the developer's shell must not
 * reach the providers, and HOME points into our folder so that ~/.terraform.d and ~/.aws are never read or written.
 */
export function isolatedEnvironment(home: string): Readonly<Record<string, string>> {
  return { PATH: process.env['PATH'] ?? '', HOME: home, TMPDIR: tmpdir(), AWS_EC2_METADATA_DISABLED: 'true' };
}

function environment(own: string, options: TerraformOptions): Readonly<Record<string, string>> {
  const configuration = join(own, 'terraform.rc');
  mkdirSync(join(own, 'empty-mirror'));
  writeFileSync(configuration, cliConfiguration(own));
  return {
    ...isolatedEnvironment(own),
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_DATA_DIR: join(own, 'data'),
    TF_CLI_CONFIG_FILE: configuration,
    ...reattach(options.providers ?? []),
    ...options.environment,
  };
}

/** Without a `direct` block nothing is ever downloaded; the empty mirror keeps that true when no mirror was found. */
function cliConfiguration(own: string): string {
  const folders = mirrorFolders().length > 0 ? mirrorFolders() : [join(own, 'empty-mirror')];
  const mirrors = folders.map((folder) => `  filesystem_mirror {\n    path = ${JSON.stringify(folder)}\n  }\n`);
  return `disable_checkpoint = true\nprovider_installation {\n${mirrors.join('')}}\n`;
}

function reattach(providers: readonly AttachedProvider[]): Record<string, string> {
  if (providers.length === 0) return {};
  return { TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries(providers.map((p) => [p.source, p.reattach]))) };
}
