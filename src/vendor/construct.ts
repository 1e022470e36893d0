import type { Construct } from 'constructs';
import type { OptionTable, OptionsInput } from '../model/option.js';
import { VendorEgress, type VendorEgressProps } from '../site/construct.js';
import type { CommonOptions } from './common-options.js';
import type { Vendor } from './define-vendor.js';

type Props<T extends OptionTable> = VendorEgressProps & CommonOptions & OptionsInput<T>;

const SITE_PROPS: readonly string[] = ['site', 'priority', 'sources', 'through', 'accept'];

/** A construct for one vendor: `class Alleo extends vendorConstruct(alleo) {}`. */
export function vendorConstruct<T extends OptionTable>(vendor: Vendor<T>): new (scope: Construct, id: string, props: Props<T>) => VendorEgress {
  return class extends VendorEgress {
    constructor(scope: Construct, id: string, props: Props<T>) {
      const options = Object.fromEntries(Object.entries(props).filter(([name]) => !SITE_PROPS.includes(name)));
      super(scope, id, { document: vendor.document, given: options }, pick(props));
    }
  };
}

function pick({ site, priority, sources, through, accept }: VendorEgressProps): VendorEgressProps {
  return {
    sources,
    through,
    ...(site === undefined ? {} : { site }),
    ...(priority === undefined ? {} : { priority }),
    ...(accept === undefined ? {} : { accept }),
  };
}
