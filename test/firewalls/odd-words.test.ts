import { read as readNetworkSecurityGroup } from '../../src/firewalls/azure-network-security-group/read.js';
import { read as readSecurityGroup } from '../../src/firewalls/aws-security-group/read.js';
import { configOf } from '../check/support.js';

// Words that every object of JavaScript has a property for, where a reader looks a word up: they mean nothing.
const WORDS = ['constructor', 'toString', '__proto__'];

test.each(WORDS)('a rule of a security group for the protocol %s matches nothing for sure', (word) => {
  const rule = { security_group_id: 'sg-1', ip_protocol: word, from_port: 1, to_port: 2, cidr_ipv4: '198.51.100.0/24' };
  const lines = readSecurityGroup(configOf({ aws_vpc_security_group_egress_rule: { odd: rule } })).flatMap((filter) => filter.lines);
  expect(lines.map(({ least, unread }) => [least, unread])).toEqual([[[], `protocol "${word}"`]]);
});

test.each(WORDS)('a rule of a network security group for the protocol %s matches nothing for sure', (word) => {
  const rule = {
    name: 'odd', priority: 100, direction: 'Outbound', access: 'Allow', protocol: word, source_port_range: '*', destination_port_range: '443',
    source_address_prefix: '10.0.0.0/8', destination_address_prefix: '198.51.100.0/24', network_security_group_name: 'g', resource_group_name: 'rg',
  };
  const [filter] = readNetworkSecurityGroup(configOf({ azurerm_network_security_rule: { odd: rule } }));
  expect(filter?.lines.filter(({ rule: name }) => name.endsWith('odd')).map(({ least, unread }) => [least, unread])).toEqual([[[], `protocol "${word}"`]]);
});
