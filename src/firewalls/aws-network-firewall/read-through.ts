import type { Bounds } from '../../model/filter.js';
import { type Space, joinBoxes, subtract } from '../../model/space.js';
import { isExact } from './read-within.js';

/** What went through so far. Joined when it is asked for: rules of one kind mostly stand together. */
export class Through {
  private readonly added: Bounds[] = [];
  private joined: Bounds | undefined;

  add(bounds: Bounds): void {
    this.added.push(bounds);
    this.joined = undefined;
  }

  bounds(): Bounds {
    this.joined ??= joinBounds(this.added);
    return this.joined;
  }
}

/** What any of them holds. */
export function joinBounds(all: readonly Bounds[]): Bounds {
  const most = joinBoxes(all.flatMap((each) => each.most));
  return all.every(isExact) ? same(most) : { least: joinBoxes(all.flatMap(({ least }) => least)), most };
}

/** Without what went through before. */
export function less(bounds: Bounds, through: Bounds): Bounds {
  if (through.most.length === 0 || bounds.most.length === 0) return bounds;
  const most = subtract(bounds.most, through.least);
  return isExact(bounds) && isExact(through) ? same(most) : { least: subtract(bounds.least, through.most), most };
}

/** The packets, exactly. */
export const same = (space: Space): Bounds => ({ least: space, most: space });
