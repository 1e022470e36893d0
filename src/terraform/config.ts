/** Marks a value that is not known here; holds the text it was written as, or why it is not known. */
export const UNKNOWN: unique symbol = Symbol('known after apply');
/** Marks a value that another resource gives; holds the address of that resource. */
export const REFERENCE: unique symbol = Symbol('reference');

/** Known only after apply, or by evaluating what this reader does not evaluate. */
export interface Unknown {
  readonly [UNKNOWN]: string;
  /** All that it may take its value from, where that is known. */
  readonly sources?: readonly Source[];
}

/** An attribute of a resource, of whatever instance. */
export interface Source {
  /** `module.web.aws_security_group.this` */
  readonly address: string;
  /** `id`; empty for the resource as a whole. */
  readonly attribute: string;
}

/** `${aws_ec2_managed_prefix_list.zoom.id}`, where the attribute is not written in the configuration. */
export interface Reference {
  /** `aws_ec2_managed_prefix_list.zoom` */
  readonly [REFERENCE]: string;
  /** `id`, `arn` */
  readonly attribute: string;
}

export interface ValueMap {
  readonly [key: string]: Value;
}

/** A value from Terraform JSON. Whether an entry is a map, is told by the symbols above: no key of a map is a symbol. */
export type Value = null | boolean | number | string | Unknown | Reference | readonly Value[] | ValueMap;

/** One resource, whether it comes from a configuration or from a plan. */
export interface Resource {
  /** `aws_security_group.web`, `module.a.aws_security_group.web["x"]` */
  readonly address: string;
  readonly type: string;
  readonly values: ValueMap;
  /** How often it exists is not known: what `count` or `for_each` says. It may not exist at all. */
  readonly repeats?: string;
  /** Attributes that a plan knows after apply alone, and that no expression of its configuration gives. */
  readonly filledIn?: readonly string[];
}

/** An output of the outermost module. */
export interface Output {
  readonly name: string;
  readonly value: Value;
}

/** What a configuration or a plan holds, in one shape. References are followed as far as literals reach. */
export interface TerraformConfig {
  readonly resources: readonly Resource[];
  /** What is looked up of things made elsewhere, with the arguments that find it: `data.azurerm_firewall_policy.hub`. */
  readonly data?: readonly Resource[];
  /** What others may read of it: `terraform_remote_state`. */
  readonly outputs?: readonly Output[];
  /** The folder or file it was read from, its last part alone. */
  readonly name?: string;
  /** What was seen and not read, in words: modules elsewhere, files in HCL. */
  readonly unread?: readonly string[];
}
