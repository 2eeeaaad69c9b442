import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as all from "./errors.ts";
import type { ErrorCode, MdmError } from "./mdm-error.ts";

it("distinguishes its kinds by code", () => {
  const error: MdmError = new all.InvalidResponseError("odd.", { reason: "shape" });
  expect([error.code, error.retryable, error instanceof all.InvalidResponseError && error.reason]).toEqual([
    "invalid-response",
    false,
    "shape",
  ]);
});

describe("the table of errors in the README", () => {
  // Every code of the type and none besides, or this does not compile.
  const classes: Record<ErrorCode, { readonly prototype: MdmError; readonly name: string }> = {
    authentication: all.AuthenticationError,
    permission: all.PermissionError,
    "not-found": all.NotFoundError,
    conflict: all.ConflictError,
    validation: all.ValidationError,
    "rate-limit": all.RateLimitError,
    "vendor-unavailable": all.VendorUnavailableError,
    timeout: all.TimeoutError,
    aborted: all.AbortedError,
    connection: all.ConnectionError,
    "invalid-response": all.InvalidResponseError,
    "unsupported-capability": all.UnsupportedCapabilityError,
    "unsupported-operation": all.UnsupportedOperationError,
    confirmation: all.ConfirmationError,
    "invalid-input": all.InvalidInputError,
    "accounts-failed": all.AccountsFailedError,
  };
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const table = readme.slice(readme.indexOf("| `code`")).split("\n\n")[0] ?? "";
  const rows = table.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));

  it("has a row for each code, with its class and whether to try again", () => {
    const facts = rows
      .slice(2)
      .map(([, code = "", name, , retryable]) => [code.replaceAll("`", ""), name, retryable]);
    const exceptions: Partial<Record<string, string>> = {
      "invalid-response": "if cut off", // a broken response may be complete the next time; one of another kind will not
      "accounts-failed": "if all are",
    };
    const mayRetry = (code: string, prototype: MdmError) =>
      exceptions[code] ?? (prototype.retryable ? "yes" : "no");
    expect(facts).toEqual(
      Object.entries(classes).map(([code, { name, prototype }]) => [code, name, mayRetry(code, prototype)]),
    );
  });

  it("says of each what it means and what to do", () => {
    expect(rows[0]?.slice(1, -1)).toEqual(["`code`", "class", "means", "retryable", "what to do"]);
    for (const cells of rows) expect(cells.slice(1, -1).filter(Boolean)).toHaveLength(5);
  });

  it("agrees with the classes on their codes", () => {
    for (const [code, { prototype }] of Object.entries(classes)) expect(prototype.code).toBe(code);
  });
});
