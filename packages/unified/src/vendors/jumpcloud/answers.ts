import { InvalidResponseError } from "@mdmkit/runtime";
import { text } from "../../mapping/values.ts";

/** The records of a page; an answer without them is not JumpCloud speaking. */
export function pageItems<Item>(items: readonly Item[] | undefined, operation: string): readonly Item[] {
  if (Array.isArray(items)) return items;
  throw unusable("The answer holds no `results`. Is this JumpCloud's API?", operation);
}

/** The record of an answer, if it is one: JSON of another shape cannot be a device or a user. */
export function wholeRecord<Item extends { _id?: string; id?: string }>(
  answer: Item,
  operation: string,
): Item {
  if (text(answer?._id) ?? text(answer?.id)) return answer;
  throw unusable("The answer holds no record. Is this JumpCloud's API?", operation);
}

function unusable(message: string, operation: string): InvalidResponseError {
  return new InvalidResponseError(message, { vendor: "jumpcloud", operation, reason: "shape" });
}
