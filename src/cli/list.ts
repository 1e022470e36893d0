import type { Command } from 'commander';
import { EgressError, shown, unknownWord } from '../model/diagnostic.js';
import type { OptionTable } from '../model/option.js';
import { count, table } from '../report/print-site.js';
import { commonOptions } from '../vendor/common-options.js';
import type { Necessity, VendorDocument } from '../vendor/vendor-document.js';
import { print, printJson } from './output.js';
import { vendorsOf } from './project.js';

interface OptionListing {
  readonly name: string;
  readonly about: string;
  readonly expected: string;
  readonly needed: boolean;
  readonly default?: unknown;
}

export function addList(program: Command): void {
  program
    .command('list')
    .description('vendors, their rows and their options')
    .argument('[vendor]', 'one vendor, with every row')
    .option('--json', 'as JSON')
    .action(async (vendor: string | undefined, { json }: { readonly json?: boolean }) => {
      const documents = chosen(vendor);
      const listings = documents.map(listing);
      if (json === true) await printJson({ common: optionsOf(commonOptions), vendors: listings });
      else await print([...documents.map((document) => printed(document, vendor !== undefined)), printedCommon()].join('\n'));
    });
}

function chosen(vendor: string | undefined): readonly VendorDocument[] {
  const documents = vendorsOf();
  const found = vendor === undefined ? documents : documents.filter(({ id }) => id === vendor);
  if (found.length === 0) throw new EgressError([unknownWord('vendor', vendor ?? '', documents.map(({ id }) => id))]);
  return found;
}

const listing = (document: VendorDocument): unknown => ({
  id: document.id,
  name: document.name,
  sources: document.sources,
  options: optionsOf(document.options),
  rows: document.requirements.map(({ id, about, necessity, direction, oneOf, source, lines, quote }) => ({
    id,
    about,
    necessity: necessityText(necessity),
    direction: direction ?? 'egress',
    ...(oneOf === undefined ? {} : { oneOf }),
    source,
    lines,
    quote,
  })),
  notes: document.notes,
});

function optionsOf(table: OptionTable): readonly OptionListing[] {
  return Object.entries(table).map(([name, { about, expected, presence, fallback }]) => ({
    name,
    about,
    expected,
    needed: presence === 'needed',
    ...(fallback === undefined ? {} : { default: fallback }),
  }));
}

function printed(document: VendorDocument, whole: boolean): string {
  const sources = Object.values(document.sources).map(({ title, url, file, read }) => `  ${title}, ${url ?? file}, read ${read}`);
  const rows = document.requirements.map(({ id, necessity, about, lines }) => [id, necessityText(necessity), about, `lines ${lines.join(', ')}`]);
  return [
    `${document.id}: ${document.name}, ${count(document.requirements.length, 'row')}, ${count(document.notes.length, 'note')}`,
    ...sources,
    ...printedOptions(document.options),
    ...(whole ? ['  rows', ...table(rows, 4)] : []),
    '',
  ].join('\n');
}

const printedCommon = (): string => ['options of every vendor', ...printedOptions(commonOptions), ''].join('\n');

function printedOptions(options: OptionTable): readonly string[] {
  const rows = optionsOf(options).map((option) => [option.name, option.needed ? 'needed' : option.default === undefined ? '' : `= ${shown(option.default)}`, `${option.about}: ${option.expected}`]);
  return table(rows, 4);
}

const necessityText = (necessity: Necessity): string => (typeof necessity === 'string' ? necessity : `feature ${necessity.feature}`);
