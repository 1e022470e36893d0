import type { FirewallKind } from '../../src/firewalls/firewall.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import type { Placement } from '../../src/terraform/placement.js';
import { plainwall } from '../../docs/examples/new-firewall/index.js';
import { configOf } from '../check/support.js';
import { findKind, findVendor, kindFolders } from './support/find.js';
import { type Resources, flowsIn, optionsOf, resourcesOf, unitOf } from './support/use.js';

// What an option says of a place, and the resources repeat to the letter, is noticed when they say another.

type Options = Readonly<Record<string, unknown>>;

interface Case {
  readonly kind: FirewallKind;
  readonly options: Options;
}

const cases = [
  ...kindFolders.map(findKind).map((found): Case => ({ kind: found.kind, options: optionsOf(found) })),
  { kind: plainwall.kind as unknown as FirewallKind, options: { wallId: 'wall-1a2b' } },
];

/** Texts that the user makes up or copies from a cloud; words to choose from are no places. */
const placesIn = ({ kind, options }: Case): readonly string[] =>
  Object.entries(options).flatMap(([name, value]) => (kind.options[name]?.expected.startsWith('one of') === true ? [] : textsIn(value)));

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function written({ kind, options }: Case): Resources {
  const { document, usages: [usage = {}] } = findVendor('alleo');
  const unit = unitOf(kind, options, document, flowsIn(document, usage), !kind.seesNames);
  return resourcesOf(kind, options, [{ site: 'office-golden', units: [unit] }]).resources;
}

const another = (text: string): string => `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;

const replaced = (resources: Resources, text: string): TerraformConfig => configOf(JSON.parse(JSON.stringify(resources).replaceAll(JSON.stringify(text), JSON.stringify(another(text)))));

const placement = ({ kind, options }: Case, config: TerraformConfig): Placement | undefined => kind.attached?.(config, options, () => true);

describe.each(cases.map((one) => [one.kind.id, one] as const))('%s', (_, one) => {
  const resources = written(one);
  const places = placesIn(one).filter((text) => JSON.stringify(resources).includes(JSON.stringify(text)));

  test('what it writes stands where its example says, and nothing of it is unknown', () => {
    expect(places.length).toBeGreaterThan(0);
    expect(placement(one, configOf(resources))).toEqual({ misplaced: [], notes: [] });
  });

  test.each(places)('another %s is noticed, with both', (text) => {
    const { misplaced = [] } = placement(one, replaced(resources, text)) ?? {};
    expect(misplaced).not.toEqual([]);
    expect(misplaced[0]).toMatchObject({ expected: expect.stringContaining(text), got: expect.stringContaining(another(text)) });
  });

  test('another in resources that are not the site\'s is none of its business', () => {
    const others = places.map((text) => one.kind.attached?.(replaced(resources, text), one.options, () => false));
    // What it asks for and has not is told all the same.
    expect(others.flatMap((each) => each?.misplaced ?? []).filter(({ got }) => got !== 'none')).toEqual([]);
  });
});
