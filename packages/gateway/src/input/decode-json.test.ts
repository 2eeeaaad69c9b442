import fc from "fast-check";
import { expect, it } from "vitest";
import { findRepeatedKey } from "./decode-json.ts";

it("finds no repeated key in what JSON.stringify wrote", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, isIndented) => {
      expect(findRepeatedKey(JSON.stringify(value, null, isIndented ? 2 : 0))).toBeUndefined();
    }),
  );
});

it("finds a key that is repeated at any place", () => {
  const place = fc.array(fc.oneof(fc.nat({ max: 3 }), fc.string({ maxLength: 8 })), { maxLength: 6 });
  fc.assert(
    fc.property(place, fc.string({ maxLength: 8 }), fc.jsonValue(), (path, key, value) => {
      const name = JSON.stringify(key);
      const twice = `{${name}:${JSON.stringify(value)}, ${name} : 1}`;
      const text = path.reduceRight<string>(
        (inner, step) =>
          typeof step === "number"
            ? `[${"{},".repeat(step)}${inner}]`
            : `{"${"x".repeat(9)}":{},${JSON.stringify(step)}:${inner}}`,
        twice,
      );
      expect(findRepeatedKey(text)).toBe([...path, key].join("."));
    }),
  );
});

it("takes linear time and constant stack for hostile text", () => {
  expect(findRepeatedKey("[".repeat(500_000))).toBeUndefined();
  expect(findRepeatedKey('{"a":'.repeat(100_000))).toBeUndefined();
});
