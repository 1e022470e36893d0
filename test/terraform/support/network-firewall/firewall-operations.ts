/** The firewall itself: create, describe, delete, its subnets, its policy and its protection flags. */
import { AwsError, invalid } from './aws-error.js';
import { checkDescription, newName } from './check-common.js';
import type { Input, Operation, StoredFirewall } from './model.js';
import { checkToken, find, newStored, settle, touch, type Store } from './store.js';

type Subnets = StoredFirewall['subnets'];

export function firewallOperations(store: Store): Readonly<Record<string, Operation>> {
  const change = (apply: (firewall: StoredFirewall, input: Input) => void): Operation => (input) => changed(store, input, apply);
  return {
    CreateFirewall: (input) => create(store, input),
    DescribeFirewall: (input) => describeFirewall(store, input),
    DeleteFirewall: (input) => remove(store, input),
    AssociateFirewallPolicy: change((firewall, input) => associatePolicy(store, firewall, input)),
    AssociateSubnets: change((firewall, input) => associateSubnets(firewall, input)),
    DisassociateSubnets: change((firewall, input) => disassociateSubnets(firewall, input)),
    UpdateFirewallDescription: change((firewall, input) => { firewall.description = input['Description'] as string | undefined; }),
    UpdateFirewallDeleteProtection: change((firewall, input) => { firewall.deleteProtection = input['DeleteProtection'] === true; }),
    UpdateSubnetChangeProtection: change((firewall, input) => { firewall.subnetChangeProtection = input['SubnetChangeProtection'] === true; }),
    UpdateFirewallPolicyChangeProtection: change((firewall, input) => { firewall.policyChangeProtection = input['FirewallPolicyChangeProtection'] === true; }),
    UpdateFirewallEncryptionConfiguration: change((firewall, input) => { firewall.encryption = input['EncryptionConfiguration']; }),
  };
}

function create(store: Store, input: Input): object {
  const arnOf = (name: string): string => store.arn('firewall', name);
  const name = newName(input, 'FirewallName', arnOf, store.firewalls);
  checkDescription(input);
  const firewall: StoredFirewall = {
    ...newStored(arnOf(name), name, input), status: 'PROVISIONING', vpcId: String(input['VpcId']), policyArn: existingPolicy(store, input),
    subnets: (input['SubnetMappings'] as Subnets | undefined) ?? [], logging: [], deleteProtection: input['DeleteProtection'] === true,
    subnetChangeProtection: input['SubnetChangeProtection'] === true, policyChangeProtection: input['FirewallPolicyChangeProtection'] === true,
  };
  store.firewalls.set(firewall.arn, firewall);
  return { Firewall: body(firewall), FirewallStatus: statusOf(firewall) };
}

function describeFirewall(store: Store, input: Input): object {
  const firewall = find(store.firewalls, input, 'Firewall');
  const answer = { UpdateToken: firewall.token, Firewall: body(firewall), FirewallStatus: statusOf(firewall) };
  settle(store.firewalls, firewall);
  return answer;
}

function remove(store: Store, input: Input): object {
  const firewall = find(store.firewalls, input, 'Firewall');
  if (firewall.deleteProtection) throw protectedFrom('delete the firewall');
  firewall.status = 'DELETING';
  return { Firewall: body(firewall), FirewallStatus: statusOf(firewall) };
}

/** Every change to a firewall may carry a token, rotates it, and answers with the firewall as it then is. */
function changed(store: Store, input: Input, apply: (firewall: StoredFirewall, input: Input) => void): object {
  const firewall = find(store.firewalls, input, 'Firewall');
  checkToken(firewall, input, false);
  apply(firewall, input);
  return { UpdateToken: touch(firewall), ...body(firewall) };
}

function associatePolicy(store: Store, firewall: StoredFirewall, input: Input): void {
  if (firewall.policyChangeProtection) throw protectedFrom('change the firewall policy');
  firewall.policyArn = existingPolicy(store, input);
}

function associateSubnets(firewall: StoredFirewall, input: Input): void {
  if (firewall.subnetChangeProtection) throw protectedFrom('change the subnets');
  firewall.subnets = [...firewall.subnets, ...(input['SubnetMappings'] as Subnets)];
  firewall.status = 'PROVISIONING';
}

function disassociateSubnets(firewall: StoredFirewall, input: Input): void {
  if (firewall.subnetChangeProtection) throw protectedFrom('change the subnets');
  const gone = input['SubnetIds'] as readonly string[];
  firewall.subnets = firewall.subnets.filter((subnet) => !gone.includes(subnet.SubnetId));
  firewall.status = 'PROVISIONING';
}

function existingPolicy(store: Store, input: Input): string {
  const arn = String(input['FirewallPolicyArn']);
  if (!store.policies.has(arn)) throw invalid('firewall policy ARN does not exist', { parameter: arn });
  return arn;
}

function protectedFrom(what: string): AwsError {
  return new AwsError('InvalidOperationException', `Unable to ${what} because it is protected`);
}

function body(firewall: StoredFirewall): object {
  return {
    FirewallName: firewall.name, FirewallArn: firewall.arn, FirewallId: firewall.id, FirewallPolicyArn: firewall.policyArn, VpcId: firewall.vpcId,
    SubnetMappings: firewall.subnets.map((subnet) => ({ IPAddressType: 'IPV4', ...subnet })), Description: firewall.description, Tags: firewall.tags,
    DeleteProtection: firewall.deleteProtection, SubnetChangeProtection: firewall.subnetChangeProtection, FirewallPolicyChangeProtection: firewall.policyChangeProtection,
    EncryptionConfiguration: firewall.encryption ?? { Type: 'AWS_OWNED_KMS_KEY', KeyId: 'AWS_OWNED_KMS_KEY' },
  };
}

/** One endpoint per subnet, named after it, so that route tables can refer to it in a test. */
function statusOf(firewall: StoredFirewall): object {
  const sync = firewall.subnets.map(({ SubnetId }): [string, object] =>
    [`az-of-${SubnetId}`, { Attachment: { SubnetId, EndpointId: `vpce-${SubnetId}`, Status: 'READY' }, Config: {} }]);
  return {
    Status: firewall.status === 'ACTIVE' ? 'READY' : firewall.status,
    ConfigurationSyncStateSummary: firewall.status === 'ACTIVE' ? 'IN_SYNC' : 'PENDING',
    SyncStates: Object.fromEntries(sync),
  };
}
