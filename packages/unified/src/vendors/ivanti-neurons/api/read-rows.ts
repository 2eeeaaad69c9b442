import { MdmError } from "@mdmkit/runtime";
import type { Page } from "@mdmkit/unified/vendor";

type Rows<Row> = { readonly rows: readonly Row[]; readonly total: number | undefined };

/** Where `start` ends: further records need `searchAfterValues`, whose form is not documented. */
const REACH = 10_000;

/** Reads rows of a list from `start` on. A request does not go across the end of what `start` reaches, only beyond it. */
export async function readRows<Row>(
  { start, limit }: { start: number; limit: number },
  load: (rows: number) => Promise<Rows<Row>>,
): Promise<Rows<Row> & Pick<Page<Row>, "doubt">> {
  // A list by offset reads the last record once more.
  const isBeyond = start >= REACH - 1;
  const size = isBeyond ? limit : Math.min(limit, REACH - start);
  try {
    const { rows, total } = await load(size);
    const isCut = isBeyond || (size < limit && (total ?? 0) <= REACH);
    return { rows, total, ...(isCut && start + rows.length === REACH && { doubt: "capped" as const }) };
  } catch (error) {
    if (!isBeyond || !MdmError.is(error) || error.code !== "validation") throw error;
    return { rows: [], total: undefined, doubt: "capped" };
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
