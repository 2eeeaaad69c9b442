import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Vendor } from "../contract/vendor.ts";
import { toyVendor } from "../fixtures/toy-vendor.ts";
import { snapshot } from "../snapshots/snapshot.ts";
import { jamfPro } from "../vendors/jamf-pro/index.ts";
import { type JumpCloudDeviceRecord, jumpcloud } from "../vendors/jumpcloud/index.ts";
import { connect } from "./connect.ts";
import { extend } from "./extend.ts";

const open = (devices = 12) => jumpcloud(createSandbox("jumpcloud", { devices, users: 6 }).options);

describe("extend", () => {
  it("computes unified fields and new ones from the vendor's record and the mapped one, listed or got", async () => {
    const mdm = connect(
      extend(open(), {
        devices: {
          asset_tag: (raw) => `AT-${raw.hostname}`,
          label: (raw, device) => ({ text: `${device.name}/${raw.arch}`, platform: device.platform }),
        },
        users: { login: (raw) => raw.username ?? "" },
      }),
    );
    const [listed] = await mdm.devices.list().toArray();
    const { asset_tag, label, name, platform, remote_data } = await mdm.devices.get(listed?.id ?? "");
    expect([listed?.asset_tag, listed?.label]).toEqual([asset_tag, label]);
    expect(asset_tag).toBe(`AT-${remote_data?.hostname}`);
    expect(label).toEqual({ text: `${name}/${remote_data?.arch}`, platform });
    expect((await mdm.users.list().toArray()).map(({ login }) => login)).not.toContain("");
  });

  it("costs a field, not its record, when a function throws, and says so as drift", async () => {
    const broken = (raw: JumpCloudDeviceRecord) => {
      if (raw.os === "Windows") throw new Error("no");
      return "ok";
    };
    const mdm = connect(
      extend(open(30), { devices: { asset_tag: broken, name: (raw) => raw.hostname ?? null } }),
    );
    const taken = await snapshot(mdm.devices.list(), { account: "hq" });
    const failed = [...taken.records.values()].filter((device) => device.asset_tag === undefined);
    expect(failed.length).toBeGreaterThan(0);
    expect(new Set(failed.map(({ remote_data }) => remote_data?.os))).toEqual(new Set(["Windows"]));
    expect(failed.every(({ name }) => typeof name === "string")).toBe(true);
    expect(taken).toMatchObject({
      complete: false,
      report: {
        records: 30,
        reason: "drifted",
        drift: [{ property: "asset_tag", problem: "override-failed", count: failed.length }],
      },
    });
  });

  it("takes a promise for a failure, since the record cannot wait for it", async () => {
    const { vendor } = toyVendor();
    const later: Record<string, () => unknown> = {
      site: async () => "x",
      floor: () => Promise.reject(new Error("no")),
    };
    const listing = connect(extend<Vendor, object>(vendor, { devices: later })).devices.list();
    const devices = await listing.toArray();
    expect(devices.length).toBeGreaterThan(0);
    for (const device of devices) {
      expect([Reflect.get(device, "site"), Reflect.get(device, "floor")]).toEqual([undefined, undefined]);
    }
    expect(listing.report.drift).toEqual([
      { property: "site", problem: "override-failed", count: devices.length },
      { property: "floor", problem: "override-failed", count: devices.length },
    ]);
  });

  it("filters here by a field it computes, though the vendor could", async () => {
    const vendor = open();
    const { serial_number } = vendor.devices.pushed;
    expect(serial_number("ABC123")).toBe(true);
    const sandbox = createSandbox("jumpcloud", { devices: 12 });
    const mdm = connect(
      extend(jumpcloud(sandbox.options), { devices: { serial_number: (raw) => `X-${raw.serialNumber}` } }),
    );
    const [, second] = await mdm.devices.list().toArray();
    const listing = mdm.devices.list({ serial_number: second?.serial_number ?? "" });
    expect(listing.plan).toMatchObject({ pushed: [], local: ["serial_number"] });
    expect((await listing.toArray()).map(({ id }) => id)).toEqual([second?.id]);
    expect(
      sandbox.requests.filter(({ operation }) => operation === "systems_list").at(-1)?.path,
    ).not.toContain("filter");
    const { devices } = mdm.capabilities();
    expect(devices.filters).toContainEqual({ name: "serial_number", applied_by: "mdmkit" });
  });

  it("filters here by what stands behind a filter of another name", async () => {
    const { vendor } = toyVendor();
    const devices = {
      ...vendor.devices,
      filters: ["updated_since"] as const,
      pushed: { updated_since: () => true },
    };
    const since = { updated_since: "2026-01-01T00:00:00Z" };
    expect(connect({ ...vendor, devices }).devices.list(since).plan.pushed).toEqual(["updated_since"]);
    const dated = extend({ ...vendor, devices }, { devices: { updated_at: () => "2025-12-31T00:00:00Z" } });
    const listing = connect(dated).devices.list(since);
    expect([listing.plan.local, await listing.toArray()]).toEqual([["updated_since"], []]);
    const { users } = connect(
      extend(jamfPro(createSandbox("jamf-pro").options), {
        users: { emails: ({ id }) => [{ email: `${id}@example.com` }] },
      }),
    );
    const [user, ...others] = await users.list({ email: "2@example.com" }).toArray();
    expect([user?.id, others]).toEqual(["2", []]);
  });

  it("can be laid over itself: a later function sees what an earlier one gave", async () => {
    const { vendor } = toyVendor();
    const first = extend(vendor, {
      devices: { name: (raw) => `${raw.serial}!`, floor: () => 2, kept: () => true },
    });
    const second = extend(first, {
      devices: {
        name: (_raw, device) => `${device.name}?`,
        floor: (_raw, device) => (device.floor ?? 0) + 1,
      },
    });
    const device = await connect(second).devices.get("d1");
    expect(device).toMatchObject({ name: "S1!?", floor: 3, kept: true });
    expectTypeOf(device.floor).toEqualTypeOf<number | undefined>();
    expectTypeOf(device.kept).toEqualTypeOf<boolean | undefined>();
    expect(await connect(first).devices.get("d1")).toMatchObject({ name: "S1!", floor: 2 });
    expect(await connect(vendor).devices.get("d1")).toMatchObject({ name: "Device d1" });
  });

  it("shows the functions of one layer the record as it was before the layer", async () => {
    const { vendor } = toyVendor();
    const swapped = extend(vendor, {
      devices: { name: (_raw, device) => device.serial_number, serial_number: (_raw, device) => device.name },
    });
    expect(await connect(swapped).devices.get("d1")).toMatchObject({
      name: "S1",
      serial_number: "Device d1",
    });
  });

  it("confirms by what the vendor has, whatever is computed", async () => {
    const { vendor } = toyVendor();
    const devices = {
      ...vendor.devices,
      delete: (id: string) => ({ steps: [{ operation: "remove", path: { id } }] }),
    };
    const mdm = connect(extend({ ...vendor, devices }, { devices: { serial_number: () => "S2" } }));
    await expect(mdm.devices.delete("d1", { confirm: "S2" })).rejects.toMatchObject({ code: "confirmation" });
    expect(await mdm.devices.delete("d1", { confirm: "S1" })).toEqual({ id: "d1" });
  });

  it("compares a device that was read with one made the same way", async () => {
    const { vendor } = toyVendor();
    const devices = {
      ...vendor.devices,
      delete: (id: string) => ({ steps: [{ operation: "remove", path: { id } }] }),
    };
    const mdm = connect(extend({ ...vendor, devices }, { devices: { owner: () => ({ id: "u1" }) } }));
    const ifUnchanged = await mdm.devices.get("d1");
    expect(await mdm.devices.delete("d1", { confirm: "d1", ifUnchanged })).toEqual({ id: "d1" });
    const other = { ...ifUnchanged, owner: { id: "u2" } };
    await expect(mdm.devices.delete("d1", { confirm: "d1", ifUnchanged: other })).rejects.toMatchObject({
      code: "confirmation",
    });
  });

  it("leaves a vendor chosen at run time one, with what it lacks still lacking", async () => {
    const { vendor } = toyVendor();
    const mdm = connect(
      extend<Vendor, object>(vendor, { devices: { name: () => "A" }, users: { name: () => "B" } }),
    );
    expect(await mdm.devices.get("d1")).toMatchObject({ name: "A" });
    await expect(mdm.users.get("u1")).rejects.toMatchObject({ code: "unsupported-capability" });
  });
});

describe("types of extend", () => {
  const vendor = open();
  const never = (_call: () => unknown) => {};

  it("carry what the functions give into get and list, and leave the rest as it is", () => {
    const mdm = connect(
      extend(vendor, { devices: { custom_fields: (raw) => ({ arch: raw.arch ?? null }) } }),
    );
    type Got = Awaited<ReturnType<typeof mdm.devices.get>>;
    expectTypeOf<Got["custom_fields"]>().toEqualTypeOf<{ arch: string | null } | undefined>();
    expectTypeOf<NonNullable<Got["remote_data"]>>().toEqualTypeOf<JumpCloudDeviceRecord>();
    expectTypeOf(mdm.devices.list().toArray).returns.resolves.toEqualTypeOf<Got[]>();
    never(() => extend(vendor, { devices: { parsed: (raw) => JSON.parse(raw.os ?? "") } }));
    never(() => mdm.devices.erase("1", { confirm: "1", pin: "1" }));
    // @ts-expect-error JumpCloud has no lost mode, extended or not
    never(() => mdm.devices.enableLostMode("1", {}));
    // @ts-expect-error no such filter
    never(() => mdm.devices.list({ color: "red" }));
  });

  it("refuse what does not fit", () => {
    // @ts-expect-error no such resource
    never(() => extend(vendor, { gadgets: { name: () => "x" } }));
    // @ts-expect-error no resource beside one
    never(() => extend(vendor, { devices: {}, name: {} }));
    // @ts-expect-error a name is text
    never(() => extend(vendor, { devices: { name: () => 7 } }));
    // @ts-expect-error no such platform
    never(() => extend(vendor, { devices: { platform: () => "beos" as const } }));
    // @ts-expect-error later than a record
    never(() => extend(vendor, { devices: { name: async () => "x" } }));
    // @ts-expect-error later than a record, a new field too
    never(() => extend(vendor, { devices: { site: async () => "x" } }));
    // @ts-expect-error perhaps later than a record
    never(() => extend(vendor, { devices: { site: (raw) => (raw.os ? Promise.resolve("x") : "x") } }));
    // @ts-expect-error the id says which record it is
    never(() => extend(vendor, { devices: { id: () => "x" } }));
    // @ts-expect-error no such property in JumpCloud's document
    never(() => extend(vendor, { devices: { label: (raw) => raw.jamfId } }));
    // @ts-expect-error a user has no serial number
    never(() => extend(vendor, { users: { label: (_raw, user) => user.serial_number } }));
  });
});
