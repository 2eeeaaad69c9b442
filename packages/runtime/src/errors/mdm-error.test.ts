import { expect, it } from "vitest";
import {
  ConnectionError,
  InvalidInputError,
  InvalidResponseError,
  NotFoundError,
  RateLimitError,
} from "./errors.ts";
import { MdmError, withFacts } from "./mdm-error.ts";

it("is recognized by another copy of the package by a symbol", () => {
  expect(MdmError.is(new NotFoundError("gone"))).toBe(true);
  expect(MdmError.is({ [Symbol.for("mdmkit.error")]: true })).toBe(true);
  expect([new Error("x"), null, undefined, "x"].map((value) => MdmError.is(value))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it("has its origin, problem and advice as fields, and a message composed of them", () => {
  const error = new RateLimitError("too many requests.", {
    vendor: "acme",
    operation: "list",
    advice: "Wait.",
    retryAfter: 3,
    status: undefined,
  });
  expect(error).toBeInstanceOf(MdmError);
  expect(error.message).toBe("[acme] list: too many requests. Wait.");
  expect({ ...error }).toEqual({
    code: "rate-limit",
    problem: "too many requests.",
    advice: "Wait.",
    vendor: "acme",
    operation: "list",
    retryAfter: 3,
    retryable: true,
  });
  expect("cause" in error).toBe(false);
  expect(new InvalidInputError("wrong.").message).toBe("wrong.");
});

it.each([
  ["not-sent", undefined, "it failed. Nothing was sent. Look."],
  ["rejected", undefined, "it failed. Look."],
  ["indeterminate", undefined, "it failed. The request was sent and may have been carried out. Look."],
  ["partial", ["lock", "erase"], "it failed. Carried out before the failure: lock, erase. Look."],
  ["applied", ["create"], "it failed. Carried out before the failure: create. Look."],
] as const)("says that a write was %s", (outcome, completed, message) => {
  expect(new InvalidInputError("it failed.", { outcome, completed, advice: "Look." }).message).toBe(message);
});

it("keeps the vendor's words and the cause out of logs, and problem, advice and outcome in them", () => {
  const error = new NotFoundError("gone.", {
    advice: "Check the id.",
    outcome: "rejected",
    vendorMessage: "no Ada Lovelace",
    cause: new Error("secret"),
  });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "NotFoundError",
    message: "gone. Check the id.",
    code: "not-found",
    problem: "gone.",
    advice: "Check the id.",
    outcome: "rejected",
    retryable: false,
  });
});

it("gets further facts in a copy, which is an error of the same class with the same stack frames", () => {
  const cause = new Error("reset");
  const error = new InvalidResponseError("cut off.", {
    advice: "Try again.",
    reason: "truncated",
    retryable: true,
    vendorMessage: "hidden",
    cause,
  });
  const copy = withFacts(error, { outcome: "indeterminate", advice: "Check.", retryable: false });
  expect(copy).toBeInstanceOf(InvalidResponseError);
  expect(Object.prototype.toString.call(copy)).toBe("[object Error]");
  expect({ ...copy }).toEqual({ ...error, outcome: "indeterminate", advice: "Check.", retryable: false });
  expect([copy.vendorMessage, copy.cause]).toEqual(["hidden", cause]);
  expect(copy.stack?.split("\n")[0]).toBe(`InvalidResponseError: ${copy.message}`);
  expect(copy.stack?.split("\n").slice(1)).toEqual(error.stack?.split("\n").slice(1));
  expect(error.message).toBe("cut off. Try again.");
  expect("cause" in withFacts(new ConnectionError("no."), {})).toBe(false);
});

it("gets further facts also where a subclass has a constructor of its own", () => {
  class StoreError extends MdmError {
    override readonly name = "StoreError";
    override readonly code = "connection";
    readonly reason: string;
    constructor(reason: string) {
      super("the store failed.");
      this.reason = reason;
    }
  }
  const copy = withFacts(new StoreError("busy"), { outcome: "not-sent" });
  expect(copy).toMatchObject({ name: "StoreError", code: "connection", reason: "busy", outcome: "not-sent" });
  expect(copy).toBeInstanceOf(StoreError);
});
