import type { Resource, TerraformConfig, ValueMap } from '../../terraform/config.js';
import { type Placement, anyPlacement, held, heldAmong, joinPlacements, misplaced, note, speaker } from '../../terraform/placement.js';
import { blockOf, isMap, listOf } from '../../terraform/values.js';
import type { Options } from './options.js';

const TYPES = ['ALERT', 'FLOW'];

/** Do both logs of the firewall go where the site says? */
export function logged(config: TerraformConfig, logging: NonNullable<Options['logging']>, configurations: readonly Resource[], firewalls: readonly Resource[]): Placement {
  const [key, target] = logging.cloudWatchLogGroup === undefined ? ['bucketName', logging.s3Bucket ?? ''] : ['logGroup', logging.cloudWatchLogGroup];
  const each = configurations.map((configuration) => {
    const firewall = speaker(configuration)('firewall_arn');
    const named = firewalls.map(({ address }) => address).join(' or ') || 'a firewall that is made here';
    return joinPlacements([heldAmong(config, firewall, named, firewalls, 'arn or id'), ...TYPES.map((type) => heldTarget(configuration, type, key, target))]);
  });
  return anyPlacement(each, misplaced('aws_networkfirewall_logging_configuration', `logs in ${target}`, 'none'));
}

function heldTarget({ address, values }: Resource, type: string, key: string, target: string): Placement {
  const where = `${address} ${type} ${key}`;
  const destinations = listOf(blockOf(values['logging_configuration'])['log_destination_config']);
  const found = destinations.find((each): each is ValueMap => isMap(each) && each['log_type'] === type);
  if (found !== undefined) return held({ where, value: blockOf(found['log_destination'])[key] }, target);
  return destinations.every((each) => isMap(each) && typeof each['log_type'] === 'string') ? misplaced(where, target, 'nothing') : note(`${where}: whether it is ${target} is not known here`);
}
