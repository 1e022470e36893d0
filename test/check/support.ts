import type { Deployed } from '../../src/firewalls/firewall.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { type Cidr, parseCidr } from '../../src/model/cidr.js';
import type { RaisedLimits } from '../../src/model/limit.js';
import type { Meter } from '../../src/model/meter.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import type { JsonMap } from '../../src/terraform/json.js';
import { readConfiguration } from '../../src/terraform/read-configuration.js';

export const cidr = (text: string): Cidr => orThrow(parseCidr(text, 'test'));

/** Resources by type and name, as a configuration that somebody wrote. */
export const configOf = (resource: unknown): TerraformConfig => orThrow(readConfiguration([{ name: 'main.tf.json', json: { resource } as JsonMap }]));

export const deployed = (site: string, config: TerraformConfig, raised: readonly RaisedLimits[] = []): Deployed => ({ sites: [site], config, raised });

/** Meters as `name used/limit: shares`, by point. */
export function readings(meters: readonly Meter[]): Readonly<Record<string, readonly string[]>> {
  const lines = meters.map(({ point, name, used, limit, filledBy, unread, advisory }) => {
    const shares = filledBy.map(({ who, amount }) => `${who} ${amount}`).join(', ');
    return [point, `${name} ${used}/${limit}${shares === '' ? '' : `: ${shares}`}${unread === undefined ? '' : ` or more: ${unread}`}${advisory === undefined ? '' : ' (advice)'}`] as const;
  });
  return Object.fromEntries([...new Set(lines.map(([point]) => point))].map((point) => [point, lines.filter(([each]) => each === point).map(([, line]) => line)]));
}
