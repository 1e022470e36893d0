import { formatDestination } from '../../src/model/destination.js';
import { formatPorts } from '../../src/model/port-range.js';
import { type Account, accountFor, requirementsOn } from './support/accounting.js';
import { flowsByRow } from './support/flow-lines.js';
import { listRows, listenerRows, pageRows, pipeRows, sixLineRows } from './support/page-rows.js';
import { pageOf, pagesFolder, readPage } from './support/pages.js';
import { contentsOf, unasked } from './support/row-contents.js';
import { type VendorFolder, variantsOf, vendorFolders } from './support/vendor-folders.js';

interface Published extends VendorFolder {
  readonly source: string;
  readonly file: string;
  readonly sha256: string | undefined;
}

/** Rows of each page, counted by eye. */
const ROWS: Readonly<Record<string, number>> = {
  '000_62a4a65a1964bc88.txt': 11,
  '001_9b59813f38c01c45.txt': 10, // two tables of five, one row of each with ditto marks
  '002_f6e76bff3fad85ce.txt': 40, // 7 and 7 networks, 1 list behind a link, 11 and 14 names
  '003_fd012a448f5ec128.txt': 7, // two of them broken over two lines
  '004_4dbac321ff94be75.txt': 6,
};

const folder = pagesFolder();
const published: readonly Published[] = vendorFolders().flatMap((vendor) =>
  Object.entries(vendor.document.sources).flatMap(([source, { file, sha256 }]) => (file === undefined ? [] : [{ ...vendor, source, file, sha256 }])),
);

if (folder === undefined) {
  process.stderr.write('\nSKIPPED: THE VENDORS\' PAGES ARE NOT HERE. Set VENDOR_PAGES to their folder to account for every row of them.\n\n');
}

(folder === undefined ? describe.skip : describe)('every line of every page', () => {
  const accounts: (readonly [string, Account])[] = [];

  afterAll(() => {
    process.stdout.write(table(accounts));
  });

  test.each(published.map((each) => [`${each.document.id}: ${each.file}`, each] as const))('%s', (name, { document, source, file, sha256 }) => {
    const page = readPage(folder ?? '', file);
    const account = accountFor(document, source, page);
    accounts.push([name, account]);
    expect(account.problems).toEqual([]);
    expect(account.rows).toBe(ROWS[file] ?? account.rows);
    expect(account.byKind.requirement + account.byKind.alternative + account.byKind.note).toBe(account.rows);
    expect(account.rows).toBeGreaterThan(0);
    expect(page.sha256).toBe(sha256);
  });

  test.each(published.map((each) => [each.document.id, each] as const))('%s asks, under some options, for every host, port and protocol of each row', (_, { document, probes, source, file }) => {
    const flows = flowsByRow(document, variantsOf(probes).map(({ options }) => options));
    const rows = pageRows(readPage(folder ?? '', file).lines);
    const missing = rows.flatMap((row) => {
      const asked = requirementsOn(document, source, row).flatMap(({ id }) => flows.get(id) ?? []);
      return unasked(contentsOf(row.text), asked).map((what) => `row ${row.from}: ${what}: ${row.text}`);
    });
    expect(missing).toEqual([]);
  });

  test('a forgotten row is found, and a wide note does not hide it', () => {
    const [first] = published;
    if (first === undefined) throw new Error('expected at least one published page');
    const page = readPage(folder ?? '', first.file);
    const [row] = first.document.requirements.filter(({ lines }) => lines.length === 1);
    if (row === undefined) throw new Error(`${first.document.id}: expected a row on one range of lines`);
    const without = { ...first.document, requirements: first.document.requirements.filter(({ lines }) => lines.join() !== row.lines.join()) };
    const all = { source: first.source, lines: [`1-${page.lines.length}`], quote: row.quote, why: 'everything' };
    expect(accountFor(without, first.source, page).problems.length).toBeGreaterThan(0);
    expect(accountFor({ ...without, notes: [...without.notes, all] }, first.source, page).problems.filter((problem) => problem.startsWith('row '))).toHaveLength(1);
  });

  test('a quote that is not on the page is found', () => {
    const [first] = published;
    if (first === undefined) throw new Error('expected at least one published page');
    const notes = [...first.document.notes, { source: first.source, lines: ['1'], quote: 'words of our own', why: 'none' }];
    expect(accountFor({ ...first.document, notes }, first.source, readPage(folder ?? '', first.file)).problems).toEqual([
      `notes[${notes.length - 1}]: the quote is not in lines 1-1: words of our own`,
    ]);
  });
});

describe('the readers of rows', () => {
  const lines = (...text: readonly string[]): readonly string[] => pageOf(text.join('\n')).lines;
  const spans = (rows: readonly { readonly from: number; readonly to: number }[]): readonly string[] => rows.map(({ from, to }) => `${from}-${to}`);

  test('six lines to a row, the first a port', () => {
    const row = (port: string): readonly string[] => [`${port} |`, 'HTTPS |', 'a.example |', 'Out |', 'Internet |', 'words |'];
    const page = lines('Port | Protocol | Destination | Direction | Network Interface | Description |', ...row('443'), ...row('1025 - 65535'), 'prose');
    expect(spans(sixLineRows(page))).toEqual(['2-7', '8-13']);
    expect(pipeRows(page)).toEqual([]);
  });

  test('a line to a row, two where it breaks after OR', () => {
    const page = lines('Host | Port | |', '---|---|---|', 'a | 443 | |', 'b | 80 (default) OR | |', '12700 | Unidirectional | ||||', 'c | 1 | |', 'prose', 'd | 2 | |');
    expect(spans(pipeRows(page))).toEqual(['3-3', '4-5', '6-6']);
  });

  test('names glued to their description, networks on lines of their own', () => {
    const page = lines('IPDescription', '192.0.2.0/28\u00a0', 'words', '*.*.example.comPlatform', 'a.example.com/x/*CDN', 'see www.example.com for more', 'all IPs included in\u00a0https://x.example/list.json');
    expect(spans(listRows(page))).toEqual(['2-2', '4-4', '5-5', '7-7']);
  });

  test('a block to a listener', () => {
    const page = lines('HTTP', '', 'Port 80', '', 'Port 7443 is used for this.', 'the port 5');
    expect(spans(listenerRows(page))).toEqual(['3-3', '5-5']);
  });

  test.each([
    ['443 | HTTPS/WSS/TCP | *.tokbox.com *.opentok.com | Internet |', ['*.tokbox.com', '*.opentok.com'], '443', ['tcp']],
    ['1025 - 65535 | UDP | a.example |', ['a.example'], '1025-65535', ['udp']],
    ['.edge.agora .io.sd-rtn.com | 80, 4700-5000 | TCP |', ['edge.agora.io', '*.edge.agora.io', 'sd-rtn.com', '*.sd-rtn.com'], '80,4700-5000', ['tcp']],
    ['192.0.2.1 / 192.0.2.2 | 443 | TCP | (e.g., https://www.example.com/ips/)', ['192.0.2.1/32', '192.0.2.2/32'], '443', ['tcp']],
    ['turn:relay.example.com:80 | 192.0.2.1 | TCP, UDP | 80 (default) OR | | 12700 (see below)', ['192.0.2.1/32', 'relay.example.com'], '80,80,12700', ['tcp', 'udp']],
    ['Example: <tenant>.glartek.com | 443', ['acme.glartek.com'], '443', []],
    ['www.google.com/recaptcha/*Frontend', ['www.google.com'], '', []],
  ])('what a row says: %s', (row, destinations, ports, protocols) => {
    const contents = contentsOf(row);
    expect({ ...contents, destinations: contents.destinations.map(formatDestination), ports: formatPorts(contents.ports) }).toEqual({ destinations, ports, protocols });
  });
});

function table(accounts: readonly (readonly [string, Account])[]): string {
  const head = ['page', 'lines', 'rows', 'requirement', 'alternative', 'note'];
  const body = accounts.map(([name, { lines, rows, byKind }]) => [name, lines, rows, byKind.requirement, byKind.alternative, byKind.note].map(String));
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]): string => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return `\n${[head, ...body].map(line).join('\n')}\n\n`;
}
