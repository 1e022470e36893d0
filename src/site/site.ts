import type { Enforcement, Loss } from '../firewalls/firewall.js';
import { EgressError, shown } from '../model/diagnostic.js';
import type { VendorSelection } from '../vendor/define-vendor.js';

/** What a site lives with beyond what one row asks for. */
export interface Acceptance {
  readonly why: string;
  /** Default: any loss of the row, today's and a later one. */
  readonly loses?: readonly Loss[];
}

/** An office, a VNet or a VPC: who sits there, which vendors they use, and what their traffic crosses on its way out. */
export interface Site {
  /** Lower case, digits and hyphens, a letter first, at most 40 characters: it becomes part of resource names. */
  readonly id: string;
  /** Addresses of the site, as CIDRs; never every address. */
  readonly sources: readonly string[];
  /** By priority, 100 to 65000: where the cloud orders rules by number, this is the vendor's. One vendor, one number. */
  readonly vendors: Readonly<Record<number, VendorSelection>>;
  /** The firewalls the traffic crosses one after the other; all have to permit it. */
  readonly through: readonly Enforcement[];
  /** Widenings this site lives with, by `vendor/requirement`: why, for any loss; or why for some losses. */
  readonly accept?: Readonly<Record<string, string | Acceptance>>;
  /** Packets that must pass, held by the proof: `443/tcp api.withalleo.com`. The site's own side, where it is not given, is the site's addresses. */
  readonly permits?: readonly string[];
  /** Packets of which none may pass: `22/tcp 0.0.0.0/0`. */
  readonly denies?: readonly string[];
  /** Why this site may be deployed although it is not proved. Without it an unproved site is not synthesized. */
  readonly unproved?: string;
}

/** Names a site. It is checked when it is planned, so that the problems of all sites are listed together. */
export function defineSite(site: Site): Site {
  if (typeof site === 'object' && site !== null) return Object.freeze(site);
  // Nothing that could be found and planned later.
  throw new EgressError([{ where: 'defineSite', expected: 'an object with id, sources, vendors and through', got: shown(site) }]);
}
