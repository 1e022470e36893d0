import { lower } from '../../../src/firewalls/azure-network-security-group/lower.js';
import { type AzureNetworkSecurityGroupOptions, azureNetworkSecurityGroupOptions } from '../../../src/firewalls/azure-network-security-group/options.js';
import type { SecurityRules } from '../../../src/firewalls/azure-network-security-group/rules.js';
import type { Lowering, LoweringContext } from '../../../src/firewalls/firewall.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import type { Flow } from '../../../src/model/flow.js';
import type { OptionsInput } from '../../../src/model/option.js';
import { readOptions } from '../../../src/model/read-options.js';
import { cidrOfText, flowOf } from '../../support/flow-of.js';

export type Given = Partial<LoweringContext<AzureNetworkSecurityGroupOptions>>;

export const MADE = { resourceGroupName: 'network', location: 'westeurope' } as const;
export const EXISTING = { resourceGroupName: 'network', networkSecurityGroupName: 'nsg-clients' } as const;

export const optionsOf = (given: OptionsInput<typeof azureNetworkSecurityGroupOptions> = MADE): AzureNetworkSecurityGroupOptions =>
  orThrow(readOptions(azureNetworkSecurityGroupOptions, given, 'azure-network-security-group'));

export const contextOf = (given: Given = {}): LoweringContext<AzureNetworkSecurityGroupOptions> => ({
  site: 'office',
  sources: [cidrOfText('10.1.0.0/16')],
  options: optionsOf(),
  namesBehind: false,
  ...given,
});

export const lowerFlows = (flows: readonly Flow[], given: Given = {}): Lowering<SecurityRules> => lower(flows, contextOf(given));

export const lowerTexts = (texts: readonly string[], given: Given = {}): Lowering<SecurityRules> => lowerFlows(texts.map(flowOf), given);

/** Without the final denies and what stands right before them. */
export const askedFor = (rules: SecurityRules): SecurityRules => rules.filter(({ priority }) => priority < 4_000);
