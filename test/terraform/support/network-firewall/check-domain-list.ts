/**
 * What Network Firewall refuses in a domain list. A target is a name, or a dot and a name for that name and all below;
 * `*.`, a scheme or a path have no form. Two targets that differ only in the leading dot count as duplicates.
 */
import { invalid } from './aws-error.js';
import type { RulesSourceList } from './model.js';

const CONTEXT = 'RulesSource.RulesSourceList';
const NAME = /^\.?(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)*[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;
const KINDS = ['ALLOWLIST', 'DENYLIST', 'REJECTLIST', 'ALERTLIST'];
const TARGET_TYPES = ['TLS_SNI', 'HTTP_HOST'];

/**
 * Checks a domain list and returns the capacity it takes: targets x types + types + 1. Published formulas differ by
 * one; this is the measured one and the largest, so that a group that passes here passes there.
 */
export function checkDomainList(list: RulesSourceList): number {
  const { Targets: targets = [], TargetTypes: types = [] } = list;
  if (targets.length === 0) throw invalid('Targets cannot be null or empty', { context: `${CONTEXT}.Targets` });
  if (types.length === 0) throw invalid('TargetTypes cannot be null or empty', { context: `${CONTEXT}.TargetTypes` });
  mustBeOneOf('GeneratedRulesType', list.GeneratedRulesType, KINDS);
  for (const type of types) mustBeOneOf('TargetTypes', type, TARGET_TYPES);
  targets.forEach(checkFormat);
  checkDuplicates(targets);
  return targets.length * types.length + types.length + 1;
}

function mustBeOneOf(member: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined || !allowed.includes(value)) throw invalid(`${member} is invalid`, { parameter: value ?? '', context: `${CONTEXT}.${member}` });
}

function checkFormat(target: string, at: number): void {
  if (NAME.test(target) && target.length <= 255) return;
  throw invalid('Targets has invalid format', { parameter: target, context: `${CONTEXT}.Targets[${at}]` });
}

/** Measured: [.example.com, example.com] is refused, [Example.com, example.com] is not. */
function checkDuplicates(targets: readonly string[]): void {
  const seen = new Set<string>();
  targets.forEach((target, at) => {
    const bare = target.replace(/^\./, '');
    if (seen.has(bare)) throw invalid('Targets has duplicate values', { parameter: bare, context: `${CONTEXT}.Targets[${at}]` });
    seen.add(bare);
  });
}
