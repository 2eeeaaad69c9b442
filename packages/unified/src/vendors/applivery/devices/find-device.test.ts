import { NotFoundError, PermissionError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { applivery } from "../index.ts";
import { parseDeviceId } from "./device-id.ts";

type Options = Parameters<typeof createSandbox<"applivery">>[1];

/** An account of a fresh sandbox, its devices, and the operations requested since. */
async function open(options?: Options) {
  const sandbox = createSandbox("applivery", { devices: 60, users: 18, ...options });
  const { token, organizationId } = sandbox.credentials;
  const vendor = applivery({
    token,
    organizationId,
    baseUrl: sandbox.baseUrl,
    fetch: sandbox.fetch,
    retry: { attempts: 1 },
  });
  const mdm = connect(vendor);
  const devices = await mdm.devices.list().toArray();
  const seen = sandbox.requests.length;
  const operations = () => sandbox.requests.slice(seen).map(({ operation }) => operation);
  const one = (type: string) => devices.find(({ id }) => id.endsWith(`:${type}`)) ?? { id: "" };
  return { mdm, sandbox, devices, operations, one };
}

describe("our ids", () => {
  it.each([
    ["64b0:apple", { kind: "record", id: "64b0", platform: "apple" }],
    ["64b0:windows", { kind: "record", id: "64b0", platform: "windows" }],
    ["64b0:aosp", { kind: "row", id: "64b0", platform: "aosp" }],
    ["64b0", { kind: "row", id: "64b0", platform: undefined }],
    ["64b0:chrome", { kind: "row", id: "64b0:chrome", platform: undefined }],
    ["apple", { kind: "row", id: "apple", platform: undefined }],
    ["", { kind: "row", id: "", platform: undefined }],
  ])("read as they are written: %j", (id, parsed) => expect(parseDeviceId(id)).toEqual(parsed));
});

describe("a device", () => {
  it.each([
    ["apple", "getAppleDevice"],
    ["android", "getAndroidDevice"],
    ["windows", "getWindowsDevice"],
  ])("of %s is read from its record, and its row beside it", async (type, operation) => {
    const { mdm, one, operations } = await open();
    const { id, ...listed } = one(type);
    const device = await mdm.devices.get(id);
    expect(operations()).toEqual([operation, "listDevices"]);
    expect(device).toMatchObject({ id, created_at: Reflect.get(listed, "created_at"), is_partial: false });
  });

  it("is found by its row, too, if that costs reading the list", async () => {
    const { mdm, devices, operations } = await open();
    const [device] = devices;
    const found = await mdm.devices.get(String(device?.remote_data?.id));
    expect(found).toMatchObject({ id: device?.id, is_partial: false });
    expect(found.remote_data?.apple).toBeDefined();
    expect(operations()).toEqual(["listDevices", "getAppleDevice"]);
  });

  it("of AOSP is read from the lists, which is all there is", async () => {
    const { mdm, one, operations } = await open();
    const device = await mdm.devices.get(one("aosp").id);
    expect(device.management_id).toMatch(/^[0-9a-f]{24}$/);
    expect(operations()).toEqual(["listDevices", "listAospDevices"]);
  });

  it("without a serial number has its row by its name", async () => {
    const { mdm, devices, sandbox } = await open();
    const unmarked = devices.find(({ id, serial_number }) => id.endsWith(":windows") && !serial_number);
    expect(await mdm.devices.get(unmarked?.id ?? "")).toMatchObject({ created_at: unmarked?.created_at });
    expect(sandbox.requests.at(-1)?.query).toMatchObject({ type: "windows", name: unmarked?.name });
  });

  it("leaves out what only the row has, where the list is not permitted", async () => {
    const { mdm, one, sandbox } = await open();
    sandbox.inject({ type: "forbidden", operation: "listDevices" });
    const device = await mdm.devices.get(one("apple").id);
    expect([device.id, device.created_at]).toEqual([one("apple").id, undefined]);
  });

  it("cannot be read where its record may not be", async () => {
    const { mdm, one, sandbox } = await open();
    sandbox.inject({ type: "forbidden", operation: "getAppleDevice" });
    await expect(mdm.devices.get(one("apple").id)).rejects.toBeInstanceOf(PermissionError);
  });

  it.each(["000000000000000000000000:apple", "000000000000000000000000:aosp", "000000000000000000000000"])(
    "that is unknown is not found: %s",
    async (id) => {
      const { mdm } = await open();
      await expect(mdm.devices.get(id)).rejects.toBeInstanceOf(NotFoundError);
    },
  );

  it("hands out nothing that enrolls a device, neither of the row nor of the record", async () => {
    const { mdm, one, devices } = await open();
    const all = JSON.stringify([devices, await mdm.devices.get(one("apple").id)]);
    expect(all).not.toMatch(/enrollmentLink|enrollCode|enroll\.example/);
  });
});

describe("the list", () => {
  it("leaves out pending enrollments, which the vendor counts as rows", async () => {
    const { devices, sandbox } = await open();
    expect(devices).toHaveLength(60);
    expect(sandbox.state.tokens.count()).toBeGreaterThan(0);
    expect(sandbox.requests[0]?.query).toMatchObject({ subType: "device", sort: "createdAt:asc" });
  });

  it.each([
    [{ platform: "windows" as const }, { type: "windows" }],
    [{ platform: "ipados" as const }, { type: "apple" }],
    [{ serial_number: "TP93V60004" }, { serialNumber: "TP93V60004" }],
    [{ owner: { id: "64b0000000000000000000aa" } }, { mdmUserId: "64b0000000000000000000aa" }],
  ])("lets the vendor select by %j", async (filters, query) => {
    const { mdm, sandbox } = await open();
    await mdm.devices.list(filters).toArray();
    expect(sandbox.requests.at(-1)?.query).toMatchObject(query);
  });

  it.each([{ platform: "android" as const }, { owner: { name: "x" } }, { name: "x" }])(
    "does not for %j",
    async (filters) => {
      const { mdm, sandbox } = await open();
      await mdm.devices.list(filters).toArray();
      const { page: _page, limit: _limit, ...query } = sandbox.requests.at(-1)?.query ?? {};
      expect(query).toEqual({ subType: "device", sort: "createdAt:asc" });
    },
  );

  it("goes on from a cursor in the pages it was made with", async () => {
    const { mdm, devices } = await open();
    const { value: first } = await mdm.devices.list({ pageSize: 7 }).pages().next();
    const rest = await mdm.devices.list({ pageSize: 20, cursor: first?.next ?? "" }).toArray();
    expect(rest.map(({ id }) => id)).toEqual(devices.slice(7).map(({ id }) => id));
  });
});

describe("the check", () => {
  it("has the name of the workspace if a response has it", async () => {
    const { mdm, sandbox } = await open({ devices: 0 });
    expect(await mdm.check()).toEqual({
      organizationId: sandbox.credentials.organizationId,
      organizationName: null,
    });
    const bySlug = applivery({
      ...sandbox.credentials,
      organizationId: sandbox.state.inventory.slug,
      baseUrl: sandbox.baseUrl,
      fetch: sandbox.fetch,
    });
    expect(await connect(bySlug).check()).toEqual({ organizationId: null, organizationName: null });
  });
});
