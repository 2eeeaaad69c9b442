import { describe, expect, it } from "vitest";
import { readErrorEnvelope } from "./error-envelope.ts";
import * as operations from "./generated/operations.ts";

const { assignDevices, lockDevices, listDevices, forceDeviceCheckin, sendDeviceMessage } = operations;

describe("readErrorEnvelope", () => {
  it.each([
    [1, lockDevices],
    [true, sendDeviceMessage],
    [2, forceDeviceCheckin],
    [0, operations.relinquishOwnership],
    [0, operations.cancelRelinquishOwnership],
    [{ totalCount: 0, searchResults: [] }, listDevices],
    [{ totalCount: 3, searchResults: [{ id: 1 }] }, operations.checkLockViability],
    [{ totalCount: 0, offset: 0, searchResults: [] }, assignDevices],
    [1, assignDevices],
    [[], operations.listDepProfiles],
    [undefined, operations.replaceDeviceCustomAttributes],
  ])("lets the result %j pass", (result, operation) => {
    expect(readErrorEnvelope({ errors: null, result }, operation)).toBeUndefined();
  });

  it.each([undefined, null, "text", 7, [], { attrs: { cityId: "SF" } }])(
    "accepts the bare response %j",
    (response) => {
      expect(readErrorEnvelope(response, operations.getDeviceCustomAttributes)).toBeUndefined();
    },
  );

  it("finds nothing in errors that hold only empty lists, however deep", () => {
    const errors: unknown = JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);
    expect(readErrorEnvelope({ errors, result: 1 }, lockDevices)).toBeUndefined();
  });

  it.each([
    [0, lockDevices],
    [0, forceDeviceCheckin],
    [0, operations.logOutDeviceUsers],
    [0, assignDevices],
    [false, sendDeviceMessage],
    [false, operations.excludeDeviceConfigs],
  ])("calls the result %j a conflict", (result, operation) => {
    expect(readErrorEnvelope({ errors: null, result }, operation)).toEqual({ status: 409 });
  });

  it("reports whom an assignment rejects, by the first code", () => {
    const searchResults = [
      { id: 1, actionExceptionCodes: [null, "PLATFORM_NOT_SUPPORTED"] },
      { id: 2, actionExceptionCodes: ["OTHER"] },
    ];
    expect(
      readErrorEnvelope({ errors: null, result: { totalCount: 2, searchResults } }, assignDevices),
    ).toEqual({
      status: 409,
      vendorCode: "PLATFORM_NOT_SUPPORTED",
      vendorMessage: "PLATFORM_NOT_SUPPORTED, OTHER",
    });
    expect(
      readErrorEnvelope({ errors: null, result: { totalCount: 1, searchResults: [] } }, assignDevices),
    ).toMatchObject({ status: 409 });
  });

  it.each([
    [
      { fieldErrors: [{ code: "Range", message: "1 to 500", field: "rows" }] },
      { vendorCode: "Range", vendorMessage: "rows: 1 to 500" },
    ],
    [{ globalErrors: [{ message: "No." }], fieldErrors: null }, { vendorMessage: "No." }],
    [{ globalErrors: ["No."], fieldErrors: [{ message: "Bad." }] }, { vendorMessage: "No.; Bad." }],
    [
      { code: "X", message: "No." },
      { vendorCode: "X", vendorMessage: "No." },
    ],
    ["No.", { vendorMessage: "No." }],
  ])("reads the words of %j, whatever the result", (errors, words) => {
    expect(readErrorEnvelope({ errors, result: 1 }, listDevices)).toMatchObject({ status: 400, ...words });
  });

  it.each([null, {}, [], { globalErrors: null, fieldErrors: [] }])("takes %j for no error", (errors) => {
    expect(readErrorEnvelope({ errors, result: 1 }, lockDevices)).toBeUndefined();
  });
});
