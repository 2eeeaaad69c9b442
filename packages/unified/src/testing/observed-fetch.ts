export type ObservedFetch = {
  readonly fetch: typeof fetch;
  readonly calls: number;
  readonly inFlight: number;
  /** The most that ever were in flight at once. */
  readonly most: number;
  /** Runs before the call of this number (from 1) goes out. */
  before(call: number, run: () => void): void;
  /** The calls since the last time this was asked: `POST /api/devices?dry=false`. */
  newCalls(): string[];
};

/** Counts what goes through a `fetch`. A call is in flight until its response or failure. */
export function observeFetch(inner: typeof fetch): ObservedFetch {
  const watchers = new Map<number, () => void>();
  const seen = { calls: 0, inFlight: 0, most: 0 };
  let fresh: Parameters<typeof fetch>[] = [];
  return {
    fetch: async (input, init) => {
      seen.calls += 1;
      fresh.push([input, init]);
      watchers.get(seen.calls)?.();
      seen.inFlight += 1;
      seen.most = Math.max(seen.most, seen.inFlight);
      try {
        return await inner(input, init);
      } finally {
        seen.inFlight -= 1;
      }
    },
    get calls() {
      return seen.calls;
    },
    get inFlight() {
      return seen.inFlight;
    },
    get most() {
      return seen.most;
    },
    before: (call, run) => void watchers.set(call, run),
    newCalls() {
      const calls = fresh;
      fresh = [];
      return calls.map(([input, init]) => lineOf(new Request(input, init)));
    },
  };
}

function lineOf({ method, url }: Request): string {
  const { pathname, search } = new URL(url);
  return `${method} ${pathname}${search}`;
}

/** Gives the event loop turns until something holds; for what has no event to wait for. */
export async function until(holds: () => boolean, turns = 5_000): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    if (holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error("It did not come about.");
}
