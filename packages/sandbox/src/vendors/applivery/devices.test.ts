import { describe, expect, it } from "vitest";
import { createSandbox } from "../../create-sandbox.ts";
import { type Row, textOf } from "../../engine/records/values.ts";
import { openApplivery } from "./fixtures/calls.ts";

const open = (options = {}) => {
  const opened = openApplivery(options);
  const { recordId } = opened.sandbox.state;
  const of = (type: string, fits: (row: Row) => boolean = () => true) => {
    const device = opened.devices().find((row) => row.type === type && fits(row));
    return { device: device ?? {}, recordId: device ? recordId(String(device.id)) : "" };
  };
  return { ...opened, of };
};

describe("the fleet", () => {
  it("is that of other vendors, without what Applivery does not manage", () => {
    const { sandbox, devices } = open({ devices: 20 });
    const serials = devices().map((row) => textOf(row, "summary.serialNumber"));
    const others = createSandbox("jumpcloud", { devices: 40, users: 30 })
      .state.systems.rows("id")
      .slice(0, 40);
    const known = new Set(others.map((row) => textOf(row, "serialNumber")));
    expect(serials.filter((serial) => serial !== "" && !known.has(serial))).toEqual([]);
    expect(sandbox.state.devices.count()).toBe(20);
  });

  it("starts at the given position", () => {
    const serials = (options: object) =>
      open(options)
        .devices()
        .map((row) => textOf(row, "summary.serialNumber"));
    const later = serials({ devices: 10, firstDevice: 5 });
    expect(later.slice(0, 5)).toEqual(serials({ devices: 10 }).slice(5));
  });
});

describe("the list over all platforms", () => {
  it("counts pending enrollments among its rows unless only devices are requested", async () => {
    const { call, sandbox } = open();
    const all = await call("/mdm/devices?limit=1000");
    expect(all.data.totalDocs).toBe(60 + sandbox.state.tokens.count());
    expect(all.items.filter(({ subType }) => subType === "enrollment")).toHaveLength(
      sandbox.state.tokens.count(),
    );
    expect((await call("/mdm/devices?limit=1000&subType=device")).data.totalDocs).toBe(60);
    expect((await call("/mdm/devices?subType=enrollment")).items[0]).toMatchObject({ state: "PENDING" });
  });

  it("returns ten rows by default, ten thousand at most", async () => {
    const { call } = open();
    expect((await call("/mdm/devices")).items).toHaveLength(10);
    expect((await call("/mdm/devices?limit=10001")).status).toBe(400);
  });

  it("has ids of its own, and names the platform's record but on AOSP", async () => {
    const { call, of } = open();
    for (const [type, key, list] of [
      ["apple", "admDevice", "apple"],
      ["android", "emmDevice", "android"],
      ["windows", "winDevice", "windows"],
    ] as const) {
      const { device, recordId } = of(type);
      const { items } = await call(`/mdm/devices?limit=1000&type=${type}`);
      expect(items.find(({ id }) => id === device.id)).toMatchObject({ [key]: recordId });
      expect((await call(`/mdm/${list}/enterprise/devices/${recordId}`)).data.id).toBe(recordId);
      expect((await call(`/mdm/${list}/enterprise/devices/${String(device.id)}`)).status).toBe(404);
    }
    const [aosp] = (await call("/mdm/devices?type=aosp&subType=device")).items;
    expect(JSON.stringify(aosp)).not.toContain(of("aosp").recordId);
  });

  it("narrows by parts of text, whatever the case", async () => {
    const { call, of } = open();
    const serial = textOf(of("apple").device, "summary.serialNumber");
    const { items } = await call(`/mdm/devices?serialNumber=${serial.slice(1, 9).toLowerCase()}`);
    expect(items.map((row) => textOf(row, "summary.serialNumber"))).toContain(serial);
  });

  it("shows compliance by a filter only, except on Windows", async () => {
    const { call } = open({ devices: 200 });
    const { items } = await call("/mdm/devices?limit=1000&subType=device&isCompliance=false");
    expect(items.length).toBeGreaterThan(0);
    const mobile = items.filter(({ type }) => type !== "windows");
    expect(JSON.stringify(mobile)).not.toMatch(/compliance|policyCompliant/);
  });

  it("shrinks its total inside of the envelope, with a fault", async () => {
    const { sandbox, call } = open();
    sandbox.inject({ type: "total-shrinks", operation: "listDevices", page: 1, by: 2 });
    expect((await call("/mdm/devices?subType=device")).data.totalDocs).toBe(58);
  });
});

describe("a record", () => {
  it("of Windows has its battery as text, and an error where a value should be", async () => {
    const { call, of } = open();
    const { recordId } = of("windows", (row) => textOf(row, "summary.battery") !== "");
    const { data } = await call(`/mdm/windows/enterprise/devices/${recordId}`);
    expect(textOf(data, "summary.battery")).toMatch(/^\d+%$/);
    expect(Object.values(Object(data.config))).toContainEqual(expect.objectContaining({ isError: true }));
  });

  it("is found by its serial number or IMEI, too", async () => {
    const { call, of } = open();
    const { device, recordId } = of("apple", (row) => textOf(row, "summary.imei") !== "");
    for (const key of ["summary.serialNumber", "summary.imei"]) {
      const { data } = await call(`/mdm/apple/enterprise/devices/${textOf(device, key)}`);
      expect(data).toMatchObject({ id: recordId, admDevice: recordId });
    }
  });

  it("replaces its tags, and keeps what an update does not name", async () => {
    const { call, of, sandbox } = open();
    const { device, recordId } = of("windows", ({ displayName }) => displayName !== undefined);
    const body = { tags: ["one"], winPolicyId: sandbox.state.policies.windows.rows("id").slice(1, 2)[0]?.id };
    const { data } = await call(`/mdm/windows/enterprise/devices/${recordId}`, { method: "PUT", body });
    expect(data).toMatchObject({
      tags: ["one"],
      displayName: device.displayName,
      deviceWinPolicy: { id: body.winPolicyId },
    });
  });

  it.each([{ mdmUserId: "0".repeat(24) }, { policyId: "0".repeat(24) }])(
    "refuses %j, which does not exist",
    async (body) => {
      const { call, of } = open();
      const { recordId } = of("apple");
      expect((await call(`/mdm/apple/enterprise/devices/${recordId}`, { method: "PUT", body })).status).toBe(
        404,
      );
    },
  );

  it("that is fully managed by Android is wiped by its removal", async () => {
    const { call, of, sandbox } = open({ devices: 200 });
    const { recordId } = of("android", ({ managementMode }) => managementMode === "DEVICE_OWNER");
    await call(`/mdm/android/enterprise/devices/${recordId}`, { method: "DELETE" });
    expect(sandbox.state.commands.at(-1)).toMatchObject({ recordId, name: "WIPE" });
    expect((await call(`/mdm/android/enterprise/devices/${recordId}`)).status).toBe(404);
  });
});

describe("commands", () => {
  it("of Apple that need supervision are refused without it", async () => {
    const { call, of, sandbox } = open();
    const loose = of("apple", (row) => Object(row.summary).supervised === false).recordId;
    const send = (RequestType: string) =>
      call("/mdm/apple/enterprise/commands/device", {
        method: "POST",
        body: { command: { RequestType }, targetIds: [loose] },
      });
    expect((await send("RestartDevice")).status).toBe(404);
    const { items } = await send("DeviceLock");
    expect(items[0]).toMatchObject({ targetId: loose, status: "Pending" });
    const one = await call(`/mdm/apple/enterprise/commands/device/${loose}/${String(items[0]?.id)}`);
    expect(one.data).toMatchObject({ id: items[0]?.id, status: "Pending", receivedAt: null });
    const later = await call(`/mdm/apple/enterprise/commands/device/${loose}/${String(items[0]?.id)}`);
    expect(later.data).toMatchObject({ status: "Acknowledged", receivedAt: expect.any(String) });
    const other = of("apple", ({ id }) => !loose.endsWith(String(id).slice(-6))).recordId;
    const elsewhere = await call(`/mdm/apple/enterprise/commands/device/${other}/${String(items[0]?.id)}`);
    expect(elsewhere.error.code).toBe(3001);
    expect(sandbox.violations).toEqual([]);
  });

  it("of Android depend on how it is managed", async () => {
    const { call, of } = open({ devices: 200 });
    const send = (mode: string, type: string) => {
      const { recordId } = of("android", ({ managementMode }) => managementMode === mode);
      return call(`/mdm/android/enterprise/devices/${recordId}/commands`, { method: "POST", body: { type } });
    };
    expect((await send("DEVICE_OWNER", "LOCK")).status).toBe(200);
    expect((await send("PROFILE_OWNER", "LOCK")).error.code).toBe(5209);
    expect((await send("PROFILE_OWNER", "RELINQUISH_OWNERSHIP")).status).toBe(200);
    expect((await send("DEVICE_OWNER", "WIPE")).status).toBe(400);
  });

  it("to show a message need the agent", async () => {
    const { call, of } = open();
    const send = (agent: boolean) => {
      const identifier = of("apple", (row) => row.agent === agent).recordId;
      const notification = { body: "Hello" };
      return call("/mdm/push-notifications/send", {
        method: "POST",
        body: { os: "macos", identifier, notification },
      });
    };
    expect((await send(true)).status).toBe(200);
    expect((await send(false)).error.code).toBe(3001);
  });
});

describe("lists whose format is not documented", () => {
  it.each(["array", "items"] as const)("are %s, when configured", async (lists) => {
    const { call, of, sandbox } = open({ lists });
    const policies = await call("/mdm/apple/enterprise/policies");
    expect(Array.isArray(Object(policies.body).data)).toBe(lists === "array");
    expect(policies.items).toHaveLength(2);
    const { recordId } = of("apple", (row) => textOf(row, "summary.os") === "macOS");
    expect((await call(`/mdm/apple/enterprise/devices/${recordId}/applications`)).items[0]).toHaveProperty(
      "Identifier",
    );
    expect((await call(`/mdm/locations/admDevice/${recordId}`)).items[0]).toHaveProperty("latitude");
    expect(sandbox.violations).toEqual([]);
  });

  it("of apps on Android hold what is gone", async () => {
    const { call, devices, sandbox } = open({ devices: 200 });
    const states = new Set<unknown>();
    for (const { id } of devices().filter(({ type }) => type === "android")) {
      const record = sandbox.state.recordId(String(id));
      const { items } = await call(`/mdm/android/enterprise/devices/${record}/applications`);
      for (const { state } of items) states.add(state);
    }
    expect([...states].sort()).toEqual(["INSTALLED", "REMOVED"]);
  });

  it("of apps fail on Windows, as in practice, where the configuration has packages", async () => {
    const { call, of } = open();
    const { data } = await call(`/mdm/windows/enterprise/devices/${of("windows").recordId}`);
    const paths = Object.keys(Object(data.config)).filter((path) => path.endsWith("%7D/Name"));
    expect(paths.length).toBeGreaterThan(0);
    expect(
      (await call(`/mdm/windows/enterprise/devices/${of("windows").recordId}/applications`)).status,
    ).toBe(500);
  });
});
