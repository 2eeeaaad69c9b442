import { MdmError } from "@mdmkit/runtime";
import type { Page } from "@mdmkit/unified/vendor";
import { listDevices } from "../generated/api/read-operations.ts";

type Rows<Row> = { readonly rows: readonly Row[]; readonly total: number | undefined };

/** Where `start` ends: further records need `searchAfterValues`, whose form is not documented. */
const REACH = listDevices.pagination?.cap ?? Number.POSITIVE_INFINITY;

/**
 * Reads rows of a list from `start` on. A list that ends exactly where `start` does may have more, and a page across that end that
 * is refused is read up to it.
 */
export async function readRows<Row>(
  { start, limit }: { start: number; limit: number },
  load: (rows: number) => Promise<Rows<Row>>,
): Promise<Rows<Row> & Pick<Page<Row>, "doubt">> {
  try {
    const { rows, total } = await load(limit);
    const isCut = rows.length < limit && start + rows.length === REACH;
    return { rows, total, ...(isCut && { doubt: "capped" as const }) };
  } catch (error) {
    if (start + limit <= REACH || !MdmError.is(error) || error.code !== "validation") throw error;
    const part = start < REACH ? await load(REACH - start) : { rows: [], total: undefined };
    return { ...part, doubt: "capped" };
  }
}

/** Every row of a list, in steps of `start`. Ends, too, where the vendor gives the same rows again. */
export async function* everyRow<Row>(
  limit: number,
  load: (paging: { start: number; rows: number }) => Promise<Rows<Row>>,
): AsyncGenerator<Rows<Row>, void, undefined> {
  const begun = new Set<string>();
  for (let start = 0, isEnd = false; !isEnd; ) {
    const part = await load({ start, rows: limit });
    const { rows, total = 0 } = part;
    const first = JSON.stringify(rows[0]);
    if (begun.has(first)) return;
    begun.add(first);
    start += rows.length;
    isEnd = rows.length === 0 || (rows.length < limit && start >= total);
    yield part;
  }
}
