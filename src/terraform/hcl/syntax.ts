/** An expression of Terraform's language (hcl/hclsyntax/spec.md, read 2026-11-20), as far as this reader has words for it. */
export type Hcl =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  | { readonly kind: 'template'; readonly parts: readonly Hcl[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'get'; readonly from: Hcl; readonly key: Hcl; readonly bracketed: boolean }
  | { readonly kind: 'splat'; readonly from: Hcl; readonly keys: readonly SplatKey[] }
  | { readonly kind: 'list'; readonly items: readonly Hcl[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [Hcl, Hcl])[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Hcl[]; readonly spread: boolean }
  | { readonly kind: 'unary'; readonly sign: string; readonly of: Hcl }
  | { readonly kind: 'binary'; readonly sign: string; readonly left: Hcl; readonly right: Hcl }
  | { readonly kind: 'if'; readonly test: Hcl; readonly then: Hcl; readonly otherwise: Hcl }
  | ForExpression;

/** What stands behind `[*]`, for each of the elements. */
export interface SplatKey {
  readonly key: Hcl;
  readonly bracketed: boolean;
}

/** `[for k, v in over : value if when]`, or with a key `{for k, v in over : key => value...}`. */
export interface ForExpression {
  readonly kind: 'for';
  readonly names: readonly string[];
  readonly over: Hcl;
  readonly key?: Hcl;
  readonly value: Hcl;
  readonly when?: Hcl;
  readonly grouped: boolean;
}
