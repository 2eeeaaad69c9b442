import { noting, recordProblems } from "@mdmkit/unified/testing";
import type { Drift } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import type { AppliveryAppRecord } from "./app-record.ts";
import { mapAppliveryApp } from "./map-app.ts";

const mac = {
  admDevice: "64b0000000000000000000d4",
  type: "apple",
  summary: { model: "MacBook Pro (14-inch)", os: "macOS" },
} as const;
const phone = { emmDevice: "64b0000000000000000000c3", type: "android" } as const;
const pc = { winDevice: "64b0000000000000000000b2", type: "windows" } as const;

const onMac = (app: AppliveryAppRecord = {}) =>
  mapAppliveryApp({
    Identifier: "com.example.notes",
    Name: "Notes",
    ShortVersion: "4.1",
    Version: "4.1.0.77",
    device: mac,
    ...app,
  });
const onPhone = (app: AppliveryAppRecord = {}, drift?: Drift) =>
  mapAppliveryApp({ packageName: "com.example.notes", state: "INSTALLED", device: phone, ...app }, drift);

describe("an app", () => {
  it("on an Apple device goes by its bundle id", () => {
    expect(recordProblems("App", onMac())).toEqual([]);
    expect(onMac()).toMatchObject({
      id: "64b0000000000000000000d4:apple:com.example.notes",
      source_id: "com.example.notes",
      name: "Notes",
      version: "4.1",
      app_id: "com.example.notes",
      app_id_type: "bundle_id",
      platform: "macos",
      install_state: "installed",
      device: { id: "64b0000000000000000000d4:apple" },
    });
  });

  it("on an Android device goes by its package name", () => {
    const app = onPhone({ displayName: "Notes", versionName: "4.1" });
    expect(recordProblems("App", app)).toEqual([]);
    expect(app).toMatchObject({
      id: "64b0000000000000000000c3:android:com.example.notes",
      name: "Notes",
      version: "4.1",
      app_id_type: "package_name",
      platform: "android",
      install_state: "installed",
    });
  });

  it("on an AOSP device has the id of the device's row, as the device has", () => {
    const device = { id: "64b000000000000000000007", type: "aosp" } as const;
    expect(onPhone({ device })).toMatchObject({
      id: "64b000000000000000000007:aosp:com.example.notes",
      app_id_type: "package_name",
      device: { id: "64b000000000000000000007:aosp" },
    });
  });

  it("on Windows goes by its product code, and its status is undocumented", () => {
    const productCode = "{3A9F2E10-0001-4C1C-8C99-E6A4BCBF0001}";
    const app = {
      productCode,
      Name: "Notes",
      Version: "4.1",
      Publisher: "Example",
      Status: "70",
      device: pc,
    };
    expect(mapAppliveryApp(app)).toMatchObject({
      id: "64b0000000000000000000b2:windows:~7B3A9F2E10-0001-4C1C-8C99-E6A4BCBF0001~7D",
      publisher: "Example",
      app_id_type: "product_code",
      platform: "windows",
      install_state: undefined,
    });
  });

  it("has the longer version where there is no short one", () => {
    expect(onMac({ ShortVersion: "" }).version).toBe("4.1.0.77");
  });

  it("goes by its name where it has no identifier, and says that it has none", () => {
    const { id, app_id, app_id_type } = onMac({ Identifier: "" });
    expect(id).toBe("64b0000000000000000000d4:apple:Notes");
    expect([app_id, app_id_type]).toEqual([null, undefined]);
  });

  it("that is a second copy has an id of its own", () => {
    expect(onMac({ copy: 2 })).toMatchObject({
      id: "64b0000000000000000000d4:apple:com.example.notes~232",
      app_id: "com.example.notes",
    });
  });

  it("of no device has no id", () => {
    expect(mapAppliveryApp({ Identifier: "com.example.notes" })).toMatchObject({ id: "", device: undefined });
    expect(onMac({ device: {} }).id).toBe("");
  });

  it("in an undocumented state is unknown and reported", () => {
    const { result, noted } = noting((drift) => onPhone({ state: "FROZEN" }, drift));
    expect(result.install_state).toBe("unknown");
    expect(noted).toEqual([["unknown-value", "FROZEN"]]);
  });
});
