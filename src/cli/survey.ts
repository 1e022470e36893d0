import type { SitePlan } from '../site/plan-site.js';
import { planSitesOrThrow } from '../site/plan-sites.js';
import { sharersOf } from '../site/sharers.js';
import type { Configurations } from './configurations.js';
import { sitesOf } from './project.js';

/** The sites that were asked about, and what has to be known of others for that. */
export interface Survey {
  readonly plans: readonly SitePlan[];
  /** Sites that mean to use a firewall of these. Of a thousand sites with nothing in common none is planned for another. */
  readonly others: readonly SitePlan[];
  readonly configs: Configurations;
}

/** Plans the sites that were named, all when none is, with those they share firewalls with; `read` is given both. */
export function survey(stacks: string, ids: readonly string[], read: (plans: readonly SitePlan[], others: readonly SitePlan[]) => Configurations): Survey {
  const wanted = sitesOf(stacks, ids);
  const planned = planSitesOrThrow(ids.length === 0 ? wanted : sharersOf(wanted, sitesOf(stacks)));
  const isWanted = ({ id }: { readonly id: string }): boolean => wanted.some((site) => site.id === id);
  const plans = planned.filter(isWanted);
  const others = planned.filter((plan) => !isWanted(plan));
  return { plans, others, configs: read(plans, others) };
}
