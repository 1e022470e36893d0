import { rmSync } from 'node:fs';
import { escapeTemplate } from '../../src/terraform/escape.js';
import { readText } from '../../src/terraform/template.js';
import { describeWith } from './support/skip.js';
import { findTerraform, withTerraform, workFolder } from './support/terraform.js';

test.each([
  ['a ${b} c', 'a $${b} c'],
  ['%{if true}', '%%{if true}'],
  ['$${already}', '$$${already}'],
  ['$HOME_NET 100% { }', '$HOME_NET 100% { }'],
  ['', ''],
])('%p', (text, escaped) => expect(escapeTemplate(text)).toBe(escaped));

/** Every text of up to five of the characters that can make a template. */
function everyText(): string[] {
  let longest = [''];
  const all = [...longest];
  for (let length = 1; length <= 5; length += 1) {
    longest = longest.flatMap((text) => ['$', '%', '{', '}', 'a'].map((char) => text + char));
    all.push(...longest);
  }
  return all;
}

test('our own reader reads back what was written', () => {
  const evaluated = (): never => {
    throw new Error('evaluated');
  };
  expect(everyText().filter((text) => readText(escapeTemplate(text), { resolve: evaluated, instances: evaluated }) !== text)).toEqual([]);
});

describeWith(findTerraform() === undefined ? 'terraform' : undefined, 'real Terraform', () => {
  jest.setTimeout(60_000);

  test('reads back what was written', async () => {
    const texts = everyText();
    const folder = workFolder({ output: { texts: { value: texts.map(escapeTemplate) } } });
    const terraform = await withTerraform(folder);
    try {
      await terraform?.init();
      const plan = await terraform?.plan();
      expect(plan?.planned_values?.outputs?.['texts']?.value).toEqual(texts);
    } finally {
      await terraform?.close();
      rmSync(folder, { recursive: true });
    }
  });
});
