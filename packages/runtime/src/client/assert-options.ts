import { InvalidInputError } from "../errors/errors.ts";
import type { TestTiming } from "../timing/test-timing.ts";
import type { TransportOptions } from "../transport/settings.ts";

type CommonOption = Exclude<keyof TransportOptions, "vendor" | "auth" | "tenant"> | keyof TestTiming;
/** The options that callers of every client have: one that is missing here does not compile. */
const COMMON: Readonly<Record<CommonOption, true>> = {
  fetch: true,
  hooks: true,
  instrument: true,
  limiter: true,
  maxRetryWaitMs: true,
  now: true,
  random: true,
  rateLimit: true,
  retry: true,
  sharedBy: true,
  timeoutMs: true,
  wait: true,
};

/** Refuses options that a client does not have: in JavaScript, a misspelled one would have no effect. */
export function assertOptions(given: object, own: object, vendor: string): void {
  const known = Object.keys({ ...own, ...COMMON });
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const meant = known.find((one) => one.toLowerCase() === name.toLowerCase());
    throw new InvalidInputError(`unknown option \`${name}\`.`, {
      vendor,
      advice: `Did you mean ${meant ?? known.join(", ")}?`,
    });
  }
}
