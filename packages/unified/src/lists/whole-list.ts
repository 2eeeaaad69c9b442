import type { VendorErrors } from "../contract/errors.ts";
import type { Page, PageRequest } from "../contract/vendor.ts";

/** A page of a list that the vendor returns as a whole; the cursor is the place of its first record. */
export async function pageOfWhole<Raw>(
  { cursor = "0", limit }: Pick<PageRequest<never>, "cursor" | "limit">,
  { invalidCursor }: Pick<VendorErrors, "invalidCursor">,
  read: () => Promise<readonly (Raw | null)[]>,
): Promise<Page<Raw>> {
  if (!/^\d{1,9}$/.test(cursor)) throw invalidCursor();
  const all = await read();
  const end = Number(cursor) + limit;
  return { items: all.slice(Number(cursor), end), ...(end < all.length && { next: String(end) }) };
}
