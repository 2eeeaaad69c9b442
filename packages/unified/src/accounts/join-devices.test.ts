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
      matches: [{ key: "serial_number", strength: "serial_number" }],
      device: { model: "MacBook Pro", owner: { id: "7" } },
    });
  });

  it("never joins by a placeholder", () => {
    const placeholder = { serial_number: "To be filled by O.E.M." };
    expect(joinDevices([record("hq", placeholder), record("field", placeholder)]).devices).toHaveLength(2);
    const zeros = { serial_number: "0000000" };
    expect(joinDevices([record("hq", zeros), record("field", zeros)]).devices).toHaveLength(2);
  });

  it.each<Partial<Device>>([
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
    { mac_addresses: ["01:00:5e:00:00:fb"] },
    { mac_addresses: ["00-50-56-C0-00-08"] },
    { serial_number: "To Be Filled By O.E.M. To Be Filled By O.E.M." },
    { serial_number: "123456" },
    { serial_number: "N.A." },
    { hardware_uuid: "12345678-1234-5678-90AB-CDDEEFAABBCC" },
    { imeis: ["004999010640000"] },
    { imeis: ["123456789012345"] },
    { mac_addresses: ["00:05:9a:3c:7a:00"] },
    { mac_addresses: ["50:50:54:50:30:30"] },
    { mac_addresses: ["20:41:53:59:4e:ff"] },
  ])("never joins by %o, which many devices have", (device) => {
    for (const other of ["hq", "field"]) {
      const joined = joinDevices([record("hq", device), record(other, { id: "2", ...device })]);
      expect([joined.devices.length, joined.conflicts]).toEqual([2, []]);
    }
  });

  it("keeps apart two devices that share a placeholder and differ in the rest", () => {
    const joined = joinDevices([
      record("hq", { serial_number: "-1", hardware_uuid: "A1933E87-6831-4EBE-A375-355C5E60B53E" }),
      record("hq", {
        id: "hq-2",
        serial_number: "-1",
        hardware_uuid: "B1933E87-6831-4EBE-A375-355C5E60B53E",
      }),
    ]);
    expect([joined.devices.length, joined.conflicts]).toEqual([2, []]);
  });

  it("keeps records of other platforms apart and says so", () => {
    const joined = joinDevices([
      record("hq", { serial_number: "SHARED1", platform: "windows" }),
      record("field", { serial_number: "SHARED1", platform: "ios" }),
    ]);
    expect(joined.devices).toHaveLength(2);
    expect(joined.conflicts).toMatchObject([{ key: "serial_number", reason: "platform" }]);
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
    expect(joined.devices.map(({ matches }) => matches)).toMatchObject([
      [{ key: "hardware_uuid", strength: "hardware_id" }],
    ]);
  });

  it("reports a shared hardware id between two serial numbers instead of joining", () => {
    const hardware_uuid = "A1933E87-6831-4EBE-A375-355C5E60B53E";
    const joined = joinDevices([
      record("hq", { serial_number: "AAA111", hardware_uuid }),
      record("field", { serial_number: "BBB222", hardware_uuid }),
    ]);
    expect(joined.devices).toHaveLength(2);
    expect(joined.conflicts).toMatchObject([
      { key: "hardware_uuid", strength: "hardware_id", reason: "serial_number" },
    ]);
  });

  it("joins by a burned-in adapter address, not by one that software made up", () => {
    const burnedIn = { mac_addresses: ["88:66:5A:1D:CF:16"] };
    const { devices } = joinDevices([record("hq", burnedIn), record("field", burnedIn)]);
    expect(devices).toMatchObject([{ matches: [{ key: "mac_address", strength: "mac_address" }] }]);
    const random = { mac_addresses: ["02:66:5a:1d:cf:16"] };
    expect(joinDevices([record("hq", random), record("field", random)]).devices).toHaveLength(2);
  });

  it("joins nothing by the adapter of a dock that several devices of one account have", () => {
    const dock = { mac_addresses: ["88:66:5a:1d:cf:16"] };
    const joined = joinDevices([
      record("hq", dock),
      record("hq", { id: "hq-2", ...dock }),
      record("field", dock),
    ]);
    expect(joined.devices).toHaveLength(3);
  });
});

describe("several records of one account", () => {
  const SERIAL = { serial_number: "C02ABC123" };

  it("are a conflict if they share an identifier, and join nothing else", () => {
    const records = [
      record("hq", { id: "1", ...SERIAL }),
      record("hq", { id: "2", ...SERIAL }),
      record("field", SERIAL),
    ];
    const joined = joinDevices(records);
    expect(joined.devices).toHaveLength(3);
    expect(joined.conflicts).toEqual([
      { key: "serial_number", strength: "serial_number", reason: "same_account", records },
    ]);
  });

  it("are distinguished by a weaker identifier that another account shares with one of them", () => {
    const hardware_uuid = "A1933E87-6831-4EBE-A375-355C5E60B53E";
    const joined = joinDevices([
      record("hq", { id: "1", ...SERIAL }),
      record("hq", { id: "2", ...SERIAL, hardware_uuid }),
      record("field", { ...SERIAL, hardware_uuid: "{a1933e8768314ebea375355c5e60b53e}" }),
    ]);
    expect(joined.devices.map(({ records }) => records.map(({ device }) => device.id))).toEqual([
      ["1"],
      ["field-1", "2"],
    ]);
    expect(joined.conflicts).toHaveLength(1);
  });

  it("are one conflict, however many identifiers they share", () => {
    const device = { ...SERIAL, udid: "U-1", imeis: ["490154203237518"] };
    const { conflicts } = joinDevices([record("hq", device), record("hq", { id: "2", ...device })]);
    expect(conflicts.map(({ key }) => key)).toEqual(["serial_number"]);
  });

  it("are one record if they have one id, since a list can give a record twice", () => {
    const joined = joinDevices([record("hq", SERIAL), record("hq", SERIAL)]);
    expect([joined.devices.length, joined.conflicts]).toEqual([1, []]);
    expect(accountsOf(joined)).toEqual([["hq", "hq"]]);
  });

  const first = { first_enrolled_at: "2025-01-01T00:00:00Z", last_activity_at: "2025-06-01T00:00:00Z" };
  const second = { first_enrolled_at: "2025-06-02T00:00:00Z", last_activity_at: "2026-01-01T00:00:00Z" };
  const joinedIds = (devices: Partial<Device>[], keepsEnrollments: string[] = []) =>
    joinDevices(
      devices.map((device, at) => record("hq", { id: String(at), ...SERIAL, ...device })),
      { keepsEnrollments },
    ).devices.map(({ records, earlier }) =>
      [records, earlier].map((some) => some.map(({ device }) => device.id)),
    );

  it("are successive enrollments where the vendor keeps them and the periods do not overlap", () => {
    expect(joinedIds([second, first], ["hq"])).toEqual([[["0"], ["1"]]]);
    expect(joinedIds([first, second], ["hq"])).toEqual([[["1"], ["0"]]]);
    expect(joinedIds([first, second], ["field"])).toHaveLength(2);
    expect(joinedIds([first, { ...second, first_enrolled_at: "2025-05-31T00:00:00Z" }], ["hq"])).toHaveLength(
      2,
    );
    expect(joinedIds([{}, second], ["hq"])).toHaveLength(2);
    expect(joinedIds([{ created_at: "2025-01-01T00:00:00Z" }, second], ["hq"])).toEqual([[["1"], ["0"]]]);
  });

  it("are successive enrollments if all but one were removed", () => {
    const removed: Partial<Device> = { enrollment_status: "removed", ...second };
    expect(joinedIds([removed, { enrollment_status: "enrolled", ...first }, removed])).toEqual([
      [["1"], ["0", "2"]],
    ]);
  });

  it("are of one device where one waits for it to enroll, and has had no contact", () => {
    const waiting: Partial<Device> = { enrollment_status: "pending", created_at: "2026-02-01T00:00:00Z" };
    expect(joinedIds([waiting, { enrollment_status: "enrolled", ...second }])).toEqual([[["1"], ["0"]]]);
    const removed: Partial<Device> = { enrollment_status: "removed", ...second };
    expect(joinedIds([removed, waiting])).toEqual([[["1"], ["0"]]]);
    const inContact = { ...waiting, last_activity_at: "2026-02-02T00:00:00Z" };
    expect(joinedIds([inContact, { enrollment_status: "enrolled", ...second }])).toHaveLength(2);
  });

  it("give the joined device nothing of an earlier enrollment", () => {
    const owner = { id: "left the company" };
    const { devices } = joinDevices(
      [record("hq", { ...SERIAL, ...first, owner }), record("hq", { id: "2", ...SERIAL, ...second })],
      { keepsEnrollments: ["hq"] },
    );
    expect(devices[0]?.device).toEqual({ id: "2", ...SERIAL, ...second });
  });
});

it("joins nothing by records that may belong to either of two devices", () => {
  const joined = joinDevices([
    record("a", { serial_number: "SHARED1", platform: "windows" }),
    record("b", { serial_number: "SHARED1" }),
    record("c", { serial_number: "SHARED1", platform: "ios" }),
    record("d", { serial_number: "SHARED1", platform: "windows" }),
  ]);
  expect(accountsOf(joined)).toEqual([["a", "d"], ["b"], ["c"]]);
  expect(joined.conflicts).toMatchObject([{ reason: "platform", records: { length: 4 } }]);
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
    expect(joined.devices[0]?.matches.map(({ key }) => key)).toEqual(["udid", "imei"]);
  });
});
