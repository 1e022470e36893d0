import type { Construct } from 'constructs';
import type { OptionTable, OptionsInput } from '../model/option.js';
import { VendorEgress, type VendorEgressProps } from '../site/construct.js';
import { splitProps } from '../site/split-props.js';
import { type CommonOptions, SITE_PROPS } from './common-options.js';
import type { Vendor } from './define-vendor.js';

type Props<T extends OptionTable> = VendorEgressProps & CommonOptions & OptionsInput<T>;

/** A construct for one vendor: `class Alleo extends vendorConstruct(alleo) {}`. */
export function vendorConstruct<T extends OptionTable>(vendor: Vendor<T>): new (scope: Construct, id: string, props: Props<T>) => VendorEgress {
  return class extends VendorEgress {
    constructor(scope: Construct, id: string, props: Props<T>) {
      const [site, given] = splitProps<VendorEgressProps, (typeof SITE_PROPS)[number]>(props, SITE_PROPS);
      super(scope, id, { document: vendor?.document, given }, site);
    }
  };
}
