import type { MdmError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, test } from "vitest";
import { connect } from "../client/connect.ts";
import type { AnyResource } from "../testing/account.ts";
import { isVendorId, loadLineage, loadVendor, type VendorId, vendors } from "./index.ts";

/** Operations without an id that complete the devices of a list. */
const COMPLETING: Readonly<Record<VendorId, readonly string[]>> = {
  applivery: [],
  "ivanti-neurons": [],
  "jamf-pro": ["listSites", "listUsers"],
  jumpcloud: ["organization_list", "search_systemusers_post", "systeminsights_list_windows_security_center"],
};

// Older servers lack operations, and a wrong address has none: a 404 of a path without an id is no missing record.
describe.each(Object.keys(vendors).filter(isVendorId))("%s", async (id) => {
  const { data } = await loadLineage(id);

  test.each(Object.keys(data.resources))("%s of a server without operations", async (resource) => {
    const { methods } = await open(id, () => true);
    const error = await methods(resource)
      .list()
      .toArray()
      .then(
        () => undefined,
        (thrown: MdmError) => thrown,
      );
    expect(error).toMatchObject({ code: "unsupported-operation", status: 404, vendor: id });
    expect(error?.advice).toContain("`baseUrl`");
    expect(error?.message).not.toMatch(/record|such/);
  });

  test("what completes devices is requested once, however many pages lack it", async () => {
    const whole = await open(id, () => false);
    await whole.methods("devices").list({ pageSize: 20 }).toArray();
    const completing: string[] = [];
    for (const operation of new Set(whole.operations())) {
      const { methods, operations } = await open(id, (name) => name === operation);
      const listing = methods("devices").list({ pageSize: 20 });
      const devices = await listing.toArray().catch(() => []);
      const gap = listing.report.gaps.find((one) => one.operation === operation);
      if (devices.length === 0 || !gap?.reason.includes("the server does not have this operation")) continue;
      completing.push(operation);
      expect(listing.report.pages).toBeGreaterThan(3);
      expect(operations().filter((name) => name === operation)).toHaveLength(1);
    }
    expect(completing.toSorted()).toEqual(COMPLETING[id]);
  });
});

/** An account whose server lacks some operations. */
async function open(id: VendorId, lacks: (operation: string) => boolean) {
  const sandbox = createSandbox(id, { devices: 90, users: 20, seed: 1 });
  const { baseUrl, credentials, requests } = sandbox;
  const fetch: typeof sandbox.fetch = async (url, init) => {
    const response = await sandbox.fetch(url, init);
    const { operation = "" } = requests.at(-1) ?? {};
    return lacks(operation) && !/token/i.test(operation) ? new Response("", { status: 404 }) : response;
  };
  const descriptor = await loadVendor(id);
  const mdm = connect(await descriptor.create({ ...credentials, baseUrl }, { fetch }));
  return {
    methods: (resource: string): AnyResource => Reflect.get(mdm, resource),
    operations: () => requests.map(({ operation }) => operation),
  };
}
