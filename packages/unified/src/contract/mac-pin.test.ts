import { InvalidInputError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { macPin } from "./mac-pin.ts";

const refuse = (message: string) => new InvalidInputError(message, { vendor: "acme" });

describe("the PIN of a Mac", () => {
  it("is six digits, needed or not", () => {
    expect([true, false].map((isNeeded) => macPin("012345", isNeeded, refuse))).toEqual(["012345", "012345"]);
  });

  it.each([null, undefined])("is demanded where it is needed: %j", (pin) => {
    expect(() => macPin(pin, true, refuse)).toThrow("A Mac requires a `pin` of six digits");
    expect(macPin(pin, false, refuse)).toBeUndefined();
  });

  it.each(["", "12345", "1234567", " 123456", "12345a", "１２３４５６"])("is not %j", (pin) => {
    for (const isNeeded of [true, false])
      expect(() => macPin(pin, isNeeded, refuse)).toThrow(InvalidInputError);
  });
});
