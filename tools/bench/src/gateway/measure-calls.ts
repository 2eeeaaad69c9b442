/** Result of a load. Times are milliseconds. */
export type Measured = {
  readonly calls: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** How many calls ended with which status. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** CPU of this process, in microseconds a call. */
  readonly microseconds: number;
};

export type Load = { readonly connections: number; readonly seconds: number };

/** Repeats a call for so long, so many at a time; a call says how it ended. */
export async function measureCalls(
  { connections, seconds }: Load,
  call: () => Promise<string>,
): Promise<Measured> {
  const times: number[] = [];
  const outcomes: Record<string, number> = {};
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  async function repeat(): Promise<void> {
    for (let from = performance.now(); from < endsAt; from = performance.now()) {
      const outcome = await call();
      times.push(performance.now() - from);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
  }
  await Promise.all(Array.from({ length: connections }, repeat));
  const { user, system } = process.cpuUsage(cpu);
  times.sort((one, other) => one - other);
  const calls = times.length;
  return {
    calls,
    perSecond: (calls * 1000) / (performance.now() - startedAt),
    p50: times[Math.floor(calls * 0.5)] ?? Number.NaN,
    p99: times[Math.floor(calls * 0.99)] ?? Number.NaN,
    outcomes,
    microseconds: (user + system) / calls,
  };
}
