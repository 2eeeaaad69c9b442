import { createSandbox, type SandboxOptions } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { noWait } from "../../../fixtures/no-wait.ts";
import { iru } from "../index.ts";

function open(options: SandboxOptions<"iru"> = {}, wrap = (fetch: typeof globalThis.fetch) => fetch) {
  const sandbox = createSandbox("iru", { devices: 40, users: 20, ...options });
  const { credentials, baseUrl } = sandbox;
  const mdm = connect(iru({ ...credentials, baseUrl, fetch: wrap(sandbox.fetch), ...noWait }));
  const count = (operation: string) => sandbox.requests.filter((one) => one.operation === operation).length;
  return { sandbox, mdm, count };
}

const CATEGORIES = [
  "listDeviceInformation",
  "listFileVault",
  "listFirewalls",
  "listActivationLocks",
  "listCellular",
];
const DEVICES = "GET /devices";

describe("posture in a list", () => {
  it("takes a request for each category and page", async () => {
    const { mdm, count } = open();
    const devices = await mdm.devices.list({ pageSize: 20 }).toArray();
    expect(
      devices.filter(({ disk_encryption }) => typeof disk_encryption === "boolean").length,
    ).toBeGreaterThan(9);
    const pages = count("listDevices");
    for (const category of CATEGORIES) expect(count(category)).toBeLessThanOrEqual(pages);
  });

  it("names at most 150 devices in a request", async () => {
    const { mdm, sandbox, count } = open({ devices: 160 });
    await mdm.devices.list().toArray();
    // The list is asked for a second page, which begins with the last device of the first.
    expect(count("listDeviceInformation")).toBe(3);
    const lengths = sandbox.requests.map(({ operation, query }) =>
      operation === "listDeviceInformation" ? String(query.filter).length : 0,
    );
    expect(Math.max(...lengths)).toBeLessThan(7000);
  });

  it("is the same where the tenant ignores the filter, and each category is read as a whole once", async () => {
    const [filtered, whole] = [open(), open({ prismFilters: false, prismPage: 9 })];
    const expected = await filtered.mdm.devices.list({ pageSize: 10 }).toArray();
    const listing = whole.mdm.devices.list({ pageSize: 10, prefetch: 0 });
    expect(await listing.toArray()).toEqual(expected);
    expect(whole.count("listDeviceInformation")).toBe(Math.ceil(whole.sandbox.state.reported().length / 9));
  });

  it("is the same where the tenant refuses the filter, and is read as a whole once", async () => {
    const options = { devices: 160 };
    const refusing = open(options, (fetch) => async (input, init) => {
      const isFiltered = new URL(new Request(input).url).searchParams.has("filter");
      return isFiltered ? Response.json({ error: "Bad Request" }, { status: 400 }) : fetch(input, init);
    });
    const expected = await open(options).mdm.devices.list().toArray();
    expect(await refusing.mdm.devices.list().toArray()).toEqual(expected);
    expect(refusing.count("listDeviceInformation")).toBe(1);
  });

  it.each([
    ["the tenant has no Prism", { prism: false }],
    ["the token is not allowed it", { permissions: [DEVICES] }],
    ["the token is not allowed it, with 401", { permissions: [DEVICES], refusesWith: 401 }],
  ] as const)("is a gap where %s, and is asked for once", async (_, options) => {
    const { mdm, count } = open(options);
    const listing = mdm.devices.list({ pageSize: 10 });
    const devices = await listing.toArray();
    expect(devices).toHaveLength(40);
    expect(devices.some((device) => "disk_encryption" in device && device.disk_encryption != null)).toBe(
      false,
    );
    expect(listing.report.gaps.map(({ operation }) => operation).sort()).toEqual([...CATEGORIES].sort());
    for (const category of CATEGORIES) expect(count(category)).toBeLessThanOrEqual(2);
  });

  it("says nothing of a device that Prism has no row of", async () => {
    const { mdm, sandbox } = open();
    const reported = new Set(sandbox.state.reported());
    const devices = await mdm.devices.list().toArray();
    const silent = devices.filter(({ id }) => !reported.has(id));
    expect(silent.length).toBeGreaterThan(0);
    for (const { disk_encryption, firewall_enabled, activation_lock_enabled } of silent)
      expect([disk_encryption, firewall_enabled, activation_lock_enabled]).toEqual(Array(3).fill(undefined));
  });
});

it("a token that is rejected by the list itself is no missing permission", async () => {
  const { mdm, sandbox } = open();
  sandbox.inject({ type: "unauthorized", operation: "listDevices" });
  await expect(mdm.devices.list().toArray()).rejects.toMatchObject({
    code: "authentication",
    advice: expect.stringContaining("allowed this endpoint"),
  });
});

it("a single device has the fields that its token may read, and names the others", async () => {
  const { mdm, sandbox } = open({ permissions: [DEVICES, "GET /devices/{device_id}"], refusesWith: 401 });
  const [id = ""] = sandbox.state.reported();
  const device = await mdm.devices.get(id);
  expect(device).toMatchObject({ id, is_partial: true });
  expect(device.gaps?.map(({ operation }) => operation)).toContain("getDeviceDetails");
});

it("a single device lacks only what neither its details nor Prism have", async () => {
  const { mdm, sandbox } = open({ prism: false });
  const id = sandbox.state.reported().find((one) => sandbox.state.devices.get(one)?.platform === "Mac") ?? "";
  const device = await mdm.devices.get(id);
  expect(device).toMatchObject({ hostname: expect.any(String), os_build: expect.any(String) });
  expect(device.gaps?.flatMap(({ fields }) => fields).sort()).toEqual(["firewall_enabled", "updated_at"]);
});

it("a single device without details names the lost mode among what it lacks", async () => {
  const permissions = [DEVICES, "GET /devices/{device_id}", "GET /prism/device_information"];
  const { mdm, sandbox } = open({ permissions });
  const [id = ""] = sandbox.state.reported();
  const { gaps = [] } = await mdm.devices.get(id);
  const details = gaps?.find(({ operation }) => operation === "getDeviceDetails");
  expect(details?.fields).toContain("lost_mode");
  expect(details?.fields).not.toContain("os_build");
});

it("a part of a serial number is not taken for it", async () => {
  const { mdm, sandbox } = open();
  const [device] = sandbox.state.devices.all();
  const serial = String(device?.serial_number);
  expect(await mdm.devices.list({ serial_number: serial }).toArray()).toHaveLength(1);
  expect(await mdm.devices.list({ serial_number: serial.slice(0, -1) }).toArray()).toEqual([]);
});

it("filters by what the vendor can narrow by, and compares every record again", async () => {
  const { mdm, sandbox } = open();
  const devices = await mdm.devices.list({ platform: "macos", tags: { name: "pilot" } }).toArray();
  expect(devices.length).toBeGreaterThan(0);
  for (const { platform, tags } of devices) {
    expect(platform).toBe("macos");
    expect(tags?.map(({ name }) => name)).toContain("pilot");
  }
  const list = sandbox.requests.find(({ operation }) => operation === "listDevices");
  expect(list?.query).toMatchObject({ platform: "Mac", tag_name: "pilot", ordering: "device_id" });
});

describe("a lock", () => {
  it("keeps the PIN of a Mac out of its result, and a second one is a conflict", async () => {
    const { mdm, sandbox } = open();
    const mac = sandbox.state.devices.all().find(({ platform }) => platform === "Mac");
    const id = String(mac?.device_id);
    const observed: unknown[] = [];
    const result = await mdm.devices.lock(id, { confirm: id, onExchange: (one) => observed.push(one) });
    expect(result).toMatchObject({ status: "accepted", command_id: null });
    const pin = sandbox.state.pins.get(id) ?? "";
    expect(pin).toMatch(/^\d{6}$/);
    expect(JSON.stringify([result, observed])).not.toContain(pin);
    expect(await mdm.raw.getUnlockPin({ path: { device_id: id } })).toEqual({ pin });
    await expect(mdm.devices.lock(id, { confirm: id })).rejects.toMatchObject({
      code: "conflict",
      status: 409,
    });
  });
});
