import { type Condition, type Reading, clear, either, mayAsk, on, unclear, uncertain } from '../../model/condition.js';
import { below, exactly } from '../../model/domain-pattern.js';
import type { FilterLine } from '../../model/filter.js';
import { lately } from '../../model/memo.js';
import { SOME_NAME, nameSet, namesEndingIn } from '../../model/space.js';
import type { Value } from '../../terraform/config.js';
import { describeValue } from '../../terraform/values.js';

/**
 * A target FQDN (firewall-faq, 2025-07-01): a star stands leftmost alone and holds anything to its right end. `*.x` holds
 * every name below `x` and not `x`; `*x` also `x` and `anyx`; a lone `*` every name.
 */
export const readFqdn = lately((text: string): Reading<string> | undefined => {
  const name = text.toLowerCase();
  if (name === '*') return clear(SOME_NAME);
  const [, star, rest = ''] = /^(\*?)([^*\s/:]+)$/.exec(name) ?? [];
  if (star === undefined) return undefined;
  if (star === '') return rest.startsWith('.') ? unclear(nameSet([exactly(rest.slice(1)), below(rest.slice(1))]), `${text}, which is no form of Azure`) : clear(nameSet([exactly(rest)]));
  return clear(rest.startsWith('.') ? nameSet([below(rest.slice(1))]) : namesEndingIn(rest));
});

/**
 * Target URLs. A path is on no axis of a packet: what permits one path of a host lets the connection to the host pass,
 * and what denies one does not stop it.
 */
export const readUrls = (urls: readonly Value[], action: FilterLine['action'] | undefined): Condition => either(urls.map((url) => readUrl(url, action)));

function readUrl(url: Value, action: FilterLine['action'] | undefined): Condition {
  if (typeof url !== 'string') return mayAsk({ name: SOME_NAME }, `${describeValue(url)} is not known here`);
  const names = readFqdn(url.split('/')[0] ?? '');
  const words = `of its host only the path of ${url}`;
  if (names === undefined) return mayAsk({ name: SOME_NAME }, `${url} cannot be read`);
  const condition = on('name', { ...names, unread: [...names.unread, words] });
  return action === 'permit' ? condition : uncertain(condition);
}
