import type { UnifiedComponents } from "@mdmkit/unified";
import type { AnyRecord } from "./resource.ts";

type Position = UnifiedComponents["schemas"]["ListPosition"];

// With `raw` the body is the vendor's alone, so that headers have what other formats have in the body.

/** The position and report of a list, without drift, which has no limit. */
export function positionHeader({ report, ...position }: Position): Record<string, string> {
  return { "x-list-position": asciiJson({ ...position, report: report && { ...report, drift: undefined } }) };
}

/** The gaps of a record, if it has any. */
export function gapsHeader({ gaps }: AnyRecord): Record<string, string> {
  return gaps ? { "x-record-gaps": asciiJson(gaps) } : {};
}

/** JSON that a header can carry: other characters are escaped. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
