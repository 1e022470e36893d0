import { Testing } from 'cdktf';
import { SITE_PROPS } from '../../src/site/firewall-egress.js';
import { findKind, findVendor, kindFolders, vendorFolders } from './support/find.js';
import { exampleOf } from './support/use.js';

test('there are kinds and vendors to look at', () => {
  expect(kindFolders.length).toBeGreaterThan(0);
  expect(vendorFolders.length).toBeGreaterThan(0);
});

describe.each(kindFolders)('%s', (folder) => {
  test('is called as its folder', () => expect(findKind(folder).kind.id).toBe(folder));

  test('no option of it is also a property of the site', () => expect(Object.keys(findKind(folder).kind.options).filter((name) => SITE_PROPS.some((each) => each === name))).toEqual([]));

  test('its example can be synthesized', () => {
    const { resource } = JSON.parse(Testing.synth(exampleOf(folder, Testing.app()), true)) as { readonly resource?: object };
    expect(Object.keys(resource ?? {})).not.toEqual([]);
  });

  test('its example comes out the same twice', () => {
    const synth = (): string => Testing.synth(exampleOf(folder, Testing.app()), true);
    expect(synth()).toBe(synth());
  });
});

describe.each(vendorFolders)('%s', (folder) => {
  test('is called as its folder', () => expect(findVendor(folder).document.id).toBe(folder));
  test('has options under which it can be used', () => expect(findVendor(folder).usages.length).toBeGreaterThan(0));
});
