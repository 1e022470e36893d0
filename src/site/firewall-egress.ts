import type { Construct } from 'constructs';
import type { Firewall } from '../firewalls/firewall.js';
import type { OptionTable, OptionsInput } from '../model/option.js';
import { SiteEgress, siteIdOf } from './construct.js';
import { type Site, defineSite } from './site.js';
import { splitProps } from './split-props.js';

/** What a site is, without its firewalls: there is one, and its options stand beside these. */
export interface FirewallEgressProps extends Omit<Site, 'id' | 'through'> {
  /** Name of the site in resource names. Default: the id of the construct, in lower case. */
  readonly site?: string;
}

type Props<T extends OptionTable> = FirewallEgressProps & OptionsInput<T>;

/** Names that no option of a kind may have, because they describe the site. */
export const SITE_PROPS = ['site', 'sources', 'vendors', 'accept', 'permits', 'denies', 'unproved'] as const;

/**
 * A construct for one kind of firewall: `class AzureFirewallEgress extends firewallEgress(azureFirewall) {}`. It plans
 * as a site with this one firewall does, and refuses as much: a kind that needs another in series cannot stand alone.
 */
export function firewallEgress<T extends OptionTable, R>(firewall: Firewall<T, R>): new (scope: Construct, id: string, props: Props<T>) => SiteEgress {
  return class extends SiteEgress {
    constructor(scope: Construct, id: string, props: Props<T>) {
      const [{ site = siteIdOf(id), ...rest }, given] = splitProps<FirewallEgressProps, (typeof SITE_PROPS)[number]>(props, SITE_PROPS);
      // The options are read with the site; the signature of a kind with needed options is stricter than a record.
      const through = [(firewall as (options: unknown) => ReturnType<Firewall<T, R>>)(given)];
      super(scope, id, { site: defineSite({ ...rest, id: site, through }) });
    }
  };
}
