import { isRecord, list, text } from "@mdmkit/unified/vendor";
import { invalidResponse } from "./errors.ts";

/** What is inside the envelope; an answer without it is not Applivery speaking. */
export function dataOf<Data extends object>(answer: { data: Data } | undefined, operation: string): Data {
  if (isRecord(answer) && isRecord(answer.data)) return answer.data;
  throw invalidResponse(operation, "The response has no `data`.");
}

/** The record of an answer, if it is one: JSON of another shape cannot be a device or a user. */
export function recordIn<Data extends { id?: string }>(
  answer: { data: Data } | undefined,
  operation: string,
): Data {
  const record = dataOf(answer, operation);
  if (text(record.id)) return record;
  throw invalidResponse(operation, "The response contains no record.");
}

/** The members of an answer whose `data` is a list or an object around one; which of them is not documented. */
export function itemsIn<Item>(
  answer: { data: readonly Item[] | { items: readonly Item[] } } | undefined,
  operation: string,
): readonly Item[] {
  const data = isRecord(answer) ? answer.data : undefined;
  if (Array.isArray(data)) return list<Item>(data);
  if (isRecord(data) && "items" in data && Array.isArray(data.items)) return list<Item>(data.items);
  throw invalidResponse(operation, "The response contains no list.");
}
