import { recordProblems } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import type { JamfProAppRecord } from "../api/record.ts";
import { mapJamfProApp } from "./map-app.ts";

function mapped(app: JamfProAppRecord): object {
  const record = mapJamfProApp(app);
  expect(recordProblems("App", record)).toEqual([]);
  return JSON.parse(JSON.stringify(record));
}

const reportDate = "2026-10-31T09:30:00Z";

describe("an application on a computer", () => {
  const slack = {
    name: "Slack.app",
    path: "/Applications/Slack.app",
    version: "4.38",
    cfBundleShortVersionString: "4.38.125",
    sizeMegabytes: 512,
    bundleId: "com.tinyspeck.slackmacgap",
  };
  const on = (application: object): JamfProAppRecord => ({
    id: "12",
    general: { platform: "Mac", reportDate },
    application,
  });

  it("becomes an app", () => {
    expect(mapped(on(slack))).toEqual({
      id: "computer-12:com.tinyspeck.slackmacgap:~2FApplications~2FSlack.app",
      name: "Slack",
      version: "4.38.125",
      app_id: "com.tinyspeck.slackmacgap",
      app_id_type: "bundle_id",
      platform: "macos",
      install_state: "installed",
      is_system_app: false,
      last_seen_at: reportDate,
      install_path: "/Applications/Slack.app",
      size_bytes: 512 * 1024 * 1024,
      device: { id: "computer-12" },
      updated_at: reportDate,
    });
  });

  it.each<[object, object]>([
    [{ cfBundleShortVersionString: null }, { version: "4.38" }],
    [{ cfBundleShortVersionString: "", version: "" }, { version: null }],
    [{ sizeMegabytes: -1 }, { size_bytes: undefined }],
    [{ sizeMegabytes: 0 }, { size_bytes: 0 }],
    [{ path: "/System/Applications/Mail.app" }, { is_system_app: true }],
    [
      { path: null },
      { install_path: null, is_system_app: undefined, id: "computer-12:com.tinyspeck.slackmacgap" },
    ],
    [{ bundleId: "" }, { app_id: null, app_id_type: null, id: "computer-12::~2FApplications~2FSlack.app" }],
    [{ bundleId: null, path: null }, { id: "computer-12:Slack.app" }],
    [{ name: "app" }, { name: "app" }],
    [{ name: ".app" }, { name: ".app" }],
    [{ name: "Tool.APP" }, { name: "Tool" }],
  ])("with %o is %o", (part, expected) => {
    const app = mapped(on({ ...slack, ...part }));
    for (const [name, value] of Object.entries(expected)) expect(Reflect.get(app, name)).toEqual(value);
  });

  it.each([
    ["Mac", "macos"],
    ["Windows", "windows"],
    ["BeOS", "unknown"],
    [null, null],
  ])("on %s is for %s", (platform, expected) => {
    expect(mapped({ id: "12", general: { platform }, application: slack })).toMatchObject({
      platform: expected,
    });
  });
});

describe("an application on a mobile device", () => {
  const outlook = {
    identifier: "com.microsoft.Office.Outlook",
    name: "Outlook",
    version: "42543",
    shortVersion: "4.2543.0",
    managementStatus: "Managed",
    bundleSize: "1024",
  };
  const on = (application: object, model = "iPhone 16"): JamfProAppRecord => ({
    mobileDeviceId: "5",
    deviceType: "iOS",
    general: { lastInventoryUpdateDate: reportDate },
    hardware: { model },
    application,
  });

  it("becomes an app", () => {
    expect(mapped(on(outlook))).toEqual({
      id: "mobile-5:com.microsoft.Office.Outlook",
      name: "Outlook",
      version: "4.2543.0",
      app_id: "com.microsoft.Office.Outlook",
      app_id_type: "bundle_id",
      platform: "ios",
      install_state: "installed",
      is_managed: true,
      last_seen_at: reportDate,
      device: { id: "mobile-5" },
      updated_at: reportDate,
    });
  });

  it.each([
    ["Managed", "installed", true],
    ["managed ", "installed", true],
    ["Unmanaged", "installed", false],
    ["Installing", "pending", undefined],
    ["ManagedButElsewhere", "unknown", true],
    ["Something new", "unknown", undefined],
    ["", "installed", undefined],
    [null, "installed", undefined],
  ])("of status %j is %s, managed %s", (managementStatus, install_state, is_managed) => {
    const app = mapped(on({ ...outlook, managementStatus }));
    expect([Reflect.get(app, "install_state"), Reflect.get(app, "is_managed")]).toEqual([
      install_state,
      is_managed,
    ]);
  });

  it("is for the device's platform", () => {
    expect(mapped(on(outlook, "iPad Air"))).toMatchObject({ platform: "ipados" });
  });
});

describe("an app that the server distributes", () => {
  it("becomes an app on no device", () => {
    const general = {
      id: 7,
      name: "Notes 2",
      display_name: "Notes",
      bundle_id: "com.example.notes",
      version: "2.0",
    };
    expect(mapped({ general })).toEqual({
      id: "managed-7",
      source_id: "7",
      name: "Notes",
      version: "2.0",
      app_id: "com.example.notes",
      app_id_type: "bundle_id",
      platform: "ios",
      is_managed: true,
      is_system_app: false,
      device: null,
    });
    expect(mapped({ general: { ...general, display_name: "" } })).toMatchObject({ name: "Notes 2" });
  });
});
