import { expect, it } from "vitest";
import { nameOfTag, primaryEmail, refTo, tagsNamed } from "./refs.ts";

it("a reference is what its id is: none without one", () => {
  expect(refTo("7", "Kim")).toEqual({ id: "7", name: "Kim" });
  expect([refTo(null, "Kim"), refTo(undefined, "Kim")]).toEqual([null, undefined]);
});

it("a blank address gives no list", () => {
  expect([primaryEmail(null), primaryEmail("")]).toEqual([undefined, undefined]);
  expect(primaryEmail("kim@example.com")).toMatchObject([{ is_primary: true }]);
});

it("tags by name are each there once, and blank ones are not", () => {
  expect(tagsNamed([" Lab ", "Lab", " "])).toEqual([{ id: "Lab", name: "Lab" }]);
  expect(tagsNamed(undefined)).toBeUndefined();
});

it.each([
  [{ name: "Lab" }, "Lab"],
  [{ id: "Lab", name: "Lab" }, "Lab"],
  [{ id: "Lab", name: "Office" }, undefined],
  [{ name: " " }, undefined],
])("the name in %j is %j", (tag, name) => expect(nameOfTag(tag)).toBe(name));
