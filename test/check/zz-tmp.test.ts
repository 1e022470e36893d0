import { measure, overLimits, raisedBy, formatShares } from '/work/main/src/check/quotas';
import { formatProblem } from '/work/main/src/model/diagnostic';
import { readTerraform } from '/work/main/src/terraform/read-terraform';
import { buildApp } from '/work/main/stacks/main';
import { mkdtempSync } from 'node:fs';
import { kindFolders, findKinds } from '/work/main/test/conformance/support/find';
test('x', () => {
  const out = mkdtempSync('/tmp/vs-'); buildApp(out).synth();
  const r = readTerraform(out); if (!r.ok) throw new Error('x');
  const kinds = ['aws-network-firewall','aws-security-group','azure-firewall','azure-network-security-group'].map((f) => Object.values(require(`/work/main/src/firewalls/${f}/index`)).find((v: any) => v?.kind) as any).map((f) => f.kind);
  const t = Date.now();
  const meters = measure(kinds, r.value.map((config) => ({ site: config.name ?? '', config })));
  console.log(Date.now() - t, meters.map((m) => `${m.kind} ${m.point} [${m.sites}] ${m.name}: ${m.used}/${m.limit}${formatShares(m.filledBy)} ${m.unread ?? ''} ${m.advisory ?? ''}`).join('\n'));
  console.log(overLimits(meters).map(formatProblem).join('\n'));
});
