import { InvalidInputError } from "../errors/errors.ts";
import { isPlainObject } from "./plain-object.ts";
import { isWellFormed } from "./well-formed.ts";

/**
 * A value as text: times in RFC 3339, the rest as it reads. A value that has no text, such as an object, NaN or half of a
 * surrogate pair, throws: it must not be left out or be sent as something else, since the vendor would act on another input.
 */
export function textOf(name: string, value: unknown): string {
  const isPlain = ["string", "boolean", "bigint"].includes(typeof value) || Number.isFinite(value);
  if (isPlain && isWellFormed(value)) return `${value}`;
  if (value instanceof Date && Number.isFinite(+value)) return value.toISOString();
  throw new InvalidInputError(`the value of "${name}" is not valid text, a number, a boolean or a time.`);
}

/** Throws for what is no plain object, such as `URLSearchParams` or a `Map`: nothing of it would be sent. */
export function assertPlain(value: unknown, what: string): asserts value is object {
  if (isPlainObject(value)) return;
  throw new InvalidInputError(`the ${what} is not a plain object.`);
}

/** Throws for a sequence that is not a list: what can be read only once could not be sent again. */
export function assertList(value: unknown): asserts value is readonly unknown[] {
  if (Array.isArray(value)) return;
  throw new InvalidInputError("the body is not a list.", { advice: "Pass an array of its items." });
}

/** Whether a value is meant to be sent. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
