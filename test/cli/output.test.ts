import { fail, print, progress } from '../../src/cli/output.js';
import { captured } from './run.js';

test('an output that cannot be written ends in a line and exit code 2, not in a stack trace', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(process.stdout.listenerCount('error')).toBeGreaterThan(0);
  // `print` rejects with the same error, which `fail` prints.
  expect(() => process.stdout.listeners('error').forEach((listener) => listener(full))).not.toThrow();
});

test('what others wrote moves no cursor', async () => {
  const printed = async (): Promise<number> => {
    await print('rule\u001b[2J\n  proved\u009b0m');
    return fail(new Error('\u001b[2Jgone'), false);
  };
  expect(await captured(printed)).toEqual({ code: 2, out: 'rule\\u001b[2J\n  proved\\u009b0m\n', err: 'error: \\u001b[2Jgone\n' });
});

test('what the system refuses is said as where, expected and got', async () => {
  const refused = Object.assign(new Error("ENOTDIR: not a directory, mkdir '/etc/passwd/stacks'"), { code: 'ENOTDIR', syscall: 'mkdir', path: '/etc/passwd/stacks' });
  const { code, err } = await captured(() => Promise.resolve(fail(refused, true)));
  expect([code, err]).toEqual([2, 'error: /etc/passwd/stacks: expected a place that the system lets us use (mkdir), got ENOTDIR: not a directory\n']);
});

test.each([
  ['xterm', '\rchecking 1/2\u001b[K\r\u001b[K'],
  ['dumb', ''],
])('on a terminal that is %s', async (term, err) => {
  const { TERM } = process.env;
  const tty = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');
  process.env.TERM = term;
  Object.defineProperty(process.stderr, 'isTTY', { value: true, configurable: true });
  const worked = await captured(() => {
    const { step, done } = progress('checking', 2);
    step();
    done();
    return Promise.resolve(0);
  });
  Object.defineProperty(process.stderr, 'isTTY', tty ?? { value: undefined, configurable: true });
  if (TERM === undefined) delete process.env.TERM;
  else process.env.TERM = TERM;
  expect(worked.err).toBe(err);
});
