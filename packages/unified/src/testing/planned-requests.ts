import { safetyOf } from "@mdmkit/runtime";
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

/** A request as preview and log both tell it. */
export function outline({ operation, method, path }: ActionRequest | TestRequest) {
  return { operation, method, path: path.split("?")[0] };
}

/** Whether a body is the one that was previewed, where secrets are masked. */
export function isPreviewed(preview: unknown, sent: unknown): boolean {
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
