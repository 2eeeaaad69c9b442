import { recordProblems } from "@mdmkit/unified/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JumpCloudAppRecord } from "../api/record.ts";
import { appId, parseAppId } from "./app-id.ts";
import { mapJumpCloudApp } from "./map-app.ts";
import { SOFTWARE_TABLES } from "./software-tables.ts";

const system_id = "5f0000000000000000000001";

const macApp: JumpCloudAppRecord = {
  system_id,
  insightTable: "apps",
  collection_time: "2026-11-01T11:41:30.771Z",
  name: "App Store.app",
  bundle_name: "App Store",
  display_name: "App Store",
  bundle_identifier: "com.apple.appstore",
  bundle_short_version: "2.4",
  bundle_version: "658.1",
  path: "/System/Applications/App Store.app",
  copyright: "Copyright by its maker",
  last_opened_time: 1556688963.50383,
};

const program: JumpCloudAppRecord = {
  system_id,
  insightTable: "programs",
  collection_time: "2026-11-01T11:41:30.771Z",
  name: "Update for Windows 10 (KB4480730)",
  version: "2.51.0.0",
  publisher: "Microsoft Corporation",
  identifying_number: "{2E8B8BDD-03DF-4C1C-8C99-E6A4BCBF43CE}",
  install_date: "20190724",
  install_location: "",
};

const linuxPackage: JumpCloudAppRecord = {
  system_id,
  insightTable: "linux_packages",
  name: "openssh-server",
  version: "1:8.9p1",
  release_or_revision: "3ubuntu0.13",
  arch: "amd64",
  size: "1523456",
  install_time: 1_700_000_000,
  maintainer_or_vendor: "Distribution Developers",
  package_format: "deb",
};

const mapped = (app: JumpCloudAppRecord): unknown => JSON.parse(JSON.stringify(mapJumpCloudApp(app)));

describe("installed software", () => {
  it("of a Mac becomes an app", () => {
    expect(recordProblems("App", mapJumpCloudApp(macApp))).toEqual([]);
    expect(mapped(macApp)).toEqual({
      id: `${system_id}:apps:~2FSystem~2FApplications~2FApp~20Store.app`,
      source_id: "com.apple.appstore",
      name: "App Store",
      version: "2.4",
      app_id: "com.apple.appstore",
      app_id_type: "bundle_id",
      platform: "macos",
      install_state: "installed",
      is_system_app: true,
      last_seen_at: "2026-11-01T11:41:30.771Z",
      install_path: "/System/Applications/App Store.app",
      device: { id: system_id },
    });
  });

  it("of Windows becomes an app", () => {
    expect(recordProblems("App", mapJumpCloudApp(program))).toEqual([]);
    expect(mapped(program)).toEqual({
      id: `${system_id}:programs:~7B2E8B8BDD-03DF-4C1C-8C99-E6A4BCBF43CE~7D`,
      source_id: "{2E8B8BDD-03DF-4C1C-8C99-E6A4BCBF43CE}",
      name: "Update for Windows 10 (KB4480730)",
      version: "2.51.0.0",
      publisher: "Microsoft Corporation",
      app_id: "{2E8B8BDD-03DF-4C1C-8C99-E6A4BCBF43CE}",
      app_id_type: "product_code",
      platform: "windows",
      install_state: "installed",
      installed_at: "2019-07-24T00:00:00.000Z",
      last_seen_at: "2026-11-01T11:41:30.771Z",
      install_path: null,
      device: { id: system_id },
    });
  });

  it("of Linux becomes an app", () => {
    expect(recordProblems("App", mapJumpCloudApp(linuxPackage))).toEqual([]);
    expect(mapped(linuxPackage)).toEqual({
      id: `${system_id}:linux_packages:deb:openssh-server:1:8.9p1-3ubuntu0.13:amd64`,
      source_id: "openssh-server",
      name: "openssh-server",
      version: "1:8.9p1-3ubuntu0.13",
      publisher: "Distribution Developers",
      app_id: "openssh-server",
      app_id_type: "package_name",
      platform: "linux",
      install_state: "installed",
      installed_at: "2023-11-14T22:13:20.000Z",
      size_bytes: 1523456,
      device: { id: system_id },
    });
  });

  it.each<[JumpCloudAppRecord, Partial<ReturnType<typeof mapJumpCloudApp>>]>([
    [{ ...macApp, bundle_name: "", display_name: " " }, { name: "App Store" }],
    [{ ...macApp, bundle_name: "", display_name: "Store" }, { name: "Store" }],
    [{ ...macApp, bundle_short_version: "" }, { version: "658.1" }],
    [{ ...macApp, path: "/Applications/Slack.app" }, { is_system_app: false }],
    [
      { ...macApp, path: "" },
      { is_system_app: undefined, id: `${system_id}:apps:com.apple.appstore` },
    ],
    [
      { ...program, name: "Player.app" },
      { name: "Player.app", is_system_app: undefined },
    ],
    [
      { ...program, identifying_number: "" },
      {
        app_id: null,
        app_id_type: undefined,
        id: `${system_id}:programs:Update~20for~20Windows~2010~20~28KB4480730~29:2.51.0.0`,
      },
    ],
    [{ ...program, install_date: "" }, { installed_at: null }],
    [{ ...program, install_date: "7/24/2019" }, { installed_at: undefined }],
    [{ ...program, install_date: "20190231" }, { installed_at: undefined }],
    [{ ...linuxPackage, release_or_revision: "" }, { version: "1:8.9p1" }],
    [{ ...linuxPackage, install_time: 0 }, { installed_at: undefined }],
    [{ ...linuxPackage, size: "" }, { size_bytes: null }],
    [{ insightTable: "apps" }, { id: "", device: undefined, is_managed: undefined }],
  ])("has no more than there is in %j", (app, expected) => {
    expect(mapJumpCloudApp(app)).toMatchObject(expected);
  });
});

describe("the id of an app", () => {
  const word = fc.string({ minLength: 1, unit: "grapheme" });
  const row = fc.record({
    system_id: fc.stringMatching(/^[0-9a-f]{24}$/),
    insightTable: fc.constantFrom(...SOFTWARE_TABLES),
    name: word,
    version: word,
    path: word,
    identifying_number: fc.oneof(fc.constant(""), word),
    package_format: fc.constantFrom("deb", "rpm"),
    arch: word,
  });

  it("leads back to its system and table, whatever the names hold", () => {
    fc.assert(
      fc.property(row, (app) => {
        const id = appId(app);
        fc.pre(id !== "");
        expect(parseAppId(id)).toEqual({ systemId: app.system_id, table: app.insightTable });
      }),
      { seed: 1 },
    );
  });

  it("stays when a program with a product code or an app in its place is updated", () => {
    expect(appId({ ...program, version: "2" })).toBe(appId(program));
    expect(appId({ ...macApp, bundle_short_version: "2" })).toBe(appId(macApp));
  });

  it("distinguishes the versions of a package, and identical rows by their number", () => {
    expect(appId({ ...linuxPackage, version: "2" })).not.toBe(appId(linuxPackage));
    expect(appId({ ...linuxPackage, release_or_revision: "2" })).not.toBe(appId(linuxPackage));
    expect(appId({ ...linuxPackage, copy: 2 })).toBe(`${appId(linuxPackage)}~232`);
    expect(appId({ system_id, insightTable: "programs", copy: 2 })).toBe("");
  });

  it.each(["", "5f00", "5f00:apps", "5f00:apps:", "5f00:printers:x", "a,b:apps:x", ":apps:x"])(
    "is null when it is %j",
    (id) => expect(parseAppId(id)).toBeUndefined(),
  );
});
