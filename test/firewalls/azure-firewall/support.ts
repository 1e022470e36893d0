import { type Cidr, parseCidr } from '../../../src/model/cidr.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import { parsePattern } from '../../../src/model/domain-pattern.js';
import type { Flow, Origin } from '../../../src/model/flow.js';
import { readOptions } from '../../../src/model/read-options.js';
import { parsePorts } from '../../../src/model/port-range.js';
import type { Application, Protocol } from '../../../src/model/protocol.js';
import type { Context } from '../../../src/firewalls/azure-firewall/addresses.js';
import { type AzureFirewallOptions, azureFirewallOptions } from '../../../src/firewalls/azure-firewall/options.js';

export const POLICY = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/egress';

export const cidr = (text: string): Cidr => orThrow(parseCidr(text, 'test'));

export const SOURCES = [cidr('10.20.0.0/16')];

interface Extra {
  readonly sources?: readonly Cidr[];
  readonly path?: string;
  readonly inspect?: 'forbid';
  readonly direction?: 'egress' | 'ingress';
}

/** `flow('api', 'tcp 443 tls', 'api.x.com')`: what the row `acme/api` asks for from 10.20.0.0/16. */
export function flow(requirement: string, opening: string, to: string, extra: Extra = {}): Flow {
  const [protocol, ports, application] = opening.split(' ') as [Protocol, string, Application];
  const destination = /^[\d.]+(\/\d+)?$|:/.test(to) ? cidr(to) : orThrow(parsePattern(to, 'test')).patterns[0];
  if (destination === undefined) throw new Error(to);
  const origins: readonly Origin[] = [{ vendor: 'acme', requirement }];
  return { direction: 'egress', protocol, ports: orThrow(parsePorts(ports, 'test')), sources: SOURCES, destination, application, origins, ...extra };
}

export const optionsOf = (given: object = {}): AzureFirewallOptions => orThrow(readOptions(azureFirewallOptions, { firewallPolicyId: POLICY, ...given }, 'azure-firewall'));

export const contextOf = (given: object = {}): Context => ({
  site: 'office',
  sources: SOURCES,
  options: optionsOf(given),
  namesBehind: false,
  vendor: { id: 'acme', name: 'Acme', priority: 500 },
});
