import { MdmError } from "@mdmkit/runtime";
import type { Page, PageRequest, PrimaryCall } from "@mdmkit/unified/vendor";
import { isRecord, readAround } from "@mdmkit/unified/vendor";
import { invalidCursor, invalidResponse, numberIn } from "./errors.ts";

type Load<Raw> = (
  query: { after: number; pageSize: number },
  call: PrimaryCall,
) => Promise<readonly (Raw | null)[] | undefined>;

/**
 * Reads a page behind an id. It has a next one as long as records come: a short page is probably the last, and may be one that
 * the vendor cut. A page that begins again at earlier records may lack others.
 */
export async function readAfter<Raw extends { id?: number }>(
  operation: string,
  { cursor, limit, split, primary }: PageRequest<unknown>,
  load: Load<Raw>,
): Promise<Page<Raw>> {
  const start = cursor === undefined ? 0 : numberIn(cursor);
  if (start === undefined) throw invalidCursor();
  const parts = createPartReader(operation, start, (query, call) => load(query, { ...primary, ...call }));
  const { items } = await readAround<Raw>({ offset: 0, size: limit }, { split }, async ({ size }, call) => ({
    items: await parts.read(size, call),
  }));
  const last = Math.max(start, ...items.map(idOf));
  const doubt = parts.hasBegunAgain() ? "shifted" : undefined;
  if (last === start) return { items, doubt };
  return { items, next: String(last), mayBeLast: items.length < limit, doubt };
}

const idOf = (item: unknown): number =>
  isRecord(item) && "id" in item && typeof item.id === "number" ? item.id : 0;

/** How far behind a record that cannot be read the next one is looked for, in doublings. */
const MOST_DOUBLINGS = 8;

/**
 * Reads parts one behind the other. A record that fails alone has no known id, so the next part begins behind the first id from which
 * on the vendor responds.
 */
function createPartReader<Raw extends { id?: number }>(operation: string, start: number, load: Load<Raw>) {
  let after = start;
  let isBlocked = false;
  let hasBegunAgain = false;

  async function rowsBehind(from: number, size: number, call: PrimaryCall): Promise<readonly (Raw | null)[]> {
    const rows = await load({ after: from, pageSize: size }, call);
    if (!Array.isArray(rows) || (rows.length > 0 && !rows.some(isRecord)))
      throw invalidResponse(operation, "The response is not a list of records.");
    hasBegunAgain ||= rows.some((row) => idOf(row) > 0 && idOf(row) < from);
    // A vendor that takes `after` as inclusive repeats the record.
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
      if (step >= MOST_DOUBLINGS) throw error;
      low = high;
      high += 2 ** step;
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
    hasBegunAgain: () => hasBegunAgain,
  };
}
