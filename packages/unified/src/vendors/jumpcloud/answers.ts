import { InvalidResponseError } from "@mdmkit/runtime";
import { text } from "../../mapping/values.ts";
import { isRecord } from "../../record.ts";

/** The records of a page; an answer without them is not JumpCloud speaking. */
export function pageItems<Item>(items: readonly Item[] | undefined, operation: string): readonly Item[] {
  if (Array.isArray(items)) return items;
  throw unusable("The answer holds no `results`. Is this JumpCloud's API?", operation);
}

/** The rows of a v2 list, which is a bare array; one without a single record in it is not JumpCloud speaking. */
export function rowItems<Item>(rows: readonly Item[], operation: string): readonly Item[] {
  if (Array.isArray(rows) && (rows.length === 0 || rows.some(isRecord))) return rows;
  throw unusable("The answer is no list of records. Is this JumpCloud's API?", operation);
}

/** The record of an answer, if it is one: JSON of another shape cannot be a device or a user. */
export function wholeRecord<Item extends { _id?: string; id?: string }>(
  answer: Item,
  operation: string,
): Item {
  if (text(answer?._id) ?? text(answer?.id)) return answer;
  throw unusable("The answer holds no record. Is this JumpCloud's API?", operation);
}

/** An answer that nothing can be done with. */
export function unusable(message: string, operation: string): InvalidResponseError {
  return new InvalidResponseError(message, { vendor: "jumpcloud", operation, reason: "shape" });
}
