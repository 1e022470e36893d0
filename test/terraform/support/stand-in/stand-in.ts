/**
 * A stand-in for a provider that is not on this machine. It serves the provider's real schema, derived at run time
 * from the installed @cdktf/provider-* package, so that Terraform itself judges the shape of the JSON: unknown and
 * missing arguments, types, references, plans and diffs.
 *
 *   const azurerm = await startStandIn({ provider: 'azurerm', resources: ['azurerm_ip_group'] });
 *   const tf = await withTerraform(folder, { providers: [azurerm] });
 *   ...
 *   await azurerm.stop();
 *
 * It proves nothing about what the cloud's API accepts. It runs in the test's own process, on a unix socket that
 * `stop` removes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPackageDefinition, Server, ServerCredentials, type GrpcObject, type ServiceClientConstructor, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { AttachedProvider } from '../terraform.js';
import { answers, type Answers } from './behaviour.js';
import { KNOWN_FORCE_NEW, type ForceNew } from './force-new.js';
import { generatedSource, generatedVersion } from './generated-source.js';
import { readSchema, type SchemaRequest } from './read-schema.js';

export interface StandInOptions extends SchemaRequest {
  /** @default "hashicorp/<provider>" */
  readonly source?: string;
  /** Attributes whose change replaces the resource, by type. @default KNOWN_FORCE_NEW */
  readonly forceNew?: ForceNew;
}

export interface StandIn extends AttachedProvider {
  /** The provider version that the schema was generated from. */
  readonly version: string;
  stop(): Promise<void>;
}

/** Starts a stand-in that serves the asked resources, and only those. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const answering = answers(readSchema(options), options.forceNew ?? KNOWN_FORCE_NEW);
  const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-stand-in-'));
  const socket = join(folder, 'provider.sock');
  const server = await listen(socket, answering);
  return {
    source: options.source ?? `hashicorp/${options.provider}`,
    version: generatedVersion(generatedSource(options.provider, 'provider')),
    reattach: reattachEntry(socket),
    stop: () => {
      server.forceShutdown();
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

function reattachEntry(socket: string): object {
  return { Protocol: 'grpc', ProtocolVersion: 6, Pid: process.pid, Test: true, Addr: { Network: 'unix', String: socket } };
}

function listen(socket: string, answering: Answers): Promise<Server> {
  const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  server.addService(service().service, implementation(answering));
  return new Promise((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) => (error === null ? resolve(server) : reject(error)));
  });
}

function service(): ServiceClientConstructor {
  const definition = loadSync(join(__dirname, 'tfplugin6.proto'), { enums: String, longs: Number, defaults: false });
  return (loadPackageDefinition(definition)['tfplugin6'] as GrpcObject)['Provider'] as ServiceClientConstructor;
}

function implementation(answering: Answers): UntypedServiceImplementation {
  return Object.fromEntries(Object.entries(answering).map(([name, answer]) => [name, handler(answer)]));
}

type Answer = Answers[string];
type Callback = (error: Error | null, response?: object) => void;

/** An error in an answer becomes Terraform's message instead of ending the test process. */
function handler(answer: Answer): (call: { readonly request: Parameters<Answer>[0] }, callback: Callback) => void {
  return (call, callback) => {
    try {
      callback(null, answer(call.request));
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
    }
  };
}
