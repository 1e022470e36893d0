import type { TerraformConfig } from '../../terraform/config.js';
import { type OtherWords, unreadWords } from '../../terraform/other-words.js';

const WORDS: OtherWords = {
  types: /^(?:aws_(?:default_|vpc_)?security_group|aws_ec2_managed_prefix_list|awscc_ec2_(?:security_group|prefix_list)|aws_fms_policy)/,
  known: [
    'aws_security_group',
    'aws_default_security_group',
    'aws_security_group_rule',
    'aws_vpc_security_group_egress_rule',
    'aws_vpc_security_group_ingress_rule',
    'aws_vpc_security_group_rules_exclusive',
    'aws_vpc_security_group_vpc_association',
    'aws_ec2_managed_prefix_list',
    'aws_ec2_managed_prefix_list_entry',
    'awscc_ec2_security_group_vpc_association',
  ],
  api: /AWS::EC2::(?:SecurityGroup|PrefixList)/,
};

/** What may change a security group and is not read. */
export const unread = (config: TerraformConfig): readonly string[] => unreadWords(config, WORDS);
