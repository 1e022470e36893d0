/** What the service holds, and how a stored thing's status moves on. One region, one account, one test. */
import { randomUUID } from 'node:crypto';
import { AwsError } from './aws-error.js';
import type { Input, Stored, StoredFirewall, StoredPolicy, StoredRuleGroup, Tag } from './model.js';

export const ACCOUNT = '123456789012';

export class Store {
  readonly ruleGroups = new Map<string, StoredRuleGroup>();
  readonly policies = new Map<string, StoredPolicy>();
  readonly firewalls = new Map<string, StoredFirewall>();

  constructor(readonly region: string) {}

  arn(kind: string, name: string): string {
    return `arn:aws:network-firewall:${this.region}:${ACCOUNT}:${kind}/${name}`;
  }

  everything(): readonly Stored[] {
    return [...this.ruleGroups.values(), ...this.policies.values(), ...this.firewalls.values()];
  }

  /** How many policies refer to a rule group. One that is being deleted still counts. */
  usersOfRuleGroup(arn: string): number {
    const refers = (policy: StoredPolicy): boolean =>
      [...(policy.body.StatefulRuleGroupReferences ?? []), ...(policy.body.StatelessRuleGroupReferences ?? [])].some((one) => one.ResourceArn === arn);
    return [...this.policies.values()].filter(refers).length;
  }

  usersOfPolicy(arn: string): number {
    return [...this.firewalls.values()].filter((firewall) => firewall.policyArn === arn).length;
  }
}

/** The common part of a thing that was just created. */
export function newStored(arn: string, name: string, input: Input): Stored {
  return {
    arn, name, id: randomUUID(), token: randomUUID(), status: 'ACTIVE',
    description: input['Description'] as string | undefined,
    encryption: input['EncryptionConfiguration'],
    tags: (input['Tags'] as readonly Tag[] | undefined) ?? [],
  };
}

/** Finds what a request means by ARN or by name, or answers as AWS does. */
export function find<T extends Stored>(things: ReadonlyMap<string, T>, input: Input, member: string, fits: (thing: T) => boolean = () => true): T {
  const arn = input[`${member}Arn`];
  const name = input[`${member}Name`];
  const found = [...things.values()].find((thing) => fits(thing) && (arn !== undefined ? thing.arn === arn : thing.name === name));
  if (found === undefined) throw new AwsError('ResourceNotFoundException', 'Unable to locate a resource using the parameters that you provided');
  return found;
}

/**
 * Moves the status on after it was told once, as time does in AWS: whoever waits for READY or for "not found" sees the
 * state before it at least once.
 */
export function settle<T extends Stored>(things: Map<string, T>, thing: T): void {
  if (thing.status === 'PROVISIONING') thing.status = 'ACTIVE';
  else if (thing.status === 'DELETING') things.delete(thing.arn);
}

/** A write with an old token is refused. A token is required where AWS's model requires it. */
export function checkToken(thing: Stored, input: Input, required: boolean): void {
  const token = input['UpdateToken'];
  if (token === undefined && required) throw new AwsError('InvalidRequestException', 'UpdateToken cannot be null, context: UpdateToken');
  if (token !== undefined && token !== thing.token) {
    throw new AwsError('InvalidTokenException', 'The token you provided is stale or isn\'t valid for the operation.');
  }
}

/** A change was made: whoever read before it must read again. */
export function touch(thing: Stored): string {
  thing.token = randomUUID();
  return thing.token;
}

export function refuseInUse(users: number): void {
  if (users > 0) throw new AwsError('InvalidOperationException', 'Unable to delete the object because it is still in use');
}
