import { keepTypes } from './support/keep-types.js';

/** A field with a length: tag, length, content. */
const field = (number: number, content: Buffer): Buffer => Buffer.concat([Buffer.from([(number << 3) | 2, content.length]), content]);
const entry = (number: number, name: string): Buffer => field(number, Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from('schema'))]));

test('types that are not wanted are cut out, and what is no type stays', () => {
  const [block, diagnostics] = [field(1, Buffer.from('provider')), field(4, Buffer.from('warning'))];
  const response = Buffer.concat([block, entry(2, 'aws_a'), entry(2, 'aws_b'), entry(3, 'aws_a'), diagnostics, entry(7, 'arn_parse'), entry(8, 'aws_b')]);
  expect(keepTypes(response, (type) => type === 'aws_a')).toEqual(Buffer.concat([block, entry(2, 'aws_a'), entry(3, 'aws_a'), diagnostics]));
});

test('lengths of more than seven bits', () => {
  const long = Buffer.alloc(300, 'x');
  const content = Buffer.concat([field(1, Buffer.from('aws_a')), Buffer.from([0x12, 0xac, 0x02]), long]);
  const response = Buffer.concat([Buffer.from([0x12, 0xb6, 0x02]), content]);
  expect([keepTypes(response, () => true).length, keepTypes(response, () => false).length]).toEqual([response.length, 0]);
});

test('what is not such a message is refused', () => expect(() => keepTypes(Buffer.from([0x08, 0x01]), () => true)).toThrow('expected fields with a length, got wire type 0'));
