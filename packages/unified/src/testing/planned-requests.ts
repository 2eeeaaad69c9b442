import { safetyOf } from "@mdmkit/runtime";
import { expect } from "vitest";
import type { ActionRequest } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import type { TestRequest } from "./vendor-test.ts";

/** The requests among these that change something at the vendor. */
export function writesAmong({ operations }: Vendor, requests: readonly TestRequest[]): TestRequest[] {
  return requests.filter(({ operation }) => {
    const known = operations[operation];
    return known !== undefined && safetyOf(known) !== "read";
  });
}

/** How often a write is sent when the vendor fails: once, unless its document says that repeating it does no harm. */
export function attemptsOf({ operations }: Vendor, operation: string): 1 | 4 {
  return operations[operation]?.retrySafe ? 4 : 1;
}

/** Values of every kind that a caller may pass through in a query. */
export const REMOTE_QUERY = {
  fields: ["a", "b c"],
  empty: [],
  none: null,
  absent: undefined,
  nested: { a: "x&y", b: null },
  at: new Date("2026-01-02T03:04:05.678Z"),
  flag: false,
};

/**
 * Expects that the writes among what was sent are those of a preview: by operation as the sandbox logs them, by method,
 * path and query as `fetch` received them.
 */
export function expectSentAsPreviewed(
  vendor: Vendor,
  requests: readonly ActionRequest[],
  { sent, calls }: { readonly sent: readonly TestRequest[]; readonly calls: readonly string[] },
): void {
  const writes = writesAmong(vendor, sent);
  expect(writes.map(outline)).toEqual(requests.map(outline));
  for (const { method, path } of requests) expect(calls).toContain(`${method} ${path}`);
  expect(writes.every(({ body }, at) => isPreviewed(requests[at]?.body, body))).toBe(true);
}

const outline = ({ operation, method }: ActionRequest | TestRequest) => ({ operation, method });

/** Whether a body is the one that was previewed, where secrets are masked. */
function isPreviewed(preview: unknown, sent: unknown): boolean {
  if (preview === "***") return sent !== undefined;
  if (typeof preview !== "object" || preview === null) return preview === (sent ?? null);
  if (typeof sent !== "object" || sent === null) return false;
  const names = new Set([...Object.keys(preview), ...Object.keys(sent)]);
  return [...names].every((name) => {
    const value: unknown = Reflect.get(preview, name);
    return value === undefined
      ? Reflect.get(sent, name) === undefined
      : isPreviewed(value, Reflect.get(sent, name));
  });
}
