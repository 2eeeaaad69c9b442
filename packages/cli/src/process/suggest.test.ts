import { expect, test } from "vitest";
import { suggest } from "./suggest.ts";

const FIELDS = ["name", "serial_number", "os_name", "os_version"];

test.each([
  ["serial_numbr", "Did you mean serial_number?"],
  ["seiral_number", "Did you mean serial_number?"],
  ["serial", "Did you mean serial_number?"],
  ["os_", undefined], // two begin with it
  ["", undefined],
  ["colour", undefined],
])("for %j: %s", (word, suggestion) => {
  expect(suggest(word, FIELDS)).toBe(suggestion);
});
