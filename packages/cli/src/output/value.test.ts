import { expect, test } from "vitest";
import { display, displayTime, valueAt } from "./value.ts";

test("distinguishes absent, null and other values", () => {
  expect([display(undefined), display(null), display(false), display(0), display("")]).toEqual([
    "-",
    "none",
    "no",
    "0",
    "",
  ]);
});

test("shows an object by its name", () => {
  expect(display({ id: "1", name: "Ada" })).toBe("Ada");
  expect(display({ id: "1", name: null })).toBe("1");
  expect(display([{ email: "a@example.com" }, { email: "b@example.com" }])).toBe(
    "a@example.com, b@example.com",
  );
});

test("follows paths through arrays", () => {
  expect(valueAt({ tags: [{ name: "a" }, { name: null }, { name: "b" }] }, "tags.name")).toEqual(["a", "b"]);
  expect(valueAt({ owner: null }, "owner.name")).toBeUndefined();
});

test("shows times to the minute", () => {
  expect(displayTime("2026-10-31T14:22:59.123Z")).toBe("2026-10-31 14:22");
  expect(displayTime(null)).toBe("none");
});
