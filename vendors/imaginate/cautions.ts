import type { Options } from './options.js';
import { usesAssist } from './servers.js';

/** What whoever chooses these options should know. */
export const cautions = (options: Options): readonly string[] => [
  ...(options.communicationServer === undefined
    ? ['the communication service in the cloud has neither host nor port on the page ("Either UDP or TCP ports also need to be opened for Atom"): nothing is opened for it; ask Imaginate, or give communicationServer']
    : []),
  ...(pinsPublished(options) ? ["Imaginate's addresses are pinned as published, read 2026-11-20; they may move: compare them with the names now and then"] : []),
  ...(hasOpaque(options) && options.pinOpaque !== 'ip'
    ? ['TURN and communication by name: a firewall that cannot match names on raw TCP or UDP refuses them; pinOpaque: ip gives it the published address, media another way']
    : []),
  ...(options.deployment === 'ownCloud' ? ["the page asks for its own addresses with your own cloud too; your servers stand in their place, and Imaginate's are not opened"] : []),
];

const pinsPublished = (options: Options): boolean =>
  options.deployment === 'imaginateCloud' && (options.pin !== 'name' || (usesAssist(options) && options.pinOpaque !== 'name'));

const hasOpaque = (options: Options): boolean => usesAssist(options) || options.communicationServer !== undefined;
