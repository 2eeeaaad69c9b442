import { invalidResponse } from "./errors.ts";

type ListPart<Item> = { searchResults: readonly Item[]; totalCount: number };

/** The rows and the total of a list's envelope; a response without them is not from the vendor. */
export function listPart<Item>(
  response: { result?: Partial<ListPart<Item>> | null },
  operation: string,
): { rows: readonly Item[]; total: number | undefined } {
  const { searchResults: rows, totalCount } = response?.result ?? {};
  if (Array.isArray(rows)) return { rows, total: Number.isSafeInteger(totalCount) ? totalCount : undefined };
  throw invalidResponse(operation, "The response contains no list.");
}

/** The record of an envelope, if it is one. */
export function wholeRecord<Item extends { id: number }>(
  response: { result?: Item | null },
  operation: string,
): Item {
  const record = response?.result;
  if (Number.isSafeInteger(record?.id) && record) return record;
  throw invalidResponse(operation, "The response contains no record.");
}
