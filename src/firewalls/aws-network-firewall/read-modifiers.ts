import type { Content } from './read-names.js';

/** A content with one more keyword about it. */
export function modified(content: Content, name: string, value: string | undefined): Content {
  if (clashes(content, name)) return { ...content, others: [...content.others, `${name} beside what it clashes with`] };
  if (name === 'nocase' || name === 'startswith' || name === 'endswith') return { ...content, [name]: true };
  if (isPlace(name)) return { ...content, [name]: value ?? '' };
  if (name === 'isdataat' && /^!1,relative$/.test(value ?? '')) return { ...content, endswith: true };
  return { ...content, others: [...content.others, name] };
}

const PLACES = ['depth', 'offset', 'distance', 'within'] as const;
const isPlace = (name: string): name is (typeof PLACES)[number] => PLACES.some((each) => each === name);

const opposites = (name: (typeof PLACES)[number]): readonly (typeof PLACES)[number][] => (name === 'depth' || name === 'offset' ? ['distance', 'within'] : ['depth', 'offset']);

/** Suricata refuses a modifier that is said twice, and a place from the start beside one from the match before. */
function clashes(content: Content, name: string): boolean {
  if (name === 'startswith') return content.startswith || PLACES.some((place) => content[place] !== undefined);
  if (isPlace(name)) return content.startswith || content[name] !== undefined || opposites(name).some((place) => content[place] !== undefined);
  return name === 'nocase' && content.nocase;
}
