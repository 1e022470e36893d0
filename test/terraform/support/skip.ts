/**
 * What a test does when a program it needs is missing and cannot be installed from the distribution: terraform, an
 * offline mirror of its providers, moto_server. It skips and says so in one loud line, in CI too. Suricata can be
 * installed, so CI fails without it: test/engine/support/describe-with-suricata.ts.
 */
const said = new Set<string>();

/** `describe`, unless `missing` names something that is not there: then skip with one line. */
export function describeWith(missing: string | undefined, name: string, body: () => void): void {
  if (missing === undefined) return describe(name, body);
  sayOnce(`SKIPPED ${name}: missing ${missing}`);
  describe.skip(name, body);
}

/** Writes a line past jest's console, once per process, so that it stands alone and is not repeated. */
export function sayOnce(line: string): void {
  if (said.has(line)) return;
  said.add(line);
  process.stderr.write(`\n!!! ${line}\n`);
}
