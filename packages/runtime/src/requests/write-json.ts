import type { BodyFormat } from "../operation/operation.ts";
import { isPlainObject } from "./plain-object.ts";
import { textOf } from "./text-of.ts";

/** A value as JSON. What JSON would leave out or replace, such as NaN, a `Map`, bytes or a hole in a list, throws. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key, written: unknown) {
    // An invalid date becomes null, and what is undefined in a list, too.
    const isWhole = written === null ? this[key] === null : Array.isArray(written) || isPlainObject(written);
    const isAbsent = written === undefined && !Array.isArray(this);
    if (!isWhole && !isAbsent && typeof written !== "bigint") textOf(key, written);
    return written;
  });
}

/** JSON with a media type of its own, such as `application/merge-patch+json`. */
export function jsonBodyOf(contentType: string): BodyFormat {
  return { contentType, write: writeJson };
}

/** Encodes a body as JSON. */
export const jsonBody: BodyFormat = { contentType: "application/json", write: writeJson };
