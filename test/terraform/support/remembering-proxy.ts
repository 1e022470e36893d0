/**
 * A gRPC proxy in front of an attached provider that remembers the two answers which depend on nothing but the
 * request, byte for byte: the provider's schema, and its check of the provider block. The aws provider takes 1 and 2
 * to 3 seconds of processor time for them, and Terraform asks in every walk of every command. The schema is cut to the
 * types that are wanted (keep-types.ts). All else passes through as it is.
 */
import { Client, credentials, Server, ServerCredentials, type MethodDefinition, type sendUnaryData, type ServerUnaryCall, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { keepTypes } from './keep-types.js';

/** The entry in TF_REATTACH_PROVIDERS, as providers print it in debug mode. */
export interface ReattachEntry {
  readonly Protocol: string;
  readonly ProtocolVersion: number;
  readonly Pid: number;
  readonly Test: boolean;
  readonly Addr: { readonly Network: string; readonly String: string };
}

export interface RememberingProxy {
  readonly reattach: ReattachEntry;
  stop(): void;
}

/** Named apart in protocol 5 and 6; a name that a version lacks is never called. */
const REMEMBERED = ['GetSchema', 'GetProviderSchema', 'PrepareProviderConfig', 'ValidateProviderConfig'];
const PASSED = [
  'GetMetadata', 'GetFunctions', 'CallFunction', 'Configure', 'ConfigureProvider', 'ValidateResourceTypeConfig', 'ValidateResourceConfig',
  'ValidateDataSourceConfig', 'ValidateDataResourceConfig', 'UpgradeResourceState', 'ReadResource', 'PlanResourceChange', 'ApplyResourceChange',
  'ImportResourceState', 'MoveResourceState', 'ReadDataSource', 'Stop', 'StopProvider',
];
const NO_LIMIT = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

/** Puts a proxy on `socket` in front of the provider, which then knows only the types to keep. */
export async function startRememberingProxy(provider: ReattachEntry, socket: string, keep: (type: string) => boolean): Promise<RememberingProxy> {
  const client = new Client(`${provider.Addr.Network}:${provider.Addr.String}`, credentials.createInsecure(), NO_LIMIT);
  const service = `tfplugin${provider.ProtocolVersion}.Provider`;
  const server = new Server(NO_LIMIT);
  server.addService(definition(service), implementation(client, service, keep));
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) => (error === null ? resolve() : reject(error)));
  });
  return {
    reattach: { ...provider, Addr: { Network: 'unix', String: socket } },
    stop: () => {
      server.forceShutdown();
      client.close();
    },
  };
}

type Handler = (call: ServerUnaryCall<Buffer, Buffer>, callback: sendUnaryData<Buffer>) => void;
type Raw = MethodDefinition<Buffer, Buffer>;

const asIs = (bytes: Buffer): Buffer => bytes;

function definition(service: string): Record<string, Raw> {
  return Object.fromEntries([...REMEMBERED, ...PASSED].map((name) => [name, {
    path: `/${service}/${name}`, requestStream: false, responseStream: false,
    requestSerialize: asIs, requestDeserialize: asIs, responseSerialize: asIs, responseDeserialize: asIs,
  }]));
}

function implementation(client: Client, service: string, keep: (type: string) => boolean): UntypedServiceImplementation {
  const pass = (name: string): Handler => (call, callback) => {
    client.makeUnaryRequest(`/${service}/${name}`, asIs, asIs, call.request, (error, answer) => callback(error, answer));
  };
  const passed = PASSED.map((name) => [name, pass(name)] as const);
  const cut = (name: string, answer: Buffer): Buffer => (name.endsWith('Schema') ? keepTypes(answer, keep) : answer);
  return Object.fromEntries([...passed, ...REMEMBERED.map((name) => [name, remember(pass(name), (answer) => cut(name, answer))] as const)]);
}

function remember(handler: Handler, change: (answer: Buffer) => Buffer): Handler {
  const answers = new Map<string, Buffer>();
  return (call, callback) => {
    const key = call.request.toString('base64');
    const known = answers.get(key);
    if (known !== undefined) return callback(null, known);
    handler(call, (error, answer, ...rest) => {
      if (error !== null || !(answer instanceof Buffer)) return callback(error, answer, ...rest);
      const changed = change(answer);
      answers.set(key, changed);
      callback(null, changed, ...rest);
    });
  };
}
