import { describe, expect, it } from "vitest";
import { conceal, secretsIn } from "./conceal.ts";

describe("secretsIn", () => {
  it.each([
    [["pin"], ["0042"]],
    [["list[].pin"], ["1", "2"]],
    [["byName.*.pin"], ["3"]],
    [
      ["pin", "list[].pin", "none.at.all"],
      ["0042", "1", "2"],
    ],
    [["list"], []],
  ])("finds what stands at %j", (paths, secrets) => {
    const body = { pin: "0042", list: [{ pin: 1 }, { pin: 2 }, null], byName: { one: { pin: "3" } } };
    expect(secretsIn(body, paths)).toEqual(secrets);
  });

  it("finds nothing without a body", () => expect(secretsIn(undefined, ["pin"])).toEqual([]));
});

describe("conceal", () => {
  it("masks each occurrence, the longer secret first, and leaves the rest", () => {
    const said = { status: 400, vendorMessage: 'PIN 12345 is no "a\\"b", nor 123', vendorCode: "BAD_PIN" };
    expect(conceal(said, ["123", "12345", 'a"b'])).toEqual({
      status: 400,
      vendorMessage: 'PIN *** is no "***", nor ***',
      vendorCode: "BAD_PIN",
    });
  });

  it("says the same of a request without secrets", () => {
    const said = { status: 400, vendorMessage: "no" };
    expect(conceal(said, [])).toEqual(said);
  });
});
