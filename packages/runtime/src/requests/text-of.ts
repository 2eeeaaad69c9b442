import { InvalidInputError } from "../errors/errors.ts";

/**
 * A value as text: times in RFC 3339, the rest as it reads. A value that has no text, such as an object or NaN, throws: it must
 * not be left out or be sent as something else, since the vendor would act on another input.
 */
export function textOf(name: string, value: unknown): string {
  if (["string", "boolean", "bigint"].includes(typeof value) || Number.isFinite(value)) return `${value}`;
  if (value instanceof Date && Number.isFinite(value.getTime())) return value.toISOString();
  throw new InvalidInputError(`the value of "${name}" is not text, a number, a boolean or a time.`);
}

/** Whether a value is an object literal or the like: no array, and no instance such as a `Map`. Those of another realm count, too. */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Throws for what is no plain object, such as `URLSearchParams` or a `Map`: nothing of it would be sent. */
export function assertPlain(value: unknown, what: string): asserts value is object {
  if (isPlainObject(value)) return;
  throw new InvalidInputError(`the ${what} is not a plain object.`, {
    advice: "Pass an object such as { name: value }.",
  });
}

/** Whether a value is meant to be sent. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
