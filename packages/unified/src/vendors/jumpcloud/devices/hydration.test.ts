import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { jumpcloud } from "../index.ts";

describe.each([true, false])("devices of a larger fleet, System Insights read: %s", (systemInsights) => {
  const sandbox = createSandbox("jumpcloud", { devices: 90, users: 40, seed: 2, duplicates: 0.05 });
  const { apiKey, organizationId } = sandbox.credentials;
  const { baseUrl, fetch } = sandbox;
  const vendor = jumpcloud({ apiKey, organizationId, baseUrl, fetch, systemInsights });

  it("are the same in the list as in get, except for what `getOnly` names, in as many requests as it says", async () => {
    const mdm = connect(vendor);
    const declared: readonly string[] = vendor.devices.getOnly;
    const apart = [...declared, "remote_data", "is_partial"];
    let most = 0;
    for (const listed of await mdm.devices.list().toArray()) {
      const before = sandbox.requests.length;
      const whole = await mdm.devices.get(listed.id);
      const own = sandbox.requests.slice(before).filter(({ operation }) => !NAMES.includes(operation));
      most = Math.max(most, own.length);
      expect(without(listed, apart)).toEqual(without(whole, apart));
      for (const field of declared) {
        const reported: unknown = Reflect.get(listed, field);
        if (reported !== undefined)
          expect({ field, reported }).toEqual({ field, reported: Reflect.get(whole, field) });
      }
    }
    expect(most).toBe(vendor.devices.getRequests);
  });
});

/** Read once for many records. */
const NAMES = ["groups_system_list", "policies_list"];

function without(record: object, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !fields.includes(name)));
}
