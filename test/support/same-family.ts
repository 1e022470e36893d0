import { EVERYTHING, type Space, V4_ADDRESSES, V6_ADDRESSES, intersect } from '../../src/model/space.js';

const SAME: Space = [
  { ...EVERYTHING, source: V4_ADDRESSES, address: V4_ADDRESSES },
  { ...EVERYTHING, source: V6_ADDRESSES, address: V6_ADDRESSES },
];

/** Packets that can exist: from IPv4 to IPv4, or from IPv6 to IPv6. A flow to a name asks for both of every source. */
export const sameFamily = (space: Space): Space => intersect(space, SAME);
