import { wordTable } from '../../model/word-table.js';
import { appLayerOf } from './read-protocol.js';
import type { RuleOption, SuricataRule } from './read-suricata.js';

/**
 * What Suricata does not load though every word of it can be read; AWS then takes no rule of the group. Tried with
 * Suricata 7.0.10 on 2026-11-20. Where a content stands wrongly, read-contents.ts says so.
 */
export function refusalsOf({ protocol, options }: SuricataRule): readonly string[] {
  const values = (name: string): readonly string[] => options.flatMap((option) => (option.name === name ? [option.value ?? ''] : []));
  const once = ['sid', 'msg', 'flow'].filter((name) => values(name).length > 1).map((name) => `${name} twice`);
  const isApart = appLayerOf(protocol) !== undefined && values('app-layer-protocol').length > 0;
  const isOther = values('ip_proto').length > 0 && !/^(?:ip|any)$/i.test(protocol);
  return [
    ...(values('sid').length === 0 ? ['no sid'] : []),
    ...once,
    ...options.filter(isMalformed).map(({ name, value }) => `${name}:${value ?? ''}`),
    ...(isApart ? [`app-layer-protocol beside the protocol ${protocol}`] : []),
    ...(isOther ? [`ip_proto beside the protocol ${protocol}`] : []),
    ...(areOfFlow(values('flow')) ? [] : [`flow:${values('flow').join('; flow:')}`]),
  ].map((what) => `${what}, which Suricata refuses`);
}

const FORMS = wordTable<RegExp>({ sid: /^0*[1-9]\d*$/, rev: /^0*[1-9]\d*$/, priority: /^\d+$/, msg: /^"[\s\S]*"$/ });

const isMalformed = ({ name, value = '' }: RuleOption): boolean => FORMS[name]?.test(value) === false || (name === 'sid' && Number(value) > 0xffffffff);

/** Words of `flow` by what they are about: of each the rule says one. */
const ABOUT = wordTable<string>({
  ...{ to_server: 'side', from_client: 'side', to_client: 'side', from_server: 'side' },
  ...{ established: 'state', not_established: 'state', stateless: 'state' },
  ...{ no_stream: 'stream', only_stream: 'stream' },
  ...{ no_frag: 'fragments', only_frag: 'fragments' },
});

function areOfFlow(values: readonly string[]): boolean {
  const words = values.flatMap((value) => value.split(',').map((word) => word.trim().toLowerCase()));
  const about = words.map((word) => ABOUT[word]);
  return !about.includes(undefined) && new Set(about).size === about.length;
}
