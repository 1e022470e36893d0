/** CreateFirewallPolicy, DescribeFirewallPolicy, UpdateFirewallPolicy, DeleteFirewallPolicy. */
import { invalid } from './aws-error.js';
import { checkDescription, newName } from './check-common.js';
import { checkPolicy } from './check-policy.js';
import { ruleOrderOf, type FirewallPolicy, type Input, type Operation, type StoredPolicy } from './model.js';
import { checkToken, find, newStored, refuseInUse, settle, touch, type Store } from './store.js';

export function policyOperations(store: Store): Readonly<Record<string, Operation>> {
  return {
    CreateFirewallPolicy: (input) => create(store, input),
    DescribeFirewallPolicy: (input) => describePolicy(store, input),
    UpdateFirewallPolicy: (input) => update(store, input),
    DeleteFirewallPolicy: (input) => remove(store, input),
  };
}

function create(store: Store, input: Input): object {
  const arnOf = (name: string): string => store.arn('firewall-policy', name);
  const name = newName(input, 'FirewallPolicyName', arnOf, store.policies);
  checkDescription(input);
  const policy: StoredPolicy = { ...newStored(arnOf(name), name, input), body: checkedBody(store, input) };
  if (input['DryRun'] !== true) store.policies.set(policy.arn, policy);
  return { UpdateToken: policy.token, FirewallPolicyResponse: response(store, policy) };
}

function describePolicy(store: Store, input: Input): object {
  const policy = lookUp(store, input);
  const answer = { UpdateToken: policy.token, FirewallPolicy: policy.body, FirewallPolicyResponse: response(store, policy) };
  settle(store.policies, policy);
  return answer;
}

function update(store: Store, input: Input): object {
  const policy = lookUp(store, input);
  checkToken(policy, input, true);
  checkDescription(input);
  const body = checkedBody(store, input);
  const order = ruleOrderOf(body.StatefulEngineOptions);
  if (order !== ruleOrderOf(policy.body.StatefulEngineOptions)) throw invalid('parameter is invalid', { parameter: order });
  if (input['DryRun'] !== true) {
    Object.assign(policy, { body, description: input['Description'], encryption: input['EncryptionConfiguration'] });
    touch(policy);
  }
  return { UpdateToken: policy.token, FirewallPolicyResponse: response(store, policy) };
}

function remove(store: Store, input: Input): object {
  const policy = lookUp(store, input);
  refuseInUse(store.usersOfPolicy(policy.arn));
  policy.status = 'DELETING';
  return { FirewallPolicyResponse: response(store, policy) };
}

function checkedBody(store: Store, input: Input): FirewallPolicy {
  const body = input['FirewallPolicy'] as FirewallPolicy | undefined;
  if (body === undefined) throw invalid('FirewallPolicy cannot be null', { context: 'FirewallPolicy' });
  checkPolicy(body, store.region, (arn) => store.ruleGroups.get(arn));
  return body;
}

function lookUp(store: Store, input: Input): StoredPolicy {
  return find(store.policies, input, 'FirewallPolicy');
}

function response(store: Store, policy: StoredPolicy): object {
  const groups = (policy.body.StatefulRuleGroupReferences ?? []).map(({ ResourceArn }) => store.ruleGroups.get(ResourceArn ?? ''));
  return {
    FirewallPolicyArn: policy.arn, FirewallPolicyName: policy.name, FirewallPolicyId: policy.id, Description: policy.description,
    FirewallPolicyStatus: policy.status, Tags: policy.tags, NumberOfAssociations: store.usersOfPolicy(policy.arn),
    ConsumedStatefulRuleCapacity: groups.reduce((sum, group) => sum + (group?.capacity ?? 0), 0), ConsumedStatelessRuleCapacity: 0,
    EncryptionConfiguration: policy.encryption ?? { Type: 'AWS_OWNED_KMS_KEY', KeyId: 'AWS_OWNED_KMS_KEY' },
  };
}
