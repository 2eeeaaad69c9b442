import { PermissionError, VendorUnavailableError } from "@mdmkit/runtime";
import { expect, it } from "vitest";
import { createSharedRead } from "./shared-read.ts";

/** A read that fails with each of `errors` and then succeeds. */
function counted(...errors: Error[]) {
  let count = 0;
  const shared = createSharedRead(async () => {
    count += 1;
    const error = errors[count - 1];
    if (error) throw error;
    return count;
  });
  return { shared, count: () => count };
}

it("reads once until a list begins again", async () => {
  const { shared, count } = counted();
  expect(await Promise.all([shared.get(undefined), shared.get(undefined)])).toEqual([1, 1]);
  shared.forgive();
  expect(await shared.get(undefined)).toBe(1);
  shared.restart();
  expect([await shared.get(undefined), count()]).toEqual([2, 2]);
});

it("asks once for what the account may not read, until that is forgiven", async () => {
  const { shared, count } = counted(new PermissionError("no."));
  await expect(shared.get(undefined)).rejects.toThrow("no.");
  await expect(shared.get(undefined)).rejects.toThrow("no.");
  expect(count()).toBe(1);
  shared.forgive();
  expect(await shared.get(undefined)).toBe(2);
});

it("tries again what failed otherwise", async () => {
  const { shared } = counted(new VendorUnavailableError("down."));
  await expect(shared.get(undefined)).rejects.toThrow("down.");
  expect(await shared.get(undefined)).toBe(2);
});
