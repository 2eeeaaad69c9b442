import { describe, expect, it } from "vitest";
import { readError } from "./read-error.ts";

const inner = JSON.stringify({
  _version: 3,
  Message:
    "An error has occurred - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: a1 - Url: https://internal.example/x?y=z",
  CustomApiErrorPhrase: "",
  RetryAfter: null,
});

describe("an error", () => {
  it("without JSON in its message stays as it is", () => {
    const error = { status: 404, vendorCode: "ResourceNotFound", vendorMessage: "No device." };
    expect(readError(error)).toEqual(error);
    expect(readError({ status: 500 })).toEqual({ status: 500 });
  });

  it("has the message of the JSON in it, without the internal URL", () => {
    expect(readError({ status: 429, vendorCode: "TooManyRequests", vendorMessage: inner })).toEqual({
      status: 429,
      vendorCode: "TooManyRequests",
      vendorMessage: "An error has occurred - Activity ID: a1",
    });
  });

  it("has the details that follow the JSON in its message", () => {
    expect(readError({ status: 400, vendorMessage: `${inner}; too short` })).toMatchObject({
      vendorMessage: "An error has occurred - Activity ID: a1; too short",
    });
  });

  it("has code and message of JSON in JSON, and the code decides what an unknown error is", () => {
    const vendorMessage = JSON.stringify({ ErrorCode: "Forbidden", Message: inner, Target: null });
    expect(readError({ status: 400, vendorCode: "UnknownError", vendorMessage })).toEqual({
      status: 403,
      vendorCode: "Forbidden",
      vendorMessage: "An error has occurred - Activity ID: a1",
    });
  });

  it("of a tenant without Intune says so", () => {
    const vendorMessage = "Request not applicable to target tenant.";
    expect(readError({ status: 400, vendorCode: "BadRequest", vendorMessage })).toMatchObject({
      status: 501,
      advice: "The tenant has no Intune. Check its licenses.",
    });
  });

  it("of an app that is not in the tenant says so", () => {
    const vendorCode = "Authorization_IdentityNotFound";
    expect(readError({ status: 401, vendorCode, vendorMessage: "No identity." })).toMatchObject({
      status: 401,
      advice: "Let an administrator of the tenant consent to the app, and check `tenantId`.",
    });
  });

  it.each(["{", '{"Message":7}', "{}", "[]", "null"])("survives the message %j", (vendorMessage) => {
    expect(readError({ status: 400, vendorMessage })).toMatchObject({ status: 400, vendorMessage });
  });
});
