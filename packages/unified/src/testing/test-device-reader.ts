import type { Exchange } from "@mdmkit/runtime";
import { expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import { type DeviceReader, readDevices } from "../client/read-devices.ts";
import type { Vendor } from "../contract/vendor.ts";

type Reads = Pick<ReturnType<typeof readDevices>, "get" | "list">;

/** Holds what a vendor gives `readDevices` against what it gives `connect`, over the same sandbox. */
export function testDeviceReader(open: () => { vendor: Vendor; reader: DeviceReader }): void {
  it("lists and gets alone what the whole vendor does", async () => {
    const { vendor, reader } = open();
    const whole = connect(vendor).devices;
    const alone = readDevices(reader);
    const devices = await alone.list().toArray();
    expect(devices.length).toBeGreaterThan(0);
    expect(devices).toEqual(await whole.list().toArray());
    for (const { id } of devices) expect(await alone.get(id)).toEqual(await whole.get(id));
  });

  it("shows an observer what the whole vendor does", async () => {
    const { vendor, reader } = open();
    const exchangesOf = async ({ list, get }: Reads) => {
      const seen: Exchange[] = [];
      const onExchange = (exchange: Exchange) => void seen.push(exchange);
      const devices = await list({ onExchange }).toArray();
      for (const { id } of devices) await get(id, { onExchange });
      return seen.map(({ method, url, data }) => ({ method, url, data }));
    };
    const shown = await exchangesOf(readDevices(reader));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown).toEqual(await exchangesOf(connect(vendor).devices));
  });

  it("is named and keeps secrets as the whole vendor is and does, and can neither write nor act", () => {
    const { vendor, reader } = open();
    const { id, name, secretResponses } = vendor;
    expect(reader).toMatchObject({ id, name, secretResponses });
    expect(Object.keys(readDevices(reader)).sort()).toEqual(["get", "list"]);
    expect(reader.devices).not.toHaveProperty("update");
    expect(Object.keys(reader.client).length).toBeLessThan(Object.keys(vendor.client).length);
  });
}
