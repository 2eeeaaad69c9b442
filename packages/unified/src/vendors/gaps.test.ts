import { createSandbox } from "@mdmkit/sandbox";
import { expect, test } from "vitest";
import { connect } from "../client/connect.ts";
import { ENGINE_FIELDS } from "../contract/engine-fields.ts";
import { isVendorId, loadVendor, type VendorId, vendors } from "./index.ts";

// A read that completes a record may fail; then its gap names every field that it would have filled.
test.each(Object.keys(vendors).filter(isVendorId))(
  "gaps of %s name every field that is missing",
  async (id) => {
    const { mdm: whole } = await open(id);
    const devices = await whole.devices.list().toArray();
    const ofEachKind = new Map(devices.map((device) => [`${device.platform} ${device.type}`, device.id]));
    let tried = 0;
    for (const deviceId of ofEachKind.values()) {
      // In an account of its own, which has not read yet what completes many records.
      const fresh = await open(id);
      const device = await fresh.mdm.devices.get(deviceId);
      expect(device.gaps).toBeUndefined();
      for (const operation of fresh.operations()) {
        const { mdm, inject } = await open(id);
        inject({ type: "forbidden", operation, times: Number.POSITIVE_INFINITY });
        const partial = await mdm.devices.get(deviceId).catch(() => undefined);
        if (!partial) continue; // It is the read of the record itself.
        const named = partial.gaps?.flatMap(({ fields }) => fields) ?? [];
        const lost = lostFields(device, partial);
        expect(named, `${operation} of ${deviceId}`).toEqual(expect.arrayContaining(lost));
        if (lost.length > 0) tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(0);
  },
);

function lostFields(whole: object, partial: object): string[] {
  const about: readonly string[] = ENGINE_FIELDS;
  return Object.entries(whole)
    .filter(([name, value]) => value !== undefined && Reflect.get(partial, name) === undefined)
    .map(([name]) => name)
    .filter((name) => !about.includes(name));
}

async function open(id: VendorId) {
  const sandbox = createSandbox(id, { devices: 60, users: 20, seed: 1 });
  const { baseUrl, credentials, fetch, requests } = sandbox;
  const { inject }: { inject(fault: object): unknown } = sandbox;
  const descriptor = await loadVendor(id);
  const mdm = connect(await descriptor.create({ ...credentials, baseUrl }, { fetch }));
  return { mdm, inject, operations: () => new Set(requests.map(({ operation }) => operation)) };
}
