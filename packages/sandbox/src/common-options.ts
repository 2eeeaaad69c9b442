export type RateLimitOption = { requests: number; seconds: number };

/** The options that every sandbox has. */
export type CommonOptions = {
  /** How many devices the vendor manages. Default: 100. They are made when read, so a large number costs nothing. */
  devices?: number;
  /** How many people. Default: half as many as devices. */
  users?: number;
  /** Same seed, same data, byte for byte. Default: 1. */
  seed?: number;
  /** The sandbox's clock: a fixed moment, or a function. Default: 2026-11-01T12:00:00Z, standing still. */
  now?: number | string | Date | (() => number);
  /** Delay of every response in ms. Default: 0. */
  latencyMs?: number;
  /** Returns 429 after this many requests per window. Default: no limit. */
  rateLimit?: RateLimitOption;
  /**
   * Share of devices that have just been enrolled: nothing is set or collected yet, and a vendor returns its unset values.
   * 1 makes all of them fresh. Default: 0.
   */
  fresh?: number;
  /** Where in the shared fleet this vendor's devices begin; overlapping ranges are the same hardware. Default: 0. */
  firstDevice?: number;
  /**
   * Whether the sandbox's own responses are checked against the vendor's document, so that a handler's mistake is a 500 and a
   * violation. False starts faster, for demonstrations; requests are checked anyway. Default: true.
   */
  checkResponses?: boolean;
};

type Range = { readonly least: number; readonly most: number; readonly isShare?: true };

/** Their names, to refuse others, and which numbers they may be. */
export const COMMON_OPTIONS = {
  devices: { least: 0, most: 10_000_000 },
  users: { least: 0, most: 10_000_000 },
  seed: { least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER },
  now: undefined,
  latencyMs: { least: 0, most: 2_147_483_647 },
  rateLimit: undefined,
  fresh: { least: 0, most: 1, isShare: true },
  firstDevice: { least: 0, most: 1_000_000_000 },
  checkResponses: undefined,
} as const satisfies Record<keyof CommonOptions, Range | undefined>;
