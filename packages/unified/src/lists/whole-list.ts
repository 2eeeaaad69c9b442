import type { Page, PageRequest } from "../contract/resource-contract.ts";

/** A page of a list that the vendor returns whole, for contracts with `seek: "offset"`. */
export function pageOfWhole<Raw>(
  rows: readonly (Raw | null)[],
  { cursor = "0", limit }: Pick<PageRequest<never>, "cursor" | "limit">,
): Page<Raw> {
  const offset = Number(cursor);
  return { items: rows.slice(offset, offset + limit), total: rows.length };
}
