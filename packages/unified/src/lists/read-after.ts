import { MdmError } from "@mdmkit/runtime";
import type { VendorErrors } from "../contract/errors.ts";
import type { Page, PageRequest, PrimaryCall } from "../contract/resource-contract.ts";
import { isRecord } from "../records/record.ts";
import { assertNotPaged } from "./own-parameter.ts";
import { readAround } from "./read-around.ts";

/** The records behind an id, and whether the vendor says that there are more; left out where it says nothing. */
type Loaded<Raw> = {
  readonly rows: readonly (Raw | null)[] | undefined;
  readonly more?: boolean | undefined;
};

type Load<Raw> = (
  query: { after: number | undefined; limit: number },
  call: PrimaryCall,
) => Promise<Loaded<Raw>>;

type List = {
  readonly operation: string;
  /** The query parameter that takes the id. The first page has none, and a caller's own would be another list. */
  readonly parameter: string;
  readonly errors: VendorErrors;
};

/**
 * Reads a page of a list that continues behind the last id, in the order of ids, which are numbers. Where the vendor does not say
 * whether there are more, a page has a next one as long as records come: a short page is probably the last, and may be one that the
 * vendor cut. A page that begins again at earlier records may lack others.
 */
export async function readAfter<Raw extends { id?: number }>(
  list: List,
  { cursor, limit, split, primary }: PageRequest<unknown>,
  load: Load<Raw>,
): Promise<Page<Raw>> {
  const start = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isSafeInteger(start) || start < 0) throw list.errors.invalidCursor();
  assertNotPaged(list, primary);
  const parts = createPartReader(list, start, (query, call) => load(query, { ...primary, ...call }));
  const { items } = await readAround<Raw>({ offset: 0, size: limit }, { split }, async ({ size }, call) => ({
    items: await parts.read(size, call),
  }));
  const last = await parts.position();
  const doubt = parts.hasBegunAgain() ? "shifted" : undefined;
  const more = parts.more();
  if (more === false) return { items, doubt };
  if (last > start)
    return { items, next: String(last), mayBeLast: more === undefined && items.length < limit, doubt };
  // There are more records, and no id to continue behind.
  return { items, doubt: doubt ?? (more ? "short" : undefined) };
}

const idOf = (item: unknown): number =>
  isRecord(item) && "id" in item && typeof item.id === "number" ? item.id : 0;

/** How far behind a record that cannot be read the next one is looked for: in steps, of which each is as much longer than the last. */
const MOST_STEPS = 10;
const LONGER = 16;

/**
 * Reads parts one behind the other. A record that fails alone has no known id, so the next part begins behind the first id from which
 * on the vendor responds.
 */
function createPartReader<Raw extends { id?: number }>(
  { operation, errors }: List,
  start: number,
  load: Load<Raw>,
) {
  let after = start;
  let more: boolean | undefined;
  let isBlocked = false;
  let hasBegunAgain = false;

  async function rowsBehind(from: number, size: number, call: PrimaryCall): Promise<readonly (Raw | null)[]> {
    const { rows, more: says } = await load({ after: from === 0 ? undefined : from, limit: size }, call);
    if (!Array.isArray(rows) || (rows.length > 0 && !rows.some(isRecord)))
      throw errors.invalidResponse(operation, "The response is not a list of records.");
    more = says;
    hasBegunAgain ||= rows.some((row) => idOf(row) > 0 && idOf(row) < from);
    // A vendor that takes `after` as inclusive repeats the record, and a page of one has no other.
    if (size === 1 && from > 0 && idOf(rows[0]) === from) return rowsBehind(from, 2, call);
    return rows.filter((row) => idOf(row) === 0 || idOf(row) > from);
  }

  /** The error that is behind an id. */
  async function errorBehind(id: number): Promise<unknown> {
    try {
      await rowsBehind(id, 1, { attempts: 1 });
      return undefined;
    } catch (error) {
      if (MdmError.is(error) && error.status !== undefined && error.status >= 500) return error;
      throw error;
    }
  }

  /** Passes the record that fails: the smallest id behind which the vendor responds is its own. */
  async function pass(): Promise<void> {
    let low = after;
    let high = after + 1;
    for (let step = 1; ; step += 1) {
      const error = await errorBehind(high);
      if (error === undefined) break;
      // Nothing can be read there either: this is not the fault of one record.
      if (step >= MOST_STEPS) throw error;
      low = high;
      high += LONGER ** step;
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if ((await errorBehind(middle)) === undefined) high = middle;
      else low = middle;
    }
    after = high;
    isBlocked = false;
  }

  return {
    async read(size: number, call: PrimaryCall): Promise<readonly (Raw | null)[]> {
      if (isBlocked) await pass();
      try {
        const rows = await rowsBehind(after, size, call);
        after = Math.max(after, ...rows.map(idOf));
        return rows;
      } catch (error) {
        isBlocked = size === 1;
        throw error;
      }
    },
    /** The id that the next page begins behind. */
    async position(): Promise<number> {
      // Where nothing can be read, the next page says so.
      if (isBlocked) await pass().catch(() => {});
      return after;
    },
    hasBegunAgain: () => hasBegunAgain,
    /** What the vendor said last of whether there are more. */
    more: () => more,
  };
}
