/**
 * What the properties draw: the same documents and packets in every run, so that a red run is red again. Give
 * FUZZ_SEED a number to look elsewhere, or `new` for a seed of its own per file (fast-check prints the failing one).
 */
import fc from 'fast-check';

const wanted = process.env['FUZZ_SEED'] ?? '20261120';
if (wanted !== 'new') fc.configureGlobal({ seed: Number.parseInt(wanted, 10) });
