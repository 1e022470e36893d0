/**
 * Two things cdktf 0.21 does slowly, done faster, with the same bytes as the outcome. Both are replaced inside cdktf,
 * for the whole process: this is for programs, not for libraries, and nothing calls it on import. cdktf is archived
 * (2025-12-10) and its private modules stand still; with another engine, where they are elsewhere, nothing happens.
 * Gives back what undoes it.
 */
export function hastenSynth(): () => void {
  const undo = [
    // For each token cdktf writes out the stack trace of its making, which only errors about tokens show (terraform-cdk issue 3892).
    replaced('cdktf/lib/tokens/private/stack-trace', 'captureStackTrace', () => () => []),
    replaced('cdktf/lib/tokens/private/resolve', 'resolve', (resolve) => (value, options) => resolved(value, (part) => resolve(part, options))),
  ];
  return () => undo.forEach((each) => each());
}

type Call = (...given: readonly unknown[]) => unknown;

function replaced(path: string, name: string, by: (original: Call) => Call): () => void {
  const module = privateModule(path);
  const original = module?.[name];
  if (module === undefined || typeof original !== 'function') return () => undefined;
  module[name] = by(original as Call);
  return () => void (module[name] = original);
}

function privateModule(path: string): Record<string, unknown> | undefined {
  try {
    return require(path) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/**
 * Plain data without what is undefined, as cdktf resolves it. cdktf looks for tokens in every value of every resource
 * three times, with a handful of regular expressions and objects each; what surely holds none is passed over here. The
 * rest goes to cdktf: texts and numbers that may be a token, lists with one in them, and what is more than plain data.
 */
function resolved(value: unknown, byCdktf: (value: unknown) => unknown): unknown {
  if (isSettled(value)) return value;
  if (Array.isArray(value)) {
    if (!value.every((each) => isSettled(each) || isObject(each))) return byCdktf(value);
    return value.map((each) => resolved(each, byCdktf)).filter((each) => each !== undefined);
  }
  if (!isPlain(value)) return byCdktf(value);
  const entries = Object.entries(value).map(([key, each]) => [key, resolved(each, byCdktf)] as const);
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
}

/** Every token that is text has the word in it; tokens that are numbers, and these in text, are about -1.9e+289. */
const MAYBE_TOKEN = /Token|e\+/;

function isSettled(value: unknown): boolean {
  if (typeof value === 'string') return !MAYBE_TOKEN.test(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0;
  return typeof value === 'boolean' || value === undefined || value === null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Neither a class nor something that resolves itself, and no key that may be a token. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.entries(value).every(([key, each]) => !MAYBE_TOKEN.test(key) && typeof each !== 'function');
}
