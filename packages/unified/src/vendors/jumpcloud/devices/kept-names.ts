import type { Paginated } from "@mdmkit/runtime";
import { noteIncomplete, text, type Unreadable } from "@mdmkit/unified/vendor";

/** A record by its id, with its name where it has one. */
export type Named = { id: string; name?: string };

type Options = { signal?: AbortSignal | undefined; unreadable: Unreadable };
type Rows = Paginated<{ id?: string; name?: string }>;

/** How long a name is kept, in milliseconds. A record that was renamed has its former name for as long. */
const KEPT_FOR = 60_000;

/**
 * Names by id, from a list that is read once and kept for a minute: single reads of many records ask for the same few names.
 * A new id is looked for in a list that is read again.
 */
export function createKeptNames(
  list: (options: Pick<Options, "signal">) => Rows,
  now: () => number = Date.now,
): (ids: ReadonlySet<string>, options: Options) => Promise<Named[]> {
  let names = new Map<string, string | undefined>();
  let since = Number.NEGATIVE_INFINITY;
  let turn: Promise<unknown> = Promise.resolve();

  /** An id that no row names is known to have no name. */
  async function read(ids: ReadonlySet<string>, { signal, unreadable }: Options): Promise<void> {
    if (now() - since > KEPT_FOR) {
      names = new Map();
      since = now();
    }
    const missing = new Set([...ids].filter((id) => !names.has(id)));
    if (missing.size === 0) return;
    let isWhole = true;
    const rows = list({ signal });
    for await (const row of rows) {
      const id = text(row?.id);
      if (!id) isWhole = false;
      else names.set(id, row.name);
      missing.delete(id ?? "");
    }
    if (missing.size === 0) return;
    if (isWhole && rows.report.complete) for (const id of missing) names.set(id, undefined);
    if (!isWhole) unreadable();
    noteIncomplete(rows, unreadable);
  }

  return async (ids, options) => {
    // One after the other, so that records read at the same time share what the first of them reads.
    const reading = turn.then(() => read(ids, options));
    turn = reading.catch(() => {});
    await reading;
    return [...ids].map((id) => {
      const name = names.get(id);
      return name === undefined ? { id } : { id, name };
    });
  };
}
