import { suricataVersion } from './suricata.js';

const INSTALL = 'test/engine/support/install-suricata.sh';

/**
 * A describe that needs Suricata 7. Where it is missing, CI fails (it could have installed it) and a developer's
 * machine skips with one line that cannot be overlooked.
 */
export function describeWithSuricata(name: string, body: () => void): void {
  const version = suricataVersion();
  if (version?.startsWith('7.')) {
    describe(name, body);
    return;
  }
  const complaint = `${name}: expected Suricata 7, got ${version ?? 'none'} (install it with ${INSTALL})`;
  if (process.env['CI']) {
    describe(name, () => it('has Suricata 7', () => Promise.reject(new Error(complaint))));
    return;
  }
  process.stderr.write(`\n!!! SKIPPED !!! ${complaint}\n`);
  describe.skip(name, body);
}
