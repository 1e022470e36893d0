import '../../src/cli/output.js';

test('an output that cannot be written ends in a line and exit code 2, not in a stack trace', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(process.stdout.listenerCount('error')).toBeGreaterThan(0);
  // `print` rejects with the same error, which `fail` prints.
  expect(() => process.stdout.listeners('error').forEach((listener) => listener(full))).not.toThrow();
});
