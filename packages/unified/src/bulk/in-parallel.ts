/** Calls `work` for each item, at most `concurrency` at a time, and returns the results in the order of the items. */
export async function inParallel<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  { concurrency, signal }: { concurrency: number; signal?: AbortSignal | undefined },
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  let index = 0;
  for await (const item of items) {
    signal?.throwIfAborted();
    const at = index++;
    const job = work(item).then(
      (result) => {
        results[at] = result;
      },
      (error: unknown) => {
        failure ??= { error };
      },
    );
    const done = job.finally(() => running.delete(done));
    running.add(done);
    if (running.size >= concurrency) await Promise.race(running);
    if (failure) break;
  }
  await Promise.all(running);
  if (failure) throw failure.error;
  return results;
}
