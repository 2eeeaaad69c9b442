import type { MdmError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, test } from "vitest";
import { connect } from "../client/connect.ts";
import type { AnyResource } from "../testing/account.ts";
import type { VendorTest } from "../testing/vendor-test.ts";
import { isVendorId, loadLineage, loadVendor, type VendorId, vendors } from "./index.ts";

/** What the vendor's own tests say of it. */
async function completingOf(id: VendorId): Promise<readonly string[]> {
  const { vendorTest }: { vendorTest: VendorTest } = await import(`./${id}/fixtures/vendor-test.ts`);
  return vendorTest.completing ?? [];
}

// Older servers lack operations, and a wrong address has none: a 404 of a path without an id is no missing record.
describe.each(Object.keys(vendors).filter(isVendorId))("%s", async (id) => {
  const { data } = await loadLineage(id);

  test.each(Object.keys(data.resources))("%s of a server without operations", async (resource) => {
    const { methods } = await open(id, "all");
    const error = await methods(resource)
      .list()
      .toArray()
      .then(
        () => undefined,
        (thrown: MdmError) => thrown,
      );
    expect(error).toMatchObject({ code: "unsupported-operation", status: 404, vendor: id });
    expect(error?.advice).toContain("`baseUrl`");
    expect(error?.problem).toContain("the server does not have this operation.");
    expect(error?.message).not.toContain("record");
  });

  test("what completes devices is requested once, however many pages lack it", async () => {
    const whole = await open(id);
    await whole.methods("devices").list({ pageSize: 20 }).toArray();
    const completing: string[] = [];
    for (const operation of new Set(whole.operations())) {
      const { methods, operations } = await open(id, operation);
      const listing = methods("devices").list({ pageSize: 20 });
      const devices = await listing.toArray().catch(() => []);
      const gap = listing.report.gaps.find((one) => one.operation === operation);
      if (devices.length === 0 || !gap?.reason.includes("the server does not have this operation")) continue;
      completing.push(operation);
      expect(listing.report.pages).toBeGreaterThan(3);
      expect(operations().filter((name) => name === operation)).toHaveLength(1);
    }
    expect(completing.toSorted()).toEqual(await completingOf(id));
  });
});

/** An account whose server lacks an operation, or all of them. */
async function open(id: VendorId, lacks?: string | "all") {
  const sandbox = createSandbox(id, { devices: 90, users: 20, seed: 1 });
  const { baseUrl, credentials, fetch, operations, requests } = sandbox;
  const absent = lacks === "all" ? operations.filter((name) => !/token/i.test(name)) : [lacks ?? []].flat();
  const { inject }: { inject(fault: object): unknown } = sandbox;
  for (const operation of absent) inject({ type: "absent", operation, times: Number.POSITIVE_INFINITY });
  const descriptor = await loadVendor(id);
  const mdm = connect(await descriptor.create({ ...credentials, baseUrl }, { fetch }));
  return {
    methods: (resource: string): AnyResource => Reflect.get(mdm, resource),
    operations: () => requests.map(({ operation }) => operation),
  };
}
