import { type SiteCheck } from './check-site.js';
import { printCheck } from './print-check.js';

/** Thrown where a site would be written that is not proved. */
export class UnprovedError extends Error {
  constructor(readonly checks: readonly SiteCheck[]) {
    super(checks.map(printCheck).join('\n'));
    this.name = 'UnprovedError';
  }
}
