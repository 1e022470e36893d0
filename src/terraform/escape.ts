/**
 * Text as Terraform JSON has to carry it. Terraform reads every string as a template: `${x}` and `%{if}` would be
 * evaluated. Once per text, and never on text that holds tokens of cdktf, which are templates on purpose.
 */
export const escapeTemplate = (text: string): string => text.replace(/([$%])\{/g, (_, sign: string) => `${sign}${sign}{`);
