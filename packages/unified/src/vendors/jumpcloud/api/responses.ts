import { text } from "@mdmkit/unified/vendor";
import { invalidResponse } from "./errors.ts";

/** The record of a response, if it is one: JSON of another shape cannot be a device or a user. */
export function wholeRecord<Item extends { _id?: string; id?: string }>(
  response: Item,
  operation: string,
): Item {
  if (text(response?._id) ?? text(response?.id)) return response;
  throw invalidResponse(operation, "The response contains no record.");
}
