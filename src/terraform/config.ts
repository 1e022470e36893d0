/** A value from Terraform JSON. Values known only after apply are {@link UNKNOWN}. */
export type Value = null | boolean | number | string | typeof UNKNOWN | readonly Value[] | { readonly [key: string]: Value };

/** Marks a value that only apply will tell. */
export const UNKNOWN: unique symbol = Symbol('known after apply');

/** One resource, whether it comes from a configuration or from a plan. */
export interface Resource {
  /** `aws_security_group.web` */
  readonly address: string;
  readonly type: string;
  readonly values: { readonly [attribute: string]: Value };
}

/** What a configuration or a plan holds, in one shape. References between resources are resolved to addresses. */
export interface TerraformConfig {
  readonly resources: readonly Resource[];
}
