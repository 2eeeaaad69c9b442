import { describe, expect, it } from "vitest";
import { assertResponse, readCommandId } from "./confirmation.ts";

const vendor = {
  id: "acme",
  operations: {
    lock: { method: "POST", path: "/lock", returnsBody: true },
    wipe: { method: "POST", path: "/wipe" },
  },
} as const;

const named = (response: unknown) => (Array.isArray(response) ? response[0] : undefined);
const plan = (operation: string, commandId?: (response: unknown) => string | null | undefined) => ({
  steps: [{ operation }],
  ...(commandId && { commandId }),
});

describe("the response to an action", () => {
  it("gives the id of the command, or null where there is none", () => {
    expect(readCommandId(vendor, plan("lock", named), ["c1"])).toBe("c1");
    expect(
      readCommandId(
        vendor,
        plan("lock", () => null),
        {},
      ),
    ).toBeNull();
    expect(readCommandId(vendor, plan("lock"), {})).toBeNull();
  });

  it("may say anything to a write without a command, but not nothing", () => {
    expect(() => assertResponse(vendor, plan("lock"), undefined)).toThrow("the response is empty.");
    expect(() => assertResponse(vendor, plan("lock"), { message: "OK" })).not.toThrow();
    expect(() => assertResponse(vendor, plan("wipe"), "")).not.toThrow();
  });

  it("may be empty where the vendor's document has no body", () =>
    expect(readCommandId(vendor, plan("wipe"), undefined)).toBeNull());

  it.each([
    ["is empty", "lock", undefined, undefined],
    ["is empty", "lock", undefined, null],
    ["is empty", "lock", () => null, ""],
    ["is empty", "wipe", named, undefined],
    ["does not confirm the write", "lock", named, { message: "OK" }],
  ] as const)("that %s leaves open what was done", (problem, operation, commandId, response) => {
    expect(() => readCommandId(vendor, plan(operation, commandId), response)).toThrow(
      `[acme] ${operation}: the response ${problem}. The request was sent and may have been carried out. Check`,
    );
  });
});
