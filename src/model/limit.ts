import { type Option, type OptionsInput, type OptionsOf, group, integer, optional } from './option.js';

/** A number of the cloud, or of ours with its reason. */
export interface Limit {
  readonly value: number;
  /** Where it was read, or why it is what it is. */
  readonly source: string;
  /** When it was read. */
  readonly read: string;
}

/** A limit that what is deployed is held to. */
export interface Quota extends Limit {
  /** What is counted: `rules of one security group in one direction and one address family`. */
  readonly what: string;
  /** The cloud raises it on request; a site says so in `limits`. */
  readonly adjustable: boolean;
}

export type QuotaTable = Readonly<Record<string, Quota>>;

/** What the cloud raised a quota to, by its name. */
export type RaisedLimits = Readonly<Record<string, number | undefined>>;

export const quota = ({ value, source, read }: Limit, what: string): Quota & { readonly adjustable: false } => Object.freeze({ value, source, read, what, adjustable: false });

export const adjustable = ({ value, source, read }: Limit, what: string): Quota & { readonly adjustable: true } => Object.freeze({ value, source, read, what, adjustable: true });

type Adjustable<T extends QuotaTable> = { readonly [K in keyof T as T[K]['adjustable'] extends true ? K : never]: Option<number, number | undefined, 'optional'> };

/** Quotas are counted in thousands, rules strings in bytes: what is above this is a slip. */
const HIGHEST = 100_000_000;

/** The option `limits` of a kind: the quotas of the table that the cloud raises. */
export function limitsOption<T extends QuotaTable>(table: T): Option<OptionsInput<Adjustable<T>>, OptionsOf<Adjustable<T>> | undefined, 'optional'> {
  const raised = Object.entries(table).filter(([, each]) => each.adjustable);
  const options = raised.map(([name, { what, value }]) => [name, optional(integer(`${what}; by default ${value}`, 1, HIGHEST))]);
  return optional(group('quotas that the cloud raised for you', Object.fromEntries(options) as unknown as Adjustable<T>));
}
