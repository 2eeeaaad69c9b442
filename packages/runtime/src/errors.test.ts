import { expect, it } from "vitest";
import * as all from "./errors.ts";

it("is known to another copy of the package by a symbol", () => {
  expect(all.MdmError.is(new all.NotFoundError("gone"))).toBe(true);
  expect(all.MdmError.is({ [Symbol.for("mdmkit.error")]: true })).toBe(true);
  expect([new Error("x"), null, undefined, "x"].map((value) => all.MdmError.is(value))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it("says where it comes from, and has only the facts it was given", () => {
  const error = new all.RateLimitError("too many.", {
    vendor: "acme",
    operation: "list",
    retryAfter: 3,
    status: undefined,
  });
  expect(error).toBeInstanceOf(all.MdmError);
  expect(error.message).toBe("[acme] list: too many.");
  expect(Object.keys(error).sort()).toEqual(["code", "operation", "retryAfter", "retryable", "vendor"]);
  expect("cause" in error).toBe(false);
  expect(new all.InvalidInputError("wrong.").message).toBe("wrong.");
});

it("tells its kinds apart by code", () => {
  const error: all.MdmError = new all.InvalidResponseError("odd.", { reason: "shape" });
  expect([error.code, error.retryable, error instanceof all.InvalidResponseError && error.reason]).toEqual([
    "invalid-response",
    false,
    "shape",
  ]);
});
