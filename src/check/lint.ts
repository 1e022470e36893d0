import type { FirewallKind } from '../firewalls/firewall.js';
import { type Problem, formatProblem } from '../model/diagnostic.js';
import type { TerraformConfig } from '../terraform/config.js';

/** What the clouds would refuse in a configuration, beside others, or what does not do what it seems to; each problem once, sorted by place. */
export function lint(kinds: readonly FirewallKind[], config: TerraformConfig, others: readonly TerraformConfig[] = []): readonly Problem[] {
  const problems = kinds.flatMap((kind) => kind.lint?.(config, others) ?? []);
  const once = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem);
}
