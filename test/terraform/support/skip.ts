/**
 * What a test does when a program it needs is missing: on a developer's machine it skips and says so in one loud
 * line; under CI=true it fails, because a skipped check in CI is a check nobody has.
 */
const said = new Set<string>();

/** `describe`, unless `missing` names something that is not there: then skip with one line, or fail under CI=true. */
export function describeWith(missing: string | undefined, name: string, body: () => void): void {
  if (missing === undefined) {
    describe(name, body);
  } else if (process.env['CI'] === 'true') {
    describe(name, () => test('has what it needs', () => { throw new Error(`missing under CI=true: ${missing}`); }));
  } else {
    sayOnce(`SKIPPED ${name}: missing ${missing}`);
    describe.skip(name, body);
  }
}

/** Writes a line past jest's console, once per process, so that it stands alone and is not repeated. */
export function sayOnce(line: string): void {
  if (said.has(line)) return;
  said.add(line);
  process.stderr.write(`\n!!! ${line}\n`);
}
