import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RuleVariables, suricataConfig } from './suricata-config.js';

const PROGRAM = 'suricata';

/** What Suricata says of a rule set: whether it takes every rule, and its words where it does not. */
export interface RuleTest {
  readonly accepted: boolean;
  readonly messages: string;
}

/** The version of the installed Suricata, or none. */
export function suricataVersion(): string | undefined {
  const { stdout } = spawnSync(PROGRAM, ['-V'], { encoding: 'utf8' });
  return /version (\d+\.\d+\.\d+)/.exec(stdout ?? '')?.[1];
}

/** `suricata -T`: loads the rules as they stand and says whether any is refused. */
export function testRules(rules: string, variables: RuleVariables): Promise<RuleTest> {
  return inFolder(rules, variables, async (folder) => {
    const { code, output } = await suricata(folder, ['-T']);
    return { accepted: code === 0, messages: output };
  });
}

/** Runs a capture through the rules as an inline engine would and returns the events it logged. */
export function runCapture(rules: string, variables: RuleVariables, capture: Buffer): Promise<string> {
  return inFolder(rules, variables, async (folder) => {
    await writeFile(join(folder, 'probes.pcap'), capture);
    const run = ['--simulate-ips', '--runmode', 'single', '-k', 'all', '-r', join(folder, 'probes.pcap')];
    // Without this a rule that cannot be read is left out with a warning, and the run judges fewer rules than given.
    const { code, output } = await suricata(folder, ['--init-errors-fatal', ...run]);
    if (code !== 0) throw new Error(`suricata: expected to run, got exit ${code}\n${output}`);
    return readFile(join(folder, 'eve.json'), 'utf8');
  });
}

async function inFolder<T>(rules: string, variables: RuleVariables, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vendor-egress-suricata-'));
  const files = { 'suricata.yaml': suricataConfig(folder, variables), 'given.rules': `${rules}\n`, 'classification.config': '', 'reference.config': '', 'threshold.config': '' };
  try {
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function suricata(folder: string, options: readonly string[]): Promise<{ code: number | null; output: string }> {
  const given = ['-c', join(folder, 'suricata.yaml'), '-S', join(folder, 'given.rules'), '-l', folder];
  return new Promise((resolve, reject) => {
    const child = spawn(PROGRAM, [...given, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: Buffer.concat(said).toString('utf8') }));
  });
}
