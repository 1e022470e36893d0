import { formatPeer } from '../../model/cidr.js';
import type { Context } from './options.js';
import type { Firewall, FirewallPolicy, LogDestination } from './rules.js';

/** A policy of the site's own, in strict order, that drops and reports what no group passes. */
export function policyOf({ site, sources, options }: Context): FirewallPolicy {
  return {
    name: `vendor-egress-${site}`,
    description: `vendor-egress: what ${site} may open`,
    defaultActions: [options.defaultAction, options.defaultAction.replace('aws:drop_', 'aws:alert_')],
    homeNet: sources.map(formatPeer),
  };
}

export function firewallOf({ site, options: { firewall } }: Context): Firewall | undefined {
  return firewall && { ...firewall, name: firewall.name ?? `vendor-egress-${site}` };
}

/** Both logs go to the one place given. */
export function logsOf({ options: { logging } }: Context): readonly LogDestination[] {
  const types = ['ALERT', 'FLOW'] as const;
  const { cloudWatchLogGroup, s3Bucket } = logging ?? {};
  return [
    ...(cloudWatchLogGroup === undefined ? [] : types.map((logType) => ({ logType, logDestinationType: 'CloudWatchLogs', logDestination: { logGroup: cloudWatchLogGroup } }) as const)),
    ...(s3Bucket === undefined ? [] : types.map((logType) => ({ logType, logDestinationType: 'S3', logDestination: { bucketName: s3Bucket } }) as const)),
  ];
}
