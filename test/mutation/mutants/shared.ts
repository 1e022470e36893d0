import type { Mutant } from '../support/mutant.js';

const mutant = (file: string, name: string, find: string, replace: string, survives?: string): Mutant => ({ name, file: `${file}.ts`, find, replace, ...(survives === undefined ? {} : { survives }) });

const TOWARD = 'const own = flow.sources.filter(({ family }) => family === destination.family);';

/** What every kind's rules are made of. */
export const mutants: readonly Mutant[] = [
  mutant('optimise/join-ports', 'the ports of the first flow alone', 'joinPortRanges(group.flatMap((flow) => flow.ports))', 'joinPortRanges(group[0].ports)'),
  mutant('optimise/join-ports', 'all between the first port and the last', 'joinPortRanges(group.flatMap((flow) => flow.ports))', '[{ from: Math.min(...group.flatMap((flow) => flow.ports).map(({ from }) => from)), to: Math.max(...group.flatMap((flow) => flow.ports).map(({ to }) => to)) }]'),
  mutant('optimise/join-ports', 'flows of other protocols joined', '`${flowKey(flow)}|${formatDestination(flow.destination)}`', 'formatDestination(flow.destination)'),
  mutant('optimise/join-prefixes', 'the first of several networks', 'return destinations.map(', 'return destinations.slice(0, 1).map('),
  mutant('optimise/join-prefixes', 'networks alone', 'return [...named, ...groups.flatMap(joined)]', 'return [...named.slice(0, 0), ...groups.flatMap(joined)]'),
  mutant('optimise/join-prefixes', 'networks of other protocols joined', '`${flowKey(flow)}|${formatPorts(flow.ports)}|', '`${formatPorts(flow.ports)}|'),
  mutant('optimise/drop-covered', 'a flow dropped for one to the same place', 'sameWay(kept.flow, flow) && coversFlow(kept.flow, flow)', 'sameWay(kept.flow, flow)'),
  mutant('optimise/drop-covered', 'covered flows kept in place of what covers them', 'else cover.covered.push(flow);', 'else { cover.covered.push(flow); index.byDestination.delete(formatDestination(cover.flow.destination)); keep(flow, index); }'),
  mutant('site/resolve-media', 'any IPv4 address alone', '[anyOf(4), anyOf(6)]', '[anyOf(4)]'),
  mutant('site/resolve-media', 'one protocol opened for all', '=> `${protocol} ${formatPorts(ports)}`', '=> formatPorts(ports)'),
  mutant('site/resolve-media', 'the rest of a row lost beside pinned media', 'flows: [...rest, ...pinned]', 'flows: pinned'),
  mutant('site/resolve-media', 'the rest of a row lost beside opened media', 'flows: [...rest, ...everywhere]', 'flows: everywhere'),
  mutant('site/resolve-media', 'the rest of a row lost beside omitted media', "flows: rest, media: 'omitted'", "flows: rest.slice(0, 0), media: 'omitted'"),
  mutant('site/resolve-media', 'media omitted where it is not to be', "vendor.media.mode === 'omit'", "vendor.media.mode !== 'published-cidrs'"),
  mutant('site/resolve-media', 'all of a row omitted', "row: left, omission, problems: [] };", "row: { ...left, flows: [] }, omission, problems: [] };"),
  mutant('site/plan-site', 'the first row forgotten', 'media.rows.flatMap((row) => row.flows)', 'media.rows.slice(1).flatMap((row) => row.flows)'),
  mutant('site/resolve-media', 'the first pinned network alone', 'toward(flow, cidrs))', 'toward(flow, cidrs.slice(0, 1)))'),
  mutant('site/resolve-media', 'opened from the first source alone', TOWARD, TOWARD.replace(';', '.slice(0, 1);')),
  mutant('site/resolve-media', 'media of any family from any', TOWARD, 'const own = flow.sources.filter(() => destination.prefix >= 0);'),
];
