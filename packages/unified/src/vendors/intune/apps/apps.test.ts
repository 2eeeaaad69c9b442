import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { intune } from "../index.ts";

function open(devices = 12) {
  const sandbox = createSandbox("intune", { devices, users: 4 });
  const { credentials, baseUrl, fetch } = sandbox;
  const reads = () =>
    sandbox.requests.filter(({ operation }) => operation === "listManagedDeviceDetectedApps").length;
  return { mdm: connect(intune({ ...credentials, baseUrl, fetch })), sandbox, reads };
}

describe("apps", () => {
  it("of one device take two requests", async () => {
    const { mdm, sandbox } = open();
    const [id = ""] = sandbox.state.devices.ids();
    const apps = await mdm.apps.list({ device: { id } }).toArray();
    expect(apps.every(({ device }) => device?.id === id)).toBe(true);
    const operations = sandbox.requests.map(({ operation }) => operation);
    expect(operations).toEqual(["token", "getManagedDevice", "listManagedDeviceDetectedApps"]);
  });

  it.each(["unknown", "00000000-0000-4000-8000-00000000ffff"])(
    "are an empty list for the unknown device %s",
    async (id) => {
      expect(await open().mdm.apps.list({ device: { id } }).toArray()).toEqual([]);
    },
  );

  it("of all devices take one request a device, and none for devices of other platforms", async () => {
    const { mdm, reads, sandbox } = open();
    await mdm.apps.list().toArray();
    expect(reads()).toBe(12);
    const macs = sandbox.state.devices.all().filter(({ operatingSystem }) => operatingSystem === "macOS");
    const second = open();
    const apps = await second.mdm.apps.list({ platform: "macos" }).toArray();
    expect(second.reads()).toBe(macs.length);
    expect(apps.every(({ platform }) => platform === "macos")).toBe(true);
  });

  it("go on in the middle of a device, and notice what came or went", async () => {
    const { mdm, sandbox } = open();
    const all = await mdm.apps.list().toArray();
    const first = await mdm.apps.list({ pageSize: 7 }).page();
    const rest = await mdm.apps.list({ pageSize: 7, cursor: first.next ?? "" }).toArray();
    expect([...first.items, ...rest].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    const [gone = ""] = sandbox.state.devices.ids();
    sandbox.state.devices.remove(gone);
    const shifted = mdm.apps.list({ pageSize: 7, cursor: first.next ?? "" });
    await shifted.toArray();
    expect(shifted.report.complete).toBe(false);
  });

  it("fail where a link leads back, rather than end early", async () => {
    const { credentials, baseUrl, fetch: sandboxed } = createSandbox("intune", { devices: 1, users: 1 });
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await sandboxed(input, init);
      const { url } = new Request(input);
      if (!url.includes("/detectedApps")) return response;
      const link = `${url.split("?")[0]}?$skiptoken=again`;
      return Response.json({ value: [{ id: "a1" }], "@odata.nextLink": link });
    };
    const listing = connect(intune({ ...credentials, baseUrl, fetch })).apps.list();
    await expect(listing.toArray()).rejects.toMatchObject({ code: "invalid-response" });
    expect(listing.report).toMatchObject({ complete: false });
  });

  it("have no cursor that no list gave", async () => {
    for (const cursor of ["x", "0/0//", "1/-1//"])
      await expect(open().mdm.apps.list({ cursor }).toArray()).rejects.toMatchObject({
        code: "invalid-input",
      });
  });
});
