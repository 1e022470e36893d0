/** CreateRuleGroup, DescribeRuleGroup, UpdateRuleGroup, DeleteRuleGroup. */
import { invalid } from './aws-error.js';
import { checkDescription, newName } from './check-common.js';
import { checkRuleGroup } from './check-rule-group.js';
import { ruleOrderOf, type Input, type Operation, type RuleGroup, type RuleGroupType, type StoredRuleGroup } from './model.js';
import { checkToken, find, newStored, refuseInUse, settle, touch, type Store } from './store.js';

export function ruleGroupOperations(store: Store): Readonly<Record<string, Operation>> {
  return {
    CreateRuleGroup: (input) => create(store, input),
    DescribeRuleGroup: (input) => describeGroup(store, input),
    UpdateRuleGroup: (input) => update(store, input),
    DeleteRuleGroup: (input) => remove(store, input),
  };
}

function create(store: Store, input: Input): object {
  const type = typeOf(input);
  const arnOf = (name: string): string => store.arn(`${type.toLowerCase()}-rulegroup`, name);
  const name = newName(input, 'RuleGroupName', arnOf, store.ruleGroups);
  checkDescription(input);
  const body = bodyOf(input);
  const capacity = Number(input['Capacity']);
  const consumed = checkRuleGroup(type, capacity, body);
  const group: StoredRuleGroup = { ...newStored(arnOf(name), name, input), type, capacity, consumed, body };
  if (input['DryRun'] !== true) store.ruleGroups.set(group.arn, group);
  return { UpdateToken: group.token, RuleGroupResponse: response(store, group) };
}

function describeGroup(store: Store, input: Input): object {
  const group = lookUp(store, input);
  const answer = { UpdateToken: group.token, RuleGroup: group.body, RuleGroupResponse: response(store, group) };
  settle(store.ruleGroups, group);
  return answer;
}

function update(store: Store, input: Input): object {
  const group = lookUp(store, input);
  checkToken(group, input, true);
  checkDescription(input);
  const body = bodyOf(input);
  checkFixed(group, input, body);
  const consumed = checkRuleGroup(group.type, group.capacity, body);
  if (input['DryRun'] !== true) {
    Object.assign(group, { body, consumed, description: input['Description'], encryption: input['EncryptionConfiguration'] });
    touch(group);
  }
  return { UpdateToken: group.token, RuleGroupResponse: response(store, group) };
}

/**
 * Type and order are fixed at creation. Flat `Rules` mean the default order, so they cannot update a strict group
 * (aws/aws-cli#7301 has the words, awslabs/landing-zone-accelerator-on-aws#23 the parameter).
 */
function checkFixed(group: StoredRuleGroup, input: Input, body: RuleGroup): void {
  if (input['Type'] !== undefined && input['Type'] !== group.type) throw invalid('parameter is invalid', { parameter: input['Type'] });
  const order = ruleOrderOf(body.StatefulRuleOptions);
  if (order !== ruleOrderOf(group.body.StatefulRuleOptions)) throw invalid('parameter is invalid', { parameter: order });
}

function remove(store: Store, input: Input): object {
  const group = lookUp(store, input);
  refuseInUse(store.usersOfRuleGroup(group.arn));
  group.status = 'DELETING';
  return { RuleGroupResponse: response(store, group) };
}

function lookUp(store: Store, input: Input): StoredRuleGroup {
  return find(store.ruleGroups, input, 'RuleGroup', (group) => input['Type'] === undefined || input['RuleGroupArn'] !== undefined || group.type === input['Type']);
}

function typeOf(input: Input): RuleGroupType {
  const type = input['Type'];
  if (type === 'STATEFUL' || type === 'STATELESS') return type;
  throw invalid('Type is invalid', { parameter: type, context: 'Type' });
}

/** Flat `Rules` are a rules string without options; the service answers with the group it made of them. */
function bodyOf(input: Input): RuleGroup {
  const { Rules: rules, RuleGroup: group } = input as { Rules?: string; RuleGroup?: RuleGroup };
  if ((rules === undefined) === (group === undefined)) throw invalid('Exactly one of Rules or RuleGroup must be set');
  return group ?? { RulesSource: { RulesString: rules ?? '' } };
}

function response(store: Store, group: StoredRuleGroup): object {
  return {
    RuleGroupArn: group.arn, RuleGroupName: group.name, RuleGroupId: group.id, Description: group.description, Type: group.type,
    Capacity: group.capacity, ConsumedCapacity: group.consumed, RuleGroupStatus: group.status, Tags: group.tags,
    EncryptionConfiguration: group.encryption ?? { Type: 'AWS_OWNED_KMS_KEY', KeyId: 'AWS_OWNED_KMS_KEY' },
    NumberOfAssociations: store.usersOfRuleGroup(group.arn),
  };
}
