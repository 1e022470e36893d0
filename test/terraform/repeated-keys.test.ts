import { repeatedKeys } from '../../src/terraform/repeated-keys.js';

test.each([
  ['{"a": 1, "b": {"a": 2}, "c": [{"a": 1}, {"a": 2}]}', []],
  ['{"a": 1, "a": 2}', ['a']],
  ['{"resource": {"x": {"r": {}, "s": {}, "r": {}}}}', ['resource.x.r']],
  ['{"//": 1, "//": 2}', []],
  ['{"a": "b\\": {", "b": "}\\\\", "a": "\\\\\\""}', ['a']], // quotes and brackets in a text are none
  ['{"a\\"": 1, "a\\\\": 2, "\\u0061": 3, "a": 4}', ['a']], // as written or escaped, one key
  ['{"a": ":", "b": ["a:", "b"], "c": "\\\\"}', []],
  ['{}', []],
])('%s', (text, keys) => {
  expect(() => JSON.parse(text) as unknown).not.toThrow();
  expect(repeatedKeys(text)).toEqual(keys);
});
