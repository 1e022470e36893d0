/**
 * Keeps cdktf from noting for each token where in the program it was made: a third to a half of the time of a synth
 * goes into writing out stack traces that only errors about tokens show (terraform-cdk issue 3892, open when the
 * project was archived on 2025-12-10). It holds for the whole process, so it is for programs, not for libraries:
 * nothing calls it on import. With another cdktf, where the private module is elsewhere, nothing happens.
 */
export function skipCreationStacks(): void {
  const module = privateModule('cdktf/lib/tokens/private/stack-trace');
  if (module !== undefined && typeof module.captureStackTrace === 'function') module.captureStackTrace = () => [];
}

function privateModule(path: string): { captureStackTrace?: unknown } | undefined {
  try {
    return require(path) as { captureStackTrace?: unknown };
  } catch {
    return undefined;
  }
}
