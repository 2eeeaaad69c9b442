import { expect, it } from "vitest";
import { openJamfPro } from "../fixtures/account.ts";

it("a single device has exactly what is declared beyond the list, over a larger fleet", async () => {
  const { mdm, vendor, operations } = openJamfPro({ devices: 150 });
  const found = new Set<string>();
  let most = 0;
  for (const listed of await mdm.devices.list().toArray()) {
    const before = operations().length;
    const whole = await mdm.devices.get(listed.id);
    most = Math.max(most, operations().length - before);
    for (const [name, value] of Object.entries(whole)) {
      if (name === "remote_data" || name === "is_partial") continue;
      const inList: unknown = Reflect.get(listed, name);
      if (inList === undefined && value !== undefined) found.add(name);
      else expect({ id: listed.id, [name]: inList }).toEqual({ id: listed.id, [name]: value });
    }
  }
  expect([...found].sort()).toEqual([...vendor.devices.getOnly].sort());
  expect(most).toBe(vendor.devices.getRequests);
});
