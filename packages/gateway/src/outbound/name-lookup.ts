import type { LookupAddress } from "node:dns";
import { lookup as lookUp } from "node:dns/promises";
import { createLimiter, type Limiter } from "@mdmkit/runtime";

/** All addresses of a host name. */
export type Resolve = (hostname: string, family: 0 | 4 | 6) => Promise<readonly LookupAddress[]>;

type Options = { readonly resolve?: Resolve | undefined; readonly timeoutMs?: number | undefined };
type Lookup = { readonly addresses: ReturnType<Resolve>; readonly noteTimeout: () => void };

const TIMEOUT_MS = 10_000;
/** The system's resolver has four threads, which files and compression need, too. */
const CONCURRENCY = 2;
/** In addition, for names that timed out the last time. */
const SLOW_CONCURRENCY = 1;

/**
 * Looks names up with the system's resolver: few at a time, once for all callers that want the same name, and with a timeout. A
 * name that hangs delays others until the system gives it up, which takes seconds; after that it delays only names that hang, too.
 */
export function createNameLookup({ resolve = resolveAll, timeoutMs = TIMEOUT_MS }: Options): Resolve {
  const usual = createLimiter({ concurrency: CONCURRENCY });
  const slow = createLimiter({ concurrency: SLOW_CONCURRENCY });
  const underWay = new Map<string, Lookup>();
  const timedOut = new Set<string>();

  function start(hostname: string, family: 0 | 4 | 6): Lookup {
    const key = `${family} ${hostname}`;
    const known = underWay.get(key);
    if (known) return known;
    let hasBegun = false;
    const addresses = withPermit(timedOut.has(key) ? slow : usual, () => {
      hasBegun = true;
      timedOut.delete(key);
      return resolve(hostname, family);
    }).finally(() => underWay.delete(key));
    const lookup = { addresses, noteTimeout: () => void (hasBegun && timedOut.add(key)) };
    underWay.set(key, lookup);
    return lookup;
  }

  return async (hostname, family) => {
    const { addresses, noteTimeout } = start(hostname, family);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        noteTimeout();
        reject(Object.assign(new Error("The name lookup timed out."), { code: "EAI_AGAIN" }));
      }, timeoutMs);
    });
    return Promise.race([addresses, timeout]).finally(() => clearTimeout(timer));
  };
}

async function withPermit<Result>(limiter: Limiter, run: () => Promise<Result>): Promise<Result> {
  await limiter.take({});
  try {
    return await run();
  } finally {
    limiter.release();
  }
}

function resolveAll(hostname: string, family: 0 | 4 | 6): Promise<LookupAddress[]> {
  return lookUp(hostname, { family, all: true });
}
