import { describe, expect, it } from "vitest";
import type { IruDeviceRecord } from "../api/record.ts";
import { mapIruDevice } from "./map-device.ts";

const mac = (parts: IruDeviceRecord): IruDeviceRecord => ({ platform: "Mac", ...parts });

describe("sizes", () => {
  const sizesOf = (capacity: string, memory = "") => {
    const details = { volumes: [{ name: "", capacity }], hardware_overview: { memory } };
    const { storage_total_bytes, memory_bytes } = mapIruDevice(mac({ details }));
    return [storage_total_bytes, memory_bytes];
  };

  it.each([
    ["228.27 GB", "8 GB LPDDR4", 245_103_046_164, 8 * 1024 ** 3],
    ["926.3 GB", "1 TB", 994_607_051_571, 1024 ** 4],
    ["128 MB", "512 MB", 128 * 1024 ** 2, 512 * 1024 ** 2],
    ["", "", undefined, undefined],
    ["much", "8", undefined, undefined],
    ["0.0 GB", "0 GB", undefined, undefined],
  ])("%j and %j are in units of 1024", (capacity, memory, ...expected) => {
    expect(sizesOf(capacity, memory)).toEqual(expected);
  });

  it("are those of the volume with people's data", () => {
    const volume = (name: string, available: string) => ({ name, capacity: "100 GB", available });
    const volumes = [
      volume("Macintosh HD", "1 GB"),
      volume("Backup", "2 GB"),
      volume("Macintosh HD - Data", "3 GB"),
    ];
    const details = { general: { boot_volume: "Macintosh HD" }, volumes };
    expect(mapIruDevice(mac({ details })).storage_available_bytes).toBe(3 * 1024 ** 3);
    expect(mapIruDevice(mac({ details: { volumes } })).storage_available_bytes).toBeUndefined();
  });
});

describe("disk encryption", () => {
  it("is FileVault of a Mac, by Prism or by details", () => {
    expect(mapIruDevice(mac({ fileVault: { status: false } })).disk_encryption).toBe(false);
    expect(mapIruDevice(mac({ details: { filevault: { filevault_enabled: true } } })).disk_encryption).toBe(
      true,
    );
  });

  it("is not read from volumes, whose system is sealed, nor of phones", () => {
    expect(
      mapIruDevice(mac({ details: { volumes: [{ encrypted: "No" }] } })).disk_encryption,
    ).toBeUndefined();
    expect(
      mapIruDevice({ platform: "iPhone", fileVault: { status: false } }).disk_encryption,
    ).toBeUndefined();
  });
});

it.each([
  [true, false, true],
  [false, true, true],
  [false, false, false],
  [null, false, undefined],
  [false, null, undefined],
  [null, true, true],
  [null, null, undefined],
  [undefined, undefined, undefined],
])("activation lock of device %s and user %s is %s", (byDevice, byUser, expected) => {
  const activationLock = { device_activation_lock_enabled: byDevice, user_activation_lock_enabled: byUser };
  // What is null is hidden from the mapper.
  const known = Object.fromEntries(Object.entries(activationLock).filter(([, value]) => value != null));
  expect(mapIruDevice(mac({ activationLock: known })).activation_lock_enabled).toBe(expected);
});

it.each([
  [{ is_removed: true, is_missing: true, mdm_enabled: true }, "removed"],
  [{ is_missing: true, mdm_enabled: true }, "missing"],
  [{ mdm_enabled: true }, "enrolled"],
  [{ mdm_enabled: false }, "unknown"],
  [{}, undefined],
] as const)("a device with %j is %s", (state, expected) => {
  expect(mapIruDevice(state).enrollment_status).toBe(expected);
});

it("a SIM has its number without blanks", () => {
  const device = mapIruDevice({ platform: "iPhone", cellular: { iccid_slot_1: "8901 4104 0000 0000 0001" } });
  expect(device.iccids).toEqual(["89014104000000000001"]);
});

it("an agent is reported for Macs only", () => {
  expect(mapIruDevice(mac({ agent_installed: true })).agent_installed).toBe(true);
  expect(mapIruDevice({ platform: "iPhone", agent_installed: true }).agent_installed).toBeUndefined();
});

it("times have two forms, and the first enrollment is never after the last", () => {
  const device = mapIruDevice({
    first_enrollment: "2026-01-10 10:00:00.123456+00:00",
    last_enrollment: "2025-02-03 09:12:44+00:00",
    last_check_in: "2024-11-20T08:15:42.118203Z",
  });
  expect([device.first_enrolled_at, device.last_enrolled_at, device.last_activity_at]).toEqual(
    Array(3).fill("2025-02-03T09:12:44.000Z"),
  );
});

it("the platform of a device of another maker is unknown, and drift", () => {
  const notes: unknown[] = [];
  const device: IruDeviceRecord = JSON.parse(`{ "platform": "Windows" }`);
  const mapped = mapIruDevice(device, { note: (problem, value) => notes.push([problem, value]) });
  expect([mapped.platform, mapped.type, mapped.manufacturer]).toEqual(["unknown", "other", undefined]);
  expect(notes).toEqual([["unknown-value", "Windows"]]);
});
