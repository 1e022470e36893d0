import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { sureOwner } from '../../terraform/owner.js';
import { type Placement, RIGHT, type Said, alike, held, heldAmong, isTemplate, joinPlacements, misplaced, untold } from '../../terraform/placement.js';
import { blocksOf, resourcesOf, textOf } from '../../terraform/values.js';
import type { IsOwn } from '../firewall.js';
import type { AwsSecurityGroupOptions } from './options.js';

const GROUPS = ['aws_security_group', 'aws_default_security_group'];
const RULES = ['aws_vpc_security_group_egress_rule', 'aws_vpc_security_group_ingress_rule', 'aws_security_group_rule'];

/** Do the rules stand in the group that the site names, or in one that is made in its VPC? */
export function attached(config: TerraformConfig, { vpcId, securityGroupId }: AwsSecurityGroupOptions, isOwn: IsOwn): Placement {
  const groups = GROUPS.flatMap((type) => resourcesOf(config, type));
  const own = groups.filter(isOwn);
  const rules = RULES.flatMap((type) => resourcesOf(config, type)).filter(isOwn);
  const named = alike(rules, 'security_group_id').map((says) => says('security_group_id'));
  if (securityGroupId === undefined) return vpcId === undefined ? RIGHT : inVpc(config, vpcId, named, own, filledBy(rules, own));
  const inline = own.filter(hasRules).map((group) => isGroup(group.address, securityGroupId, group));
  return joinPlacements([...named.map((said) => isGroupAt(said, securityGroupId, groups)), ...inline]);
}

const hasRules = ({ values }: Resource): boolean => blocksOf(values['egress']).length + blocksOf(values['ingress']).length > 0;

function isGroupAt(said: Said, id: string, groups: readonly Resource[]): Placement {
  const group = sureOwner(said.value, groups);
  return group === undefined ? held(said, id) : isGroup(said.where, id, group);
}

/** A group that is made has an id that no site can name before; the default group of a VPC is there, and adopted. */
function isGroup(where: string, id: string, { address, type, values }: Resource): Placement {
  if (textOf(values['id']) !== undefined) return held({ where, value: values['id'] }, id);
  return type === 'aws_security_group' && !isTemplate(id) ? misplaced(where, id, `${address}, which this configuration makes`) : untold(where, id, address);
}

/** The groups with rules, in their blocks or of their own; where none has any, that is for the proof to tell. */
const filledBy = (rules: readonly Resource[], groups: readonly Resource[]): readonly Resource[] =>
  groups.filter((group) => hasRules(group) || rules.some(({ values }) => sureOwner(values['security_group_id'], groups) === group));

const inVpc = (config: TerraformConfig, vpcId: string, named: readonly Said[], groups: readonly Resource[], filled: readonly Resource[]): Placement =>
  joinPlacements([
    ...named.map((said) => heldAmong(config, said, `a group that is made in ${vpcId}`, groups)),
    ...alike(filled.length === 0 ? groups : filled, 'vpc_id').map((says) => isVpc(vpcId, says('vpc_id'))),
  ]);

/** Without one AWS takes the default VPC of the region (aws_security_group documentation, read 2026-11-20). */
const isVpc = (vpcId: string, said: Said): Placement =>
  (said.value ?? null) === null ? misplaced(said.where, vpcId, 'nothing, which means the default VPC of the region') : held(said, vpcId);
