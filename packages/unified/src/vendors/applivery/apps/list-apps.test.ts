import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { applivery } from "../index.ts";

function open(options = {}) {
  const sandbox = createSandbox("applivery", { devices: 24, users: 18, ...options });
  const { token, organizationId } = sandbox.credentials;
  const { baseUrl, fetch } = sandbox;
  return { mdm: connect(applivery({ token, organizationId, baseUrl, fetch })), sandbox };
}

const idsOf = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id);

describe("apps of one device", () => {
  it("take a request for the apps, and one for the device where it is Apple's", async () => {
    const { mdm, sandbox } = open();
    const operations = new Set<string>();
    for (const { id } of await mdm.devices.list().toArray()) {
      const before = sandbox.requests.length;
      const listing = mdm.apps.list({ device: { id } });
      for (const app of await listing.toArray()) expect(app.device).toEqual({ id });
      const made = sandbox.requests.slice(before).map(({ operation }) => operation);
      if (!id.endsWith(":aosp")) expect(made.length).toBeLessThanOrEqual(2);
      operations.add(made.at(-1) ?? "");
      expect(listing.plan.pushed).toEqual(["device"]);
      expect(listing.report).toMatchObject({ complete: true, total: listing.report.records });
    }
    expect([...operations].sort()).toEqual([
      "getWindowsDevice",
      "listAndroidDeviceApplications",
      "listAospDeviceApplications",
      "listAppleDeviceApplications",
    ]);
  });

  it("are empty for an unknown device", async () => {
    const { mdm } = open();
    const listing = mdm.apps.list({ device: { id: `${"0".repeat(24)}:apple` } });
    expect(await listing.toArray()).toEqual([]);
    expect(listing.report.complete).toBe(true);
  });

  it("leave out what is gone from an Android device", async () => {
    const { mdm, sandbox } = open({ devices: 200 });
    const apps = await mdm.apps.list({ platform: "android" }).toArray();
    expect(apps.length).toBeGreaterThan(10);
    expect(apps.map(({ app_id }) => app_id)).not.toContain("com.example.scanner");
    expect(sandbox.requests.map(({ operation }) => operation)).not.toContain("listAppleDeviceApplications");
  });
});

describe("apps of all devices", () => {
  it("are not asked of devices that a filter leaves out", async () => {
    const { mdm, sandbox } = open();
    await mdm.apps.list({ platform: "windows" }).toArray();
    expect(new Set(sandbox.requests.map(({ operation }) => operation))).toEqual(
      new Set(["listDevices", "getWindowsDevice"]),
    );
    expect(sandbox.requests[0]?.query).toMatchObject({ type: "windows" });
  });

  it("are not lost when an earlier device is deleted between two pages", async () => {
    const { mdm, sandbox } = open({ devices: 260 });
    const { devices } = sandbox.state;
    const all = idsOf(await mdm.apps.list().toArray());
    const [first] = devices.rows("id").slice(0, 1);
    const found: string[] = [];
    let deleted = false;
    for await (const page of mdm.apps.list({ pageSize: 50, prefetch: 0 }).pages()) {
      found.push(...idsOf(page.items));
      if (found.length < 200 || deleted) continue;
      devices.remove(String(first?.id));
      deleted = true;
    }
    expect(found).toEqual(all);
  });

  it("are called incomplete when the device on which a page ended is deleted", async () => {
    const { mdm, sandbox } = open();
    const { devices, recordId } = sandbox.state;
    const { value: page } = await mdm.apps.list({ pageSize: 1 }).pages().next();
    const [recordIdOfFirst] = page?.items[0]?.device?.id?.split(":") ?? [];
    const row = devices
      .rows("id")
      .slice(0, 24)
      .find(({ id }) => recordId(String(id)) === recordIdOfFirst);
    devices.remove(String(row?.id));
    const rest = mdm.apps.list({ cursor: page?.next ?? "" });
    await rest.toArray();
    expect(rest.report).toMatchObject({ complete: false, reason: "shifted" });
  });

  it("are called incomplete when a page of devices comes short", async () => {
    const { mdm, sandbox } = open();
    sandbox.inject({
      type: "short-page",
      operation: "listDevices",
      rows: 4,
      times: Number.POSITIVE_INFINITY,
    });
    const listing = mdm.apps.list();
    expect((await listing.toArray()).length).toBeGreaterThan(0);
    expect(listing.report).toMatchObject({ complete: false, reason: "short" });
  });

  it("are found by serial number where a row does not name its record, and are called incomplete otherwise", async () => {
    const plain = open();
    const { mdm, sandbox } = open({ platformIds: false, lists: "array" });
    const listing = mdm.apps.list();
    const apps = await listing.toArray();
    const rows = sandbox.state.devices.rows("id").slice(0, 24);
    const unmarked = rows.filter(({ summary }) => !Object(summary).serialNumber).length;
    expect(unmarked).toBeGreaterThan(0);
    expect(apps.length).toBeGreaterThan(20);
    expect(apps.length).toBeLessThan((await plain.mdm.apps.list().toArray()).length);
    expect(listing.report).toMatchObject({ complete: false, reason: "short" });
    for (const { id } of apps) expect((await mdm.apps.get(id)).id).toBe(id);
  });
});
