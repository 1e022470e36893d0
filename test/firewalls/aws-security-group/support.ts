import { lower } from '../../../src/firewalls/aws-security-group/lower.js';
import { type AwsSecurityGroupOptions, awsSecurityGroupOptions } from '../../../src/firewalls/aws-security-group/options.js';
import type { SecurityGroupRules } from '../../../src/firewalls/aws-security-group/rules.js';
import type { Lowering, LoweringContext } from '../../../src/firewalls/firewall.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import type { Flow } from '../../../src/model/flow.js';
import type { OptionsInput } from '../../../src/model/option.js';
import { readOptions } from '../../../src/model/read-options.js';
import { cidrOfText, flowOf } from '../../support/flow-of.js';

export const VPC = 'vpc-0123456789abcdef0';
export const GROUP = 'sg-0123456789abcdef0';

export const optionsOf = (given: OptionsInput<typeof awsSecurityGroupOptions> = { vpcId: VPC }): AwsSecurityGroupOptions =>
  orThrow(readOptions(awsSecurityGroupOptions, given, 'aws-security-group'));

export const contextOf = (given: Partial<LoweringContext<AwsSecurityGroupOptions>> = {}): LoweringContext<AwsSecurityGroupOptions> => ({
  site: 'office',
  sources: [cidrOfText('10.1.0.0/16')],
  options: optionsOf(),
  namesBehind: false,
  ...given,
});

export const lowerFlows = (flows: readonly Flow[], given: Partial<LoweringContext<AwsSecurityGroupOptions>> = {}): Lowering<SecurityGroupRules> => lower(flows, contextOf(given));

export const lowerTexts = (texts: readonly string[], given: Partial<LoweringContext<AwsSecurityGroupOptions>> = {}): Lowering<SecurityGroupRules> =>
  lowerFlows(texts.map(flowOf), given);

/** So many networks for one opening: more than some stand in a prefix list. */
export const networks = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `egress udp 3478 opaque 203.0.113.${2 * index} from 10.1.0.10 for beta/turn`);
