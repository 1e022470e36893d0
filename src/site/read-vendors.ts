import type { Cidr } from '../model/cidr.js';
import { type Checked, type Problem, all, invalid, shown, valid } from '../model/diagnostic.js';
import type { VendorSelection } from '../vendor/define-vendor.js';
import { type VendorFlows, flowsOf } from '../vendor/flows-of.js';
import { shownId, uncalled } from './shown-id.js';
import type { Site } from './site.js';

/** A vendor of a site, with its number. */
export interface SiteVendor extends VendorFlows {
  readonly priority: number;
}

const PRIORITIES = { from: 100, to: 65000 }; // firewall policy rule collection groups, azurerm validator, read 2026-11-20

/** Reads the vendors of a site, in the order of their numbers. */
export function readVendors(site: Site, sources: readonly Cidr[], where: string): Checked<readonly SiteVendor[]> {
  const given: object = site.vendors ?? {};
  if (typeof given !== 'object' || Array.isArray(given) || 'document' in given) return invalid({ where, expected: 'vendors by their priority, such as { 500: alleo() }', got: shownVendors(given) });
  const entries = Object.entries(site.vendors ?? {});
  if (entries.length === 0) return invalid({ where, expected: 'at least one vendor', got: 'nothing' });
  const read = entries.map(([number, selection]) => readVendor(number, selection, sources, `${where}.${number}`));
  const numbers = entries.flatMap(([number]) => problemsOfPriority(number, `${where}.${number}`));
  const checked = all(read);
  const problems = [...numbers, ...twice(site, where), ...(checked.ok ? [] : checked.problems)];
  if (problems.length > 0 || !checked.ok) return invalid(...problems);
  return valid([...checked.value].sort((a, b) => a.priority - b.priority));
}

function readVendor(number: string, selection: VendorSelection, sources: readonly Cidr[], where: string): Checked<SiteVendor> {
  if (typeof selection?.document !== 'object' || selection.document === null) return invalid({ where, expected: VENDOR, got: shown(selection) });
  const id = shownId(selection.document.id);
  if (typeof selection === 'function') return invalid(uncalled(where, VENDOR, id));
  const flows = flowsOf(selection, sources, `${where}.${id}`);
  return flows.ok ? valid({ ...flows.value, priority: Number(number) }) : flows;
}

const VENDOR = 'a vendor such as alleo()';

const shownVendors = (given: unknown): string => (Array.isArray(given) ? 'a list' : typeof given === 'object' ? 'a vendor without a priority' : shown(given));

function problemsOfPriority(number: string, where: string): readonly Problem[] {
  const value = Number(number);
  if (/^[1-9]\d*$/.test(number) && value >= PRIORITIES.from && value <= PRIORITIES.to) return [];
  return [{ where, expected: `a priority from ${PRIORITIES.from} to ${PRIORITIES.to}`, got: shown(number) }];
}

function twice(site: Site, where: string): readonly Problem[] {
  const ids = Object.values(site.vendors ?? {}).flatMap((selection) => selection?.document?.id ?? []);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => ({ where, expected: `${id} under one priority`, got: `${ids.filter((each) => each === id).length}` }));
}
