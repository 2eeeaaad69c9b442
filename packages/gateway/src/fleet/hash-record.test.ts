import fc from "fast-check";
import { expect, test } from "vitest";
import { hashRecord } from "./hash-record.ts";

const value = fc.jsonValue({ noUnicodeString: false, maxDepth: 3 });
const field = fc.constantFrom("name", "model", "tags", "custom_fields", "ip_addresses", "last_activity_at");

test("records have the same hash exactly if they have the same JSON, in whatever order their fields are", () => {
  const record = fc.dictionary(field, value, { noNullPrototype: true });
  fc.assert(
    fc.property(record, field, value, (one, name, other) => {
      const reversed = Object.fromEntries(Object.entries(one).toReversed());
      expect(hashRecord(reversed)).toEqual(hashRecord(one));
      const changed = { ...one, [name]: other };
      const isSame = JSON.stringify(one[name]) === JSON.stringify(other);
      const [before, after] = [hashRecord(one), hashRecord(changed)];
      const isVolatile = name === "ip_addresses" || name === "last_activity_at";
      expect(before.stable === after.stable).toBe(isSame || isVolatile);
      expect(before.volatile === after.volatile).toBe(isSame || !isVolatile);
    }),
  );
});

test.each<[string, unknown, unknown]>([
  ["a number and its text", 1, "1"],
  ["an empty list and an empty object", [], {}],
  ["one list of two and two lists of one", [["a", "b"]], [["a"], ["b"]]],
  ["where a text ends", ["ab", "c"], ["a", "bc"]],
  ["a key and its value", { a: "b" }, { b: "a" }],
  ["null and an empty text", null, ""],
])("distinguishes %s", (_, one, other) => {
  expect(hashRecord({ tags: one })).not.toEqual(hashRecord({ tags: other }));
});

test("leaves out what is undefined, and what the vendor sent", () => {
  const record = { id: "1", name: "One" };
  expect(hashRecord({ ...record, model: undefined, remote_data: { a: 1 } })).toEqual(hashRecord(record));
});
