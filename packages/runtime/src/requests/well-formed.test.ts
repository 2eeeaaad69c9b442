import { expect, it } from "vitest";
import { isWellFormed } from "./well-formed.ts";

const HALF = "\ud83d";
const CIRCLE: unknown[] = [];
CIRCLE.push(CIRCLE);

it.each([HALF, "\ude00", `a${HALF}b`, [HALF], { a: { b: [HALF] } }, { [HALF]: 1 }])(
  "finds half of a surrogate pair in a text, a list, an object and a name: %#",
  (value) => expect(isWellFormed(value)).toBe(false),
);

it.each(["😀", "", "\u0000", { "😀": ["é"] }, 1, null, undefined, new Map([["a", HALF]]), CIRCLE])(
  "takes whole texts and what is no text: %#",
  (value) => expect(isWellFormed(value)).toBe(true),
);
