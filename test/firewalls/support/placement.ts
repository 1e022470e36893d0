import type { Firewall } from '../../../src/firewalls/firewall.js';
import { formatProblem, orThrow } from '../../../src/model/diagnostic.js';
import type { OptionTable } from '../../../src/model/option.js';
import { readOptions } from '../../../src/model/read-options.js';
import type { TerraformConfig } from '../../../src/terraform/config.js';
import type { JsonMap } from '../../../src/terraform/json.js';
import { readPlan } from '../../../src/terraform/read-plan.js';
import { configOf } from '../../check/support.js';

/** What a kind says of where rules stand, in sentences. */
export interface Said {
  readonly misplaced: readonly string[];
  readonly notes: readonly string[];
}

export const RIGHT: Said = { misplaced: [], notes: [] };

/** Of resources as somebody wrote them, for a site with these options; `own`: how addresses of the site's own begin. */
export function placed<T extends OptionTable, R>({ kind }: Firewall<T, R>, given: object, resource: unknown, own = ''): Said {
  return placedIn({ kind }, given, configOf(resource), own);
}

export function placedIn<T extends OptionTable, R>({ kind }: Pick<Firewall<T, R>, 'kind'>, given: object, config: TerraformConfig, own = ''): Said {
  const options = orThrow(readOptions(kind.options, given, kind.id));
  const placement = kind.attached?.(config, options, ({ address }) => address.split('.')[1]?.startsWith(own) === true);
  if (placement === undefined) throw new Error(`${kind.id}: expected attached, got nothing`);
  return { misplaced: placement.misplaced.map(formatProblem), notes: placement.notes };
}

/** A plan of resources; what is written `?` is known after apply, by the reference that follows it. */
export function planOf(planned: Readonly<Record<string, Readonly<Record<string, string>>>>): TerraformConfig {
  const addresses = Object.keys(planned);
  const of = (address: string, open: boolean): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(planned[address] ?? {}).filter(([, value]) => value.startsWith('?') === open));
  const json = {
    planned_values: { root_module: { resources: addresses.map((address) => ({ address, type: address.split('.')[0], mode: 'managed', values: of(address, false) })) } },
    resource_changes: addresses.map((address) => ({ address, change: { after_unknown: Object.fromEntries(Object.keys(of(address, true)).map((key) => [key, true])) } })),
    configuration: { root_module: { resources: addresses.map((address) => ({ address, expressions: Object.fromEntries(Object.entries(of(address, true)).map(([key, value]) => [key, { references: value.slice(1) === '' ? [] : [value.slice(1)] }])) })) } },
  };
  return orThrow(readPlan(json as unknown as JsonMap, 'plan.json'));
}
