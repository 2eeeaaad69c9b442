import { createSandbox, type SandboxOptions } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { simplemdm } from "../index.ts";

const FOREVER = Number.POSITIVE_INFINITY;

/** An account of a fresh sandbox; `change` may change the JSON of a page of devices. */
function open(
  options: SandboxOptions<"simplemdm"> = {},
  change: (body: Record<string, unknown>, url: URL) => unknown = (body) => body,
) {
  const sandbox = createSandbox("simplemdm", { devices: 60, ...options });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await sandbox.fetch(input, init);
    const url = new URL(new Request(input).url);
    if (!url.pathname.endsWith("/devices") || !response.ok) return response;
    return Response.json(change(await response.json(), url));
  };
  const { credentials, baseUrl } = sandbox;
  const mdm = connect(simplemdm({ ...credentials, baseUrl, fetch, retry: { attempts: 1 } }));
  const count = (operation: string) => sandbox.requests.filter((one) => one.operation === operation).length;
  return { sandbox, mdm, count };
}

describe("a list", () => {
  it("has pending devices, and reads groups and account once", async () => {
    const { mdm, sandbox, count } = open();
    const devices = await mdm.devices.list({ pageSize: 20 }).toArray();
    expect(devices).toHaveLength(60);
    expect(devices.some(({ enrollment_status }) => enrollment_status === "pending")).toBe(true);
    expect(sandbox.requests.every(({ query }) => query.include_secret_custom_attributes === undefined)).toBe(
      true,
    );
    const operations = ["listDevices", "listAssignmentGroups", "listDeviceGroups", "getAccount"];
    expect(operations.map(count)).toEqual([3, 1, 1, 1]);
  });

  it("asks once for what the key may not read, and again in the next list", async () => {
    const { mdm, count } = open({ areas: ["Devices: read", "Account: read"] });
    for (const asked of [1, 2]) {
      const listing = mdm.devices.list({ pageSize: 20 });
      const devices = await listing.toArray();
      expect(devices.some(({ tags, policy }) => tags || policy)).toBe(false);
      expect(listing.report.gaps.map(({ operation }) => operation).sort()).toEqual([
        "listAssignmentGroups",
        "listDeviceGroups",
      ]);
      expect([count("listAssignmentGroups"), count("listDeviceGroups")]).toEqual([asked, asked]);
    }
  });

  it("asks again for the account in a single read", async () => {
    const { mdm, count } = open({ areas: ["Devices: read"] });
    const [device] = await mdm.devices.list().toArray();
    expect(count("getAccount")).toBe(1);
    await mdm.devices.get(device?.id ?? "");
    expect(count("getAccount")).toBe(2);
  });

  it("finds the tags of an older account from the side of the groups", async () => {
    const { mdm, sandbox } = open({ older: true });
    const devices = await mdm.devices.list().toArray();
    const enrolled = devices.filter(({ policy }) => policy?.name === "Executives");
    expect(enrolled.length).toBeGreaterThan(0);
    const group = sandbox.state.assignmentGroups.all()[0];
    expect(enrolled[0]?.tags).toContainEqual({ id: String(group?.id), name: "All Macs" });
    expect(devices.find(({ policy }) => policy?.name === "Remote Employees")?.tags).toHaveLength(1);
    expect(devices.some(({ last_enrolled_at }) => last_enrolled_at?.endsWith("Z"))).toBe(true);
  });

  it("searches for a serial number, and compares each record again", async () => {
    const { mdm, sandbox } = open();
    const [one, other] = sandbox.state.devices
      .all()
      .filter((device) => Object(device.attributes).serial_number);
    const { serial_number } = Object(one?.attributes);
    const attributes = { ...Object(other?.attributes), serial_number: `${serial_number}9` };
    sandbox.state.devices.update(String(other?.id), { attributes });
    const found = await mdm.devices.list({ serial_number }).toArray();
    expect(found.map(({ id }) => id)).toEqual([String(one?.id)]);
    const list = sandbox.requests.find(({ operation }) => operation === "listDevices");
    expect(list?.query.search).toBe(serial_number);
  });

  it("ends, and is not complete, where there are more devices but none comes", async () => {
    const { mdm } = open({}, (body, url) =>
      url.searchParams.has("starting_after") ? { data: [], has_more: true } : body,
    );
    const listing = mdm.devices.list({ pageSize: 20 });
    expect(await listing.toArray()).toHaveLength(20);
    expect(listing.report).toMatchObject({ complete: false, reason: "short" });
  });

  it("has no secret, also where the caller asks for secret custom attributes", async () => {
    const { mdm } = open();
    const devices = await mdm.devices
      .list({ remoteQuery: { include_secret_custom_attributes: true } })
      .toArray();
    const text = JSON.stringify(devices);
    expect(text).toContain("cost_center");
    expect(text).not.toMatch(/admin_note|filevault_recovery_key|enrollment_url/);
  });

  it("has the id of a device group that is not listed", async () => {
    const { mdm, sandbox } = open({ older: true });
    const known = await mdm.devices.list().toArray();
    const id = known.find(({ policy }) => policy)?.policy?.id;
    sandbox.state.deviceGroups.remove(id ?? "");
    const listing = mdm.devices.list();
    const devices = await listing.toArray();
    const unnamed = devices.filter(({ policy }) => policy?.id === id);
    expect(unnamed.length).toBeGreaterThan(0);
    expect(unnamed[0]?.policy).toEqual({ id });
    expect(unnamed[0]?.tags).toContainEqual({ id });
    expect(devices.every(({ tags }) => tags !== undefined)).toBe(true);
  });

  it("says nothing of tags while a group cannot be named", async () => {
    const { mdm, sandbox } = open({ older: true });
    sandbox.inject({ type: "forbidden", operation: "listDeviceGroups", times: FOREVER });
    const [device] = await mdm.devices.list().toArray();
    expect(device?.tags).toBeUndefined();
  });
});

it("no id of a device is taken for that of another", async () => {
  const { mdm, sandbox } = open();
  await expect(mdm.devices.get("9007199254740993")).rejects.toMatchObject({ code: "not-found" });
  expect(sandbox.requests).toEqual([]);
});

it("a single device reads its groups and the account, and names what it may not read", async () => {
  const { mdm, sandbox, count } = open({ older: true });
  const [id = ""] = sandbox.state.devices.ids();
  expect((await mdm.devices.get(id)).organization).toEqual({ id: "account", name: "Example Bakery" });
  expect(sandbox.requests).toHaveLength(4);
  sandbox.inject({ type: "forbidden", operation: "getAccount", times: 1 });
  const known = await mdm.devices.get(id);
  expect([known.organization?.name, count("getAccount")]).toEqual(["Example Bakery", 1]);
});
