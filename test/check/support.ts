import type { Deployed } from '../../src/firewalls/firewall.js';
import { orThrow } from '../../src/model/diagnostic.js';
import type { RaisedLimits } from '../../src/model/limit.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import type { JsonMap } from '../../src/terraform/json.js';
import { readConfiguration } from '../../src/terraform/read-configuration.js';

/** Resources by type and name, as a configuration that somebody wrote. */
export const configOf = (resource: unknown): TerraformConfig => orThrow(readConfiguration([{ name: 'main.tf.json', json: { resource } as JsonMap }]));

export const deployed = (site: string, config: TerraformConfig, raised: readonly RaisedLimits[] = []): Deployed => ({ sites: [site], config, raised });
