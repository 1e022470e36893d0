import type { Resource, TerraformConfig, Value } from './config.js';
import { textOf } from './values.js';
import { wordTable } from '../model/word-table.js';

/** What says something of a firewall in words that its reader does not read. */
export interface OtherWords {
  /** Types of resources, of any provider, that belong to it. */
  readonly types: RegExp;
  /** Those of them that are read, or decide nothing. */
  readonly known: readonly string[];
  /** The types of the cloud's own API that belong to it, as templates have them. */
  readonly api: RegExp;
}

/** Resources that hand text to the cloud's API, and where the text or its types stand (documentation of azapi, azurerm and aws, read 2026-11-20). */
const CARRIERS = wordTable<readonly string[]>({
  azapi_resource: ['type'],
  azapi_update_resource: ['type'],
  azapi_resource_action: ['type'],
  azapi_data_plane_resource: ['type'],
  azurerm_template_deployment: ['template_body'],
  azurerm_resource_group_template_deployment: ['template_content'],
  azurerm_subscription_template_deployment: ['template_content'],
  azurerm_management_group_template_deployment: ['template_content'],
  azurerm_tenant_template_deployment: ['template_content'],
  aws_cloudformation_stack: ['template_body'],
  aws_cloudformation_stack_set: ['template_body'],
  aws_cloudcontrolapi_resource: ['type_name'],
});

/** Templates that may bring others along, or types that only the cloud works out. */
const NESTED = /templateLink|Microsoft\.Resources\/(?:deployments|templateSpecs)|"type"\s*:\s*"\[|AWS::CloudFormation::|::MODULE|Transform|Custom::/i;

/** Each resource that may change what the firewall permits and is not read, in words. */
export const unreadWords = ({ resources }: TerraformConfig, words: OtherWords): readonly string[] =>
  resources.filter((each) => isUnread(each, words)).map(({ address }) => `${address}: what it makes of this firewall is not read`);

function isUnread({ type, values }: Resource, { types, known, api }: OtherWords): boolean {
  const carried = CARRIERS[type];
  if (carried === undefined) return types.test(type) && !known.includes(type);
  return carried.some((name) => mayBeAbout(values[name], api));
}

function mayBeAbout(value: Value | undefined, api: RegExp): boolean {
  const text = textOf(value);
  return text === undefined || api.test(text) || NESTED.test(text);
}
