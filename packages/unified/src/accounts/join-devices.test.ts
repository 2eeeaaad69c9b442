import { describe, expect, it } from "vitest";
import type { Device } from "../contract/model.ts";
import { joinDevices } from "./join-devices.ts";

const record = (account: string, device: Partial<Device>) => ({
  account,
  device: { id: `${account}-1`, ...device },
});
const accountsOf = (joined: ReturnType<typeof joinDevices>) =>
  joined.devices.map(({ records }) => records.map(({ account }) => account));

describe("joining by serial number", () => {
  it("makes one row of two vendors' records, whatever the case", () => {
    const joined = joinDevices([
      record("hq", { serial_number: "c02abc123", model: "MacBook Pro" }),
      record("field", { serial_number: "C02ABC123 ", owner: { id: "7" } }),
    ]);
    expect(joined.devices).toHaveLength(1);
    expect(joined.devices[0]).toMatchObject({
      joinedBy: ["serial_number"],
      device: { model: "MacBook Pro", owner: { id: "7" } },
    });
  });

  it("never joins by a placeholder", () => {
    const placeholder = { serial_number: "To be filled by O.E.M." };
    expect(joinDevices([record("hq", placeholder), record("field", placeholder)]).devices).toHaveLength(2);
    const zeros = { serial_number: "0000000" };
    expect(joinDevices([record("hq", zeros), record("field", zeros)]).devices).toHaveLength(2);
  });

  it.each([
    { serial_number: "-1" },
    { serial_number: "0123456789" },
    { serial_number: "SystemSerialNumb" },
    { hardware_uuid: "-1" },
    { hardware_uuid: "03000200-0400-0500-0006-000700080009" },
    { hardware_uuid: "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF" },
    { udid: "00000000-0000-0000-0000-000000000000" },
    { imeis: ["000000000000000"] },
    { mac_addresses: ["00:00:00:00:00:00"] },
    { mac_addresses: ["ff:ff:ff:ff:ff:ff"] },
  ])("never joins by %o, which many devices have", (device) => {
    for (const other of ["hq", "field"])
      expect(joinDevices([record("hq", device), record(other, device)]).devices).toHaveLength(2);
  });

  it("keeps apart two devices that share a placeholder and differ in the rest", () => {
    const joined = joinDevices([
      record("hq", { serial_number: "-1", hardware_uuid: "A1933E87-6831-4EBE-A375-355C5E60B53E" }),
      record("hq", { serial_number: "-1", hardware_uuid: "B1933E87-6831-4EBE-A375-355C5E60B53E" }),
    ]);
    expect([joined.devices.length, joined.conflicts]).toEqual([2, []]);
  });

  it("keeps records of other platforms apart and says so", () => {
    const joined = joinDevices([
      record("hq", { serial_number: "SHARED1", platform: "windows" }),
      record("field", { serial_number: "SHARED1", platform: "ios" }),
    ]);
    expect(joined.devices).toHaveLength(2);
    expect(joined.conflicts).toMatchObject([{ key: "serial_number", differ: "platform" }]);
  });

  it("does not mind that vendors disagree whether an iPad runs iOS", () => {
    const joined = joinDevices([
      record("hq", { serial_number: "DMPX1", platform: "ipados" }),
      record("field", { serial_number: "DMPX1", platform: "ios" }),
    ]);
    expect([joined.devices.length, joined.conflicts]).toEqual([1, []]);
  });
});

describe("joining by worse keys", () => {
  it("uses hardware ids where a serial number is missing", () => {
    const uuid = "A1933E87-6831-4EBE-A375-355C5E60B53E";
    const joined = joinDevices([
      record("hq", { serial_number: "C02ABC123", hardware_uuid: uuid }),
      record("field", { hardware_uuid: uuid.toLowerCase() }),
    ]);
    expect(joined.devices.map(({ joinedBy }) => joinedBy)).toEqual([["hardware_uuid"]]);
  });

  it("reports a shared hardware id between two serial numbers instead of joining", () => {
    const hardware_uuid = "A1933E87-6831-4EBE-A375-355C5E60B53E";
    const joined = joinDevices([
      record("hq", { serial_number: "AAA111", hardware_uuid }),
      record("field", { serial_number: "BBB222", hardware_uuid }),
    ]);
    expect(joined.devices).toHaveLength(2);
    expect(joined.conflicts).toMatchObject([{ key: "hardware_uuid", differ: "serial_number" }]);
  });

  it("joins by a burned-in adapter address, not by one that software made up", () => {
    const burnedIn = { mac_addresses: ["88:66:5A:1D:CF:16"] };
    expect(joinDevices([record("hq", burnedIn), record("field", burnedIn)]).devices).toHaveLength(1);
    const random = { mac_addresses: ["02:66:5a:1d:cf:16"] };
    expect(joinDevices([record("hq", random), record("field", random)]).devices).toHaveLength(2);
  });

  it("joins nothing by the adapter of a dock that several devices of one account have", () => {
    const dock = { mac_addresses: ["88:66:5a:1d:cf:16"] };
    const joined = joinDevices([record("hq", dock), record("hq", dock), record("field", dock)]);
    expect(joined.devices).toHaveLength(3);
  });
});

describe("the joined device", () => {
  it("takes each field from the record heard of last that has a value", () => {
    const serial_number = "C02ABC123";
    const joined = joinDevices([
      record("old", {
        serial_number,
        last_activity_at: "2026-01-01T00:00:00Z",
        os_version: "14.1",
        is_offline: true,
        asset_tag: "A1",
      }),
      record("new", {
        serial_number,
        last_activity_at: "2026-11-01T00:00:00Z",
        os_version: "15.2",
        is_offline: false,
        asset_tag: null,
      }),
    ]);
    expect(joined.devices[0]?.device).toMatchObject({
      id: "new-1",
      os_version: "15.2",
      is_offline: false,
      asset_tag: "A1",
    });
    expect(accountsOf(joined)).toEqual([["new", "old"]]);
  });

  it("joins three records through different keys", () => {
    const joined = joinDevices([
      record("a", { serial_number: "S1", udid: "U-1" }),
      record("b", { udid: "u-1", imeis: ["490154203237518"] }),
      record("c", { imeis: ["490154203237518"] }),
    ]);
    expect(joined.devices).toHaveLength(1);
    expect(joined.devices[0]?.joinedBy).toEqual(["udid", "imei"]);
  });
});
