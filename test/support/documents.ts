import type { OptionTable, OptionsOf } from '../../src/model/option.js';
import { type Vendor, defineVendor } from '../../src/vendor/define-vendor.js';
import type { Requirement, VendorDocument } from '../../src/vendor/vendor-document.js';

/** A row with everything a test does not care about filled in. */
export function row<O>(id: string, rest: Partial<Requirement<O>>): Requirement<O> {
  return {
    id,
    about: id,
    source: 'page',
    lines: ['1'],
    quote: id,
    necessity: 'required',
    opens: [{ protocol: 'tcp', ports: '443', application: 'tls' }],
    to: ['api.example.com'],
    ...rest,
  };
}

/** A document of these rows, for tests of what comes after documents. */
export function vendorOf<const T extends OptionTable = Record<never, never>>(id: string, requirements: readonly Requirement[], rest: Partial<VendorDocument<T, OptionsOf<T>>> = {}): Vendor<T> {
  return defineVendor({
    id,
    name: id,
    sources: { page: { title: 'a page', url: 'https://example.com/page', read: '2026-11-20' } },
    options: {} as T,
    // What the options are is the document's business; the rows of a test fit whatever they are given.
    requirements: requirements as readonly Requirement<never>[] as never,
    notes: [],
    ...rest,
  });
}
