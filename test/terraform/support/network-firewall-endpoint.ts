/**
 * AWS Network Firewall on the loopback, for tests: the JSON 1.0 operations that the real aws provider calls for
 * aws_networkfirewall_rule_group, _firewall_policy, _firewall and _logging_configuration. It holds state, rotates
 * update tokens, passes through PROVISIONING and DELETING, and refuses what AWS is known to refuse, in AWS's words.
 *
 *   const endpoint = await startNetworkFirewall();
 *   ... provider: { aws: [endpoint.provider] } ...          // the real provider, pointed here
 *   const { error } = await endpoint.call('CreateRuleGroup', {...});   // or without Terraform
 *   expect(endpoint.ruleGroups()).toMatchObject({ 'my-group': {...} });
 *   await endpoint.stop();
 *
 * It is a test's reading of AWS's documentation and of measured answers, written apart from src. What it accepts is
 * not proved to be accepted by AWS; what it refuses is.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loopbackProvider } from './aws-provider.js';
import { AwsError } from './network-firewall/aws-error.js';
import { firewallOperations } from './network-firewall/firewall-operations.js';
import { loggingOperations } from './network-firewall/logging-operations.js';
import type { FirewallPolicy, Input, Operation, RuleGroup, Stored } from './network-firewall/model.js';
import { policyOperations } from './network-firewall/policy-operations.js';
import { ruleGroupOperations } from './network-firewall/rule-group-operations.js';
import { Store } from './network-firewall/store.js';
import { tagOperations } from './network-firewall/tag-operations.js';

const TARGET = 'NetworkFirewall_20201112.';

/** One request as it came in, and whether it was refused. */
export interface Call {
  readonly operation: string;
  readonly input: Input;
  readonly refused: string | undefined;
}

/** What a direct call got: the response, or AWS's error type and message. */
export interface Answer {
  readonly output?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly type: string; readonly message: string };
}

export interface NetworkFirewallEndpoint {
  readonly url: string;
  /** The aws provider block that sends Network Firewall's calls here. */
  readonly provider: Readonly<Record<string, unknown>>;
  /** Every request so far, in order. */
  readonly calls: readonly Call[];
  /** Calls an operation over HTTP, as the provider would. */
  call(operation: string, input: object): Promise<Answer>;
  /** What is stored now, by name. Things that are being deleted are left out. */
  ruleGroups(): Readonly<Record<string, RuleGroup>>;
  policies(): Readonly<Record<string, FirewallPolicy>>;
  firewalls(): readonly string[];
  stop(): Promise<void>;
}

/** Starts the service on a free port of 127.0.0.1. */
export async function startNetworkFirewall(region = 'eu-central-1'): Promise<NetworkFirewallEndpoint> {
  const store = new Store(region);
  const calls: Call[] = [];
  const server = createServer((request, response) => void answer(request, response, operations(store), calls));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url, calls,
    provider: loopbackProvider(region, { networkfirewall: url }),
    call: (operation, input) => callOperation(url, operation, input),
    ruleGroups: () => byName(store.ruleGroups),
    policies: () => byName(store.policies),
    firewalls: () => present(store.firewalls).map((firewall) => firewall.name),
    stop: () => stop(server),
  };
}

function operations(store: Store): Readonly<Record<string, Operation>> {
  return {
    ...ruleGroupOperations(store), ...policyOperations(store), ...firewallOperations(store), ...loggingOperations(store), ...tagOperations(store),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, known: Readonly<Record<string, Operation>>, calls: Call[]): Promise<void> {
  const operation = String(request.headers['x-amz-target'] ?? '').replace(TARGET, '');
  const input = JSON.parse((await bodyOf(request)) || '{}') as Input;
  const { output, error } = run(known[operation], operation, input);
  calls.push({ operation, input, refused: error === undefined ? undefined : `${error.name}: ${error.message}` });
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': `${calls.length}` };
  response.writeHead(error === undefined ? 200 : 400, headers);
  response.end(JSON.stringify(output ?? { __type: error?.name, Message: error?.message }));
}

function run(operation: Operation | undefined, name: string, input: Input): { readonly output?: object; readonly error?: Error } {
  try {
    if (operation === undefined) throw new AwsError('UnsupportedOperationException', `this test service does not know ${name}`);
    return { output: operation(input) };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function callOperation(url: string, operation: string, input: object): Promise<Answer> {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `${TARGET}${operation}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
  const body = (await response.json()) as Readonly<Record<string, unknown>>;
  return response.ok ? { output: body } : { error: { type: String(body['__type']), message: String(body['Message']) } };
}

function byName<T>(things: ReadonlyMap<string, Stored & { readonly body: T }>): Readonly<Record<string, T>> {
  return Object.fromEntries(present(things).map((thing) => [thing.name, thing.body]));
}

function present<T extends Stored>(things: ReadonlyMap<string, T>): readonly T[] {
  return [...things.values()].filter((thing) => thing.status !== 'DELETING');
}

/** Terraform's provider keeps connections open; closing them lets the test process end. */
function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
