import { InvalidInputError } from "@mdmkit/runtime";
import { INVALID_CURSOR } from "../contract/errors.ts";
import type { Page, PageRequest } from "../contract/resource-contract.ts";

/** A page of a list that the vendor returns whole. With `seek: "offset"` the engine reads by offset, and otherwise by `next`. */
export function pageOfWhole<Raw>(
  rows: readonly (Raw | null)[],
  { cursor = "0", limit }: Pick<PageRequest<never>, "cursor" | "limit">,
): Page<Raw> {
  if (!/^\d{1,9}$/.test(cursor)) throw new InvalidInputError(INVALID_CURSOR);
  const end = Number(cursor) + limit;
  return {
    items: rows.slice(Number(cursor), end),
    total: rows.length,
    ...(end < rows.length && { next: String(end) }),
  };
}
