/** DescribeLoggingConfiguration and UpdateLoggingConfiguration: one destination may change in a call. */
import { AwsError } from './aws-error.js';
import type { Input, LogDestinationConfig, Operation, StoredFirewall } from './model.js';
import { find, type Store } from './store.js';

export function loggingOperations(store: Store): Readonly<Record<string, Operation>> {
  return {
    DescribeLoggingConfiguration: (input) => answer(find(store.firewalls, input, 'Firewall')),
    UpdateLoggingConfiguration: (input) => update(store, input),
  };
}

function update(store: Store, input: Input): object {
  const firewall = find(store.firewalls, input, 'Firewall');
  const { LogDestinationConfigs: wanted = [] } = (input['LoggingConfiguration'] ?? {}) as { LogDestinationConfigs?: readonly LogDestinationConfig[] };
  if (changes(firewall.logging, wanted) > 1) {
    throw new AwsError('InvalidRequestException', 'Given logging configuration attempts to create/modify multiple log destination configs');
  }
  firewall.logging = wanted;
  return answer(firewall);
}

/** A destination is known by its log type; adding, removing and changing one each count as one change. */
function changes(before: readonly LogDestinationConfig[], after: readonly LogDestinationConfig[]): number {
  const types = new Set([...before, ...after].map((config) => config.LogType));
  const text = (configs: readonly LogDestinationConfig[], type: string): string => {
    const config = configs.find((one) => one.LogType === type);
    return JSON.stringify([config?.LogDestinationType, Object.entries(config?.LogDestination ?? {}).sort()]);
  };
  return [...types].filter((type) => text(before, type) !== text(after, type)).length;
}

function answer(firewall: StoredFirewall): object {
  const LoggingConfiguration = firewall.logging.length === 0 ? undefined : { LogDestinationConfigs: firewall.logging };
  return { FirewallArn: firewall.arn, FirewallName: firewall.name, LoggingConfiguration };
}
