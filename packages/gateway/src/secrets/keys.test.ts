import { expect, test } from "vitest";
import { parseKeys } from "./keys.ts";

const ONE = Buffer.alloc(32, 1).toString("base64");
const TWO = Buffer.alloc(32, 2).toString("base64");

test("reads several keys in order", () => {
  const keys = parseKeys(` ${ONE}, ${TWO} `, "KEY");
  expect(keys.map(({ bytes }) => bytes.toString("base64"))).toEqual([ONE, TWO]);
  expect(new Set(keys.map(({ id }) => id)).size).toBe(2);
});

test("derives an id that is stable and not part of the key", () => {
  const [key] = parseKeys(ONE, "KEY");
  expect(key.id).toMatch(/^[0-9a-f]{8}$/);
  expect(key.id).toBe(parseKeys(ONE, "KEY")[0].id);
  expect(key.bytes.toString("hex")).not.toContain(key.id);
});

test.each([
  ["nothing", ""],
  ["a word", "correct horse battery staple"],
  ["16 bytes", Buffer.alloc(16, 1).toString("base64")],
  ["33 bytes", Buffer.alloc(33, 1).toString("base64")],
  ["hex", Buffer.alloc(32, 1).toString("hex")],
])("refuses %s without showing it", (_, text) => {
  expect(() => parseKeys(`${ONE},${text}`, "KEY")).toThrow(
    "Key 2 in KEY is not 32 bytes in base64. Create one with `openssl rand -base64 32`.",
  );
});
