import { isRecord, text } from "@mdmkit/unified/vendor";
import { invalidResponse } from "./errors.ts";

/** The records of a page; a response without them is not from JumpCloud. */
export function pageItems<Item>(items: readonly Item[] | undefined, operation: string): readonly Item[] {
  if (Array.isArray(items)) return items;
  throw invalidResponse(operation, "The response has no `results`.");
}

/** The rows of a v2 list, which is a bare array; one without a single record in it is not from JumpCloud. */
export function rowItems<Item>(rows: readonly Item[], operation: string): readonly Item[] {
  if (Array.isArray(rows) && (rows.length === 0 || rows.some(isRecord))) return rows;
  throw invalidResponse(operation, "The response is not a list of records.");
}

/** The record of a response, if it is one: JSON of another shape cannot be a device or a user. */
export function wholeRecord<Item extends { _id?: string; id?: string }>(
  response: Item,
  operation: string,
): Item {
  if (text(response?._id) ?? text(response?.id)) return response;
  throw invalidResponse(operation, "The response contains no record.");
}
