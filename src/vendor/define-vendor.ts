import { type CommonOptions } from './common-options.js';
import type { OptionTable, OptionsInput, OptionsOf } from '../model/option.js';
import type { VendorDocument } from './vendor-document.js';

/** A document with the options a site chose, not yet read: a site lists the problems of all its vendors at once. */
export interface VendorSelection {
  readonly document: VendorDocument;
  readonly given: unknown;
}

/** Options without a required one may be left out altogether. */
type Given<T extends OptionTable> = CommonOptions & OptionsInput<T>;
type Arguments<T extends OptionTable> = object extends OptionsInput<T> ? [options?: Given<T>] : [options: Given<T>];

/** `alleo({ liveAv: true })` selects; `alleo.document` is the page. */
export interface Vendor<T extends OptionTable = OptionTable> {
  (...options: Arguments<T>): VendorSelection;
  readonly document: VendorDocument;
}

/** Makes a document usable by sites. It is validated with the sites that use it, not here. */
export function defineVendor<const T extends OptionTable>(document: VendorDocument<T, OptionsOf<T>>): Vendor<T> {
  const known = Object.freeze(document) as unknown as VendorDocument;
  const select = (...[given]: Arguments<T>): VendorSelection => Object.freeze({ document: known, given: given ?? {} });
  return Object.freeze(Object.assign(select, { document: known }));
}
