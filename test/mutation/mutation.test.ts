import { kindFolders } from '../conformance/support/find.js';
import { mutants as awsNetworkFirewall } from './mutants/aws-network-firewall.js';
import { mutants as awsSecurityGroup } from './mutants/aws-security-group.js';
import { mutants as azureFirewall } from './mutants/azure-firewall.js';
import { mutants as azureNetworkSecurityGroup } from './mutants/azure-network-security-group.js';
import { mutants as shared } from './mutants/shared.js';
import type { Notice } from './support/judge.js';
import type { Mutant } from './support/mutant.js';
import { noticed, noticedUnbroken } from './support/noticed.js';

// Would the proof notice a writer that is wrong? One edit at a time is made to the code that writes, never to what
// reads or proves. `npm run mutate` prints who notices each of them.

const MUTANTS: Readonly<Record<string, readonly Mutant[]>> = {
  'aws-network-firewall': awsNetworkFirewall,
  'aws-security-group': awsSecurityGroup,
  'azure-firewall': azureFirewall,
  'azure-network-security-group': azureNetworkSecurityGroup,
  shared,
};

interface Tried {
  readonly kind: string;
  readonly mutant: Mutant;
  readonly notice: Notice | undefined;
}

const tried: Tried[] = [];

test('every kind is broken in at least twelve ways', () => {
  expect(kindFolders.filter((kind) => (MUTANTS[kind] ?? []).length < 12)).toEqual([]);
});

test('what reads, lints, measures, proves or says where rules stand is left as it is', () => {
  const files = Object.values(MUTANTS).flat().map(({ file }) => file);
  expect(files.filter((file) => /^(check|terraform|model)\/|\/(read|lint|measure|attached)[^/]*$/.test(file))).toEqual([]);
});

describe.each(Object.entries(MUTANTS))('%s', (kind, mutants) => {
  test('nothing is wrong while nothing is broken', () => expect(noticedUnbroken(kind)).toEqual([]), 60_000);

  test.each(mutants)('$file: $name', (mutant) => {
    const notice = noticed(kind, mutant);
    tried.push({ kind, mutant, notice });
    // One that survives says why; one that says why survives.
    expect({ survives: notice === undefined, notice }).toMatchObject({ survives: mutant.survives !== undefined });
  }, 60_000);
});

test('at least 95 of 100 are noticed', () => {
  expect(tried.length).toBeGreaterThanOrEqual(60);
  expect(new Set(tried.map(({ kind, mutant }) => `${kind} ${mutant.name}`)).size).toBe(tried.length);
  expect(tried.filter(({ notice }) => notice !== undefined).length / tried.length).toBeGreaterThanOrEqual(0.95);
});

afterAll(() => {
  const survivors = tried.filter(({ notice }) => notice === undefined);
  const table = process.env['npm_lifecycle_event'] === 'mutate' ? tried.map(lineOf) : [];
  process.stderr.write(['', ...table, `mutants of what is written: ${tried.length}, noticed ${tried.length - survivors.length} (${counts()})`, ...survivors.map(lineOf), ''].join('\n'));
});

function lineOf({ kind, mutant: { name, file, survives }, notice }: Tried): string {
  const place = `  ${kind === 'shared' ? '' : `${kind} `}${(kind === 'shared' ? file : file.split('/').pop()) ?? ''}: ${name}`;
  return notice === undefined ? `${place}: SURVIVES: ${survives ?? 'nobody knows why'}` : `${place}: ${notice.by}, ${notice.site}: ${notice.what}`;
}

function counts(): string {
  const by = tried.flatMap(({ notice }) => notice?.by ?? []);
  return [...new Set(by)].sort().map((word) => `${word} ${by.filter((each) => each === word).length}`).join(', ');
}
