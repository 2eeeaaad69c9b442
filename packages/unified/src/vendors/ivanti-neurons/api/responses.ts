import { rowsIn } from "./errors.ts";

type Part<Item> = { searchResults: readonly Item[]; totalCount: number };

/** The rows and the total of a list's envelope. */
export function listPart<Item>(response: { result?: Partial<Part<Item>> | null }, operation: string) {
  const { searchResults, totalCount } = response?.result ?? {};
  const total = Number.isSafeInteger(totalCount) ? totalCount : undefined;
  return { rows: rowsIn(searchResults, operation), total };
}
