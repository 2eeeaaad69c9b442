/**
 * The time and the chance of a test. Every client and vendor takes them among its options, whose types leave them out: spread them
 * there.
 *
 * @example
 * const timing: TestTiming = { now: () => 0, wait: async () => {}, random: () => 1 };
 * const client = createJumpCloudClient({ apiKey: "made-up", fetch, ...timing });
 */
export type TestTiming = {
  /** Milliseconds since 1970. Default: `Date.now`. */
  now?: (() => number) | undefined;
  /** Waits for so many milliseconds. Default: a timer. */
  wait?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined;
  /** A number from 0 to 1, for the jitter of retries. Default: `Math.random`. */
  random?: (() => number) | undefined;
};
