import fc from 'fast-check';
import { escapeTemplate } from '../../src/terraform/escape.js';

test.each([
  ['a ${b} c', 'a $${b} c'],
  ['%{if true}', '%%{if true}'],
  ['$${already}', '$$${already}'],
  ['$HOME_NET 100% { }', '$HOME_NET 100% { }'],
  ['', ''],
])('%p', (text, escaped) => expect(escapeTemplate(text)).toBe(escaped));

/** What Terraform makes of a string: `$${` is `${`, `%%{` is `%{`; a lone `${` would be evaluated. */
function terraformReads(text: string): string {
  if (/(^|[^$])\$\{/.test(text.replace(/\$\$\{/g, '')) || /(^|[^%])%\{/.test(text.replace(/%%\{/g, ''))) throw new Error(`evaluated: ${text}`);
  return text.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
}

test('Terraform reads back what was written', () => {
  const text = fc.array(fc.constantFrom('$', '%', '{', '}', 'a')).map((each) => each.join(''));
  fc.assert(fc.property(text, (original) => terraformReads(escapeTemplate(original)) === original));
});
