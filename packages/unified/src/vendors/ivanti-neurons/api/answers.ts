import { invalidResponse } from "./errors.ts";

type ListPart<Item> = { searchResults: readonly Item[]; totalCount: number };

/** The rows and the total of a list's envelope; an answer without them is not the vendor speaking. */
export function listPart<Item>(
  answer: { result?: Partial<ListPart<Item>> | null },
  operation: string,
): { rows: readonly Item[]; total: number | undefined } {
  const { searchResults: rows, totalCount } = answer?.result ?? {};
  if (Array.isArray(rows)) return { rows, total: Number.isSafeInteger(totalCount) ? totalCount : undefined };
  throw invalidResponse(operation, "The response contains no list.");
}

/** The record of an envelope, if it is one. */
export function wholeRecord<Item extends { id: number }>(
  answer: { result?: Item | null },
  operation: string,
): Item {
  const record = answer?.result;
  if (Number.isSafeInteger(record?.id) && record) return record;
  throw invalidResponse(operation, "The response contains no record.");
}
