import type { Problem } from '../model/diagnostic.js';
import type { Application, Direction, Protocol } from '../model/protocol.js';
import type { OptionTable } from '../model/option.js';

/** Where a page was read, and when. */
export interface Source {
  readonly title: string;
  /** Address of the page; without it the file name has to do. */
  readonly url?: string;
  /** File name of the copy that was read, and its SHA-256 in hex. */
  readonly file?: string;
  readonly sha256?: string;
  /** YYYY-MM-DD. */
  readonly read: string;
}

/** Lines of the copy that was read, from 1, both included: `22` or `22-27`. */
export type Lines = string;

/** Static, or worked out from the options. */
export type From<O, T> = T | ((options: O) => T);

/** A protocol, its ports as the page prints them (`80, 443, 4700-5000`), and what they carry. */
export interface Opening {
  readonly protocol: Protocol;
  readonly ports: string;
  readonly application: Application;
}

/**
 * `required`, `recommended` and `optional` are the page's word; `include` and `exclude` of the site decide on the last
 * two. A feature is an option of type flag, or one value of an option that lists some: on, the row is required; off, it
 * is left out.
 */
export type Necessity = 'required' | 'recommended' | 'optional' | { readonly feature: string; readonly value?: string };

/** Shared by all that a page says. */
export interface Passage {
  /** Key into `sources`. */
  readonly source: string;
  /** Which lines say it; several where a page repeats itself. */
  readonly lines: readonly Lines[];
  /** The words that say it, short and to the letter. */
  readonly quote: string;
}

/** One row of a page. */
export interface Requirement<O = never> extends Passage {
  /** Lower case, digits and hyphens; unique in the document and never reused. */
  readonly id: string;
  /** What it is for, in a few words. */
  readonly about: string;
  readonly necessity: Necessity;
  /** A condition beyond necessity, and the words for when it does not hold. */
  readonly when?: { readonly holds: (options: O) => boolean; readonly otherwise: string };
  /** Who opens the connection. Default: `egress`. */
  readonly direction?: Direction;
  readonly opens: From<O, readonly Opening[]>;
  /** Names (`x`, `*.x`, `.x`), URLs without scheme (`x/path/*`), addresses or CIDRs. */
  readonly to: From<O, readonly string[]>;
  /** Sources. Ingress: needed, and never any unless `exposed`. Egress: default the sources of the site. */
  readonly from?: (options: O) => readonly string[];
  /** Ingress from every address is meant: the site exposes it to the internet on purpose. Default: never. */
  readonly exposed?: From<O, boolean>;
  /** The destination is the user's own: it may be private. Ingress always is. */
  readonly ownServer?: boolean;
  /** Rows of one group are alternatives: the options choose one, they are never added up. */
  readonly oneOf?: string;
  /** What the vendor falls back to when this is closed; a required row with a fallback may be omitted. */
  readonly fallback?: string;
  /** Why this is not to the letter what the page says: a join, a corrected typo, a protocol it leaves out. */
  readonly inferred?: string;
  /** Labels as the page prints them, where they differ from what was read: `https` on UDP 5055. */
  readonly asPublished?: string;
  /** The page forbids TLS inspection of it. */
  readonly inspect?: From<O, 'forbid' | undefined>;
  /** Something whoever opens this should know. */
  readonly caution?: string;
}

/** A passage that is no requirement: advice, context, or a row that asks for nothing. */
export interface Note extends Passage {
  /** Why nothing is opened for it. */
  readonly why: string;
}

/** A vendor's page, written down once. */
export interface VendorDocument<T extends OptionTable = OptionTable, O = never> {
  /** Lower case, digits and hyphens: `alleo`. */
  readonly id: string;
  readonly name: string;
  readonly sources: Readonly<Record<string, Source>>;
  readonly options: T;
  readonly requirements: readonly Requirement<O>[];
  readonly notes: readonly Note[];
  /** The page forbids addresses in place of names; quote it. */
  readonly namesOnly?: Passage;
  /** What has to hold between options. Problems are relative to `where`. */
  readonly check?: (options: O, where: string) => readonly Problem[];
  /** What whoever chooses these options should know. */
  readonly cautions?: (options: O) => readonly string[];
}
