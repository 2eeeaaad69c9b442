import type { ListPage } from "../contract/listing.ts";

/** The pages of one list among several. */
export type Walk<Item> = {
  readonly account: string;
  readonly pages: AsyncGenerator<ListPage<Item>, void, undefined>;
  /** Called once when the list has ended. Throws an error that must end all lists. */
  settle(error?: unknown): void;
};

type Arrival<Item> = { walk: Walk<Item>; page?: ListPage<Item> | undefined; error?: unknown };

/**
 * Yields the pages of many lists in the order of arrival, `concurrency` lists at a time. A list's next page is requested when
 * its previous page is yielded. `stop` ends the requests of the lists when the caller stops early.
 */
export async function* interleave<Item>(
  walks: Iterable<Walk<Item>>,
  { concurrency, stop }: { concurrency: number; stop: AbortController },
): AsyncGenerator<{ account: string; items: readonly Item[] }, void, undefined> {
  const waiting = walks[Symbol.iterator]();
  const active = new Set<Walk<Item>>();
  const arrived: Arrival<Item>[] = [];
  let wake = () => {};
  const arrive = (arrival: Arrival<Item>) => {
    arrived.push(arrival);
    wake();
  };
  const ask = (walk: Walk<Item>) =>
    walk.pages.next().then(
      ({ value }) => arrive({ walk, page: value ?? undefined }),
      (error: unknown) => arrive({ walk, error }),
    );
  try {
    for (;;) {
      while (active.size < Math.max(1, concurrency)) {
        const { done, value: walk } = waiting.next();
        if (done) break;
        active.add(walk);
        void ask(walk);
      }
      if (active.size === 0) return;
      const arrival = arrived.shift();
      if (!arrival) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const { walk, page, error } = arrival;
      if (page) {
        void ask(walk);
        yield { account: walk.account, items: page.items };
      } else {
        active.delete(walk);
        walk.settle(error);
      }
    }
  } finally {
    // Stopped early or failed: no request may continue in the background.
    stop.abort();
    await Promise.allSettled([...active].map(({ pages }) => pages.return()));
  }
}
