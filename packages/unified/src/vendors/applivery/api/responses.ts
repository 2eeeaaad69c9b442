import { isRecord, list, text } from "@mdmkit/unified/vendor";
import { invalidResponse } from "./errors.ts";

/** The content of the envelope; a response without it is not from Applivery. */
export function dataOf<Data extends object>(response: { data: Data } | undefined, operation: string): Data {
  if (isRecord(response) && isRecord(response.data)) return response.data;
  throw invalidResponse(operation, "The response has no `data`.");
}

/** The record of a response, if it is one: JSON of another shape cannot be a device or a user. */
export function recordIn<Data extends { id?: string }>(
  response: { data: Data } | undefined,
  operation: string,
): Data {
  const record = dataOf(response, operation);
  if (text(record.id)) return record;
  throw invalidResponse(operation, "The response contains no record.");
}

/** The items of a response whose `data` is a list or an object around one; which of them is not documented. */
export function itemsIn<Item>(
  response: { data: readonly Item[] | { items: readonly Item[] } } | undefined,
  operation: string,
): readonly Item[] {
  const data = isRecord(response) ? response.data : undefined;
  if (Array.isArray(data)) return list<Item>(data);
  if (isRecord(data) && "items" in data && Array.isArray(data.items)) return list<Item>(data.items);
  throw invalidResponse(operation, "The response contains no list.");
}
