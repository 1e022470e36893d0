/**
 * An EC2 endpoint on the loopback: the `moto_server` program, started on a free port and ended with the test.
 *
 *   const moto = await startMoto();                 // undefined: no moto_server on PATH
 *   ... provider: { aws: [moto.provider] } ...      // the real aws provider, pointed here
 *   await moto.ec2.securityGroupRules();            // what the endpoint's API says, not Terraform's state
 *   await moto.stop();
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loopbackProvider } from './aws-provider.js';
import { ec2Client, type Ec2Client } from './ec2-client.js';
import { findProgram } from './run-program.js';
import { sayOnce } from './skip.js';
import { startTethered } from './tethered-program.js';

export interface Moto {
  readonly url: string;
  /** The aws provider block that sends EC2's calls here. */
  readonly provider: Readonly<Record<string, unknown>>;
  readonly ec2: Ec2Client;
  /** Forgets everything but what a new account has. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** moto_server's path, or undefined: then `describeWith` skips with one loud line. */
export function findMoto(): string | undefined {
  return findProgram('moto_server');
}

/** Starts moto on a free port of 127.0.0.1 and waits until it answers. */
export async function startMoto(region = 'eu-central-1'): Promise<Moto | undefined> {
  const program = findMoto();
  if (program === undefined) {
    sayOnce('moto_server is not on PATH');
    return undefined;
  }
  const cwd = mkdtempSync(join(tmpdir(), 'vendor-egress-moto-'));
  // moto_server may be a version manager's shim, which finds its Python by HOME and its own variables.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))) as Record<string, string>;
  const running = await startTethered(program, ['-H', '127.0.0.1', '-p', '0'], { cwd, env, ready: /Running on (http:\/\/127\.0\.0\.1:\d+)/ });
  const url = running.said;
  return {
    url,
    provider: loopbackProvider(region, { ec2: url, sts: url }),
    ec2: ec2Client(url, region),
    reset: async () => void (await fetch(`${url}/moto-api/reset`, { method: 'POST' })),
    stop: async () => {
      await running.stop();
      rmSync(cwd, { recursive: true, force: true });
    },
  };
}
