import { expect, test } from "vitest";
import { printable, printableJson } from "./printable.ts";

test("plain text is unchanged", () => {
  expect(printable("Kaya’s MacBook Pro 💻 東京")).toBe("Kaya’s MacBook Pro 💻 東京");
});

test("escape sequences become visible symbols", () => {
  expect(printable("\x1b[31mred\x07")).toBe("␛[31mred␇");
});

test("line breaks cannot start a new row", () => {
  expect(printable("one\r\ntwo")).toBe("one␍␊two");
});

test("replaces the one-character CSI of 8-bit terminals", () => {
  expect(printable("\u009b31m")).toBe("\ufffd31m");
});

test("replaces marks that reverse the direction of text", () => {
  expect(printable("exe\u202egnp")).toBe("exe\ufffdgnp");
});

test("keeps the joiner of an emoji", () => {
  expect(printable("👩‍💻")).toBe("👩‍💻");
});

test("escaped JSON has the same meaning", () => {
  const text = JSON.stringify({ name: "a\u009bb\u202ec\x7f" });
  const shown = printableJson(text);
  expect(shown).toBe('{"name":"a\\u009bb\\u202ec\\u007f"}');
  expect(JSON.parse(shown)).toEqual(JSON.parse(text));
});
