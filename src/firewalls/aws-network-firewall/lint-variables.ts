import type { Problem } from '../../model/diagnostic.js';
import type { Resource, ValueMap } from '../../terraform/config.js';
import { blockOf, blocksOf, describeValue, listOf, textOf } from '../../terraform/values.js';
import type { PlacedRule } from './lint-rules.js';

/** Variables that a policy or the service fills in. */
const STANDARD = ['HOME_NET', 'EXTERNAL_NET'];

/** Names that rules use and nobody declares, names in a form that is refused, and references given twice. */
export function lintVariables({ address, values }: Resource, rules: readonly PlacedRule[]): readonly Problem[] {
  const block = blockOf(values['rule_group']);
  const own = blockOf(block['rule_variables']);
  const references = blocksOf(blockOf(block['reference_sets'])['ip_set_references']);
  const keysOf = (blocks: typeof references): readonly string[] => blocks.flatMap(({ key }) => textOf(key) ?? []);
  const sets = [...keysOf(blocksOf(own['ip_sets'])), ...keysOf(blocksOf(own['port_sets']))];
  const known = { $: [...STANDARD, ...sets], '@': keysOf(references) };
  return [
    ...[...sets, ...known['@']].flatMap((name) => (/^[A-Za-z][A-Za-z0-9_]{0,31}$/.test(name) ? [] : [{ where: `${address} ${name}`, expected: 'a variable name of letters, digits and underscores, a letter first, at most 32', got: `"${name}"` }])),
    ...rules.flatMap((rule) => undeclared(rule, known)),
    ...emptySets(address, [...blocksOf(own['ip_sets']).map((set) => [set, 'ip_set'] as const), ...blocksOf(own['port_sets']).map((set) => [set, 'port_set'] as const)]),
    ...repeated(address, references.map((each) => describeValue(blockOf(each['ip_set_reference'])['reference_arn']))),
  ];
}

function undeclared({ where, rule }: PlacedRule, known: Readonly<Record<'$' | '@', readonly string[]>>): readonly Problem[] {
  if (rule === undefined) return [];
  const header = [rule.source, rule.sourcePort, rule.destination, rule.destinationPort].join(' ');
  const used = [...header.matchAll(/([$@])(\w+)/g)].map(([, sign, name]) => ({ sign: sign === '@' ? ('@' as const) : ('$' as const), name: name ?? '' }));
  return used.filter(({ sign, name }) => !known[sign].includes(name)).map(({ sign, name }) => ({ where, expected: `${sign}${name} declared in ${sign === '@' ? 'reference_sets' : 'rule_variables'} of the group`, got: 'nothing' }));
}

function emptySets(address: string, sets: readonly (readonly [ValueMap, 'ip_set' | 'port_set'])[]): readonly Problem[] {
  return sets.flatMap(([set, inner]) => {
    const { definition } = blockOf(set[inner]);
    return listOf(definition).length > 0 ? [] : [{ where: `${address} ${textOf(set['key']) ?? inner}`, expected: 'at least one value in its definition', got: 'an empty list' }];
  });
}

const repeated = (address: string, arns: readonly string[]): readonly Problem[] =>
  [...new Set(arns.filter((arn, index) => arns.indexOf(arn) !== index))].map((arn) => ({ where: `${address}.reference_sets`, expected: 'each list under one name', got: `${arn} under several` }));
