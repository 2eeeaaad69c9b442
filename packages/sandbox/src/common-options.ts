import type { RateLimitOption } from "./server/rate-limit.ts";

/** What every sandbox can be told, whatever the vendor. */
export type CommonOptions = {
  /** How many devices the vendor manages. Default: 100. They are made when read, so 100,000 cost nothing. */
  devices?: number;
  /** How many people. Default: half as many as devices. */
  users?: number;
  /** Same seed, same data, byte for byte. Default: 1. */
  seed?: number;
  /** The sandbox's clock: a fixed moment, or a function. Default: 2026-11-01T12:00:00Z, standing still. */
  now?: number | string | Date | (() => number);
  /** Delay of every answer. Default: 0. */
  latencyMs?: number;
  /** Answers 429 from this many requests per window on. Default: no limit. */
  rateLimit?: RateLimitOption;
  /** Where in the shared fleet this vendor's devices begin; overlapping ranges are the same hardware. Default: 0. */
  firstDevice?: number;
};

/** Their names, to refuse others. */
export const COMMON_OPTIONS = {
  devices: true,
  users: true,
  seed: true,
  now: true,
  latencyMs: true,
  rateLimit: true,
  firstDevice: true,
} as const satisfies Record<keyof CommonOptions, true>;
