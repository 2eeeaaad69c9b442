import fc from "fast-check";
import { expect, test } from "vitest";
import { StoreError } from "../errors/store-error.ts";
import { sealerOf } from "../fixtures/databases.ts";

const SECRET = "a-very-secret-value";

test("decrypts any text that it encrypted", () => {
  const sealer = sealerOf("a");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, place) => {
      expect(sealer.open(sealer.seal(text, place), place)).toBe(text);
    }),
  );
});

test("encrypts the same text differently each time, and shows none of it", () => {
  const sealer = sealerOf("a");
  const sealed = [1, 2, 3].map(() => sealer.seal(SECRET, "here"));
  expect(new Set(sealed).size).toBe(3);
  for (const each of sealed)
    expect(Buffer.from(each.split(".")[3] ?? "", "base64url").includes(SECRET)).toBe(false);
});

test("hashes the same text alike with the same first key only", () => {
  expect(sealerOf("a", "b").hash(SECRET)).toBe(sealerOf("a").hash(SECRET));
  expect(sealerOf("b", "a").hash(SECRET)).not.toBe(sealerOf("a").hash(SECRET));
  expect(sealerOf("a").hash(SECRET)).not.toBe(sealerOf("a").hash(`${SECRET}2`));
});

test("does not decrypt text with another binding", () => {
  const sealer = sealerOf("a");
  expect(() => sealer.open(sealer.seal(SECRET, "account 1"), "account 2")).toThrow("changed or moved");
});

test("decrypts with an older key, and reports that it is not the first", () => {
  const old = sealerOf("a").seal(SECRET, "here");
  const sealer = sealerOf("b", "a");
  expect(sealer.open(old, "here")).toBe(SECRET);
  expect([sealer.isCurrent(old), sealer.isCurrent(sealer.seal(SECRET, "here"))]).toEqual([false, true]);
});

test("names the missing key", () => {
  const sealed = sealerOf("a").seal(SECRET, "here");
  expect(() => sealerOf("b").open(sealed, "here")).toThrow(`which is missing`);
  expect(() => sealerOf("b").open(sealed, "here")).toThrow(sealerOf("a").keyIds[0]);
});

test("refuses changed text, without showing its content", () => {
  const sealer = sealerOf("a");
  const sealed = sealer.seal(SECRET, "here");
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.constantFrom(..."AZaz09-_."), (at, letter) => {
      const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
      fc.pre(changed !== sealed);
      expect(() => sealer.open(changed, "here")).toThrow(StoreError);
    }),
  );
  for (const text of ["", ".", "v1", "v1.x.y.z", sealed.slice(0, -8), `${sealed.split(".", 3).join(".")}.`])
    expect(() => sealer.open(text, "here")).toThrow(StoreError);
});
