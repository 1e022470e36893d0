/**
 * Milliseconds that the work takes: of the wall clock, or with BENCH_CLOCK=processor of the processor (all threads of
 * this process), for a machine that others use at the same time.
 */
export function elapsedOf(work: () => unknown): number {
  const clock = process.env.BENCH_CLOCK === 'processor' ? processorTime : () => performance.now();
  const start = clock();
  work();
  return clock() - start;
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
