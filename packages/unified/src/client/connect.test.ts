import {
  ConfirmationError,
  InvalidInputError,
  InvalidResponseError,
  UnsupportedCapabilityError,
} from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { DeviceContract } from "../contract/device-contract.ts";
import type { Vendor } from "../contract/vendor.ts";
import { toyVendor } from "../fixtures/toy-vendor.ts";
import { connect } from "./connect.ts";
import { extend } from "./extend.ts";

const planLock = (raw: object, input: object) => ({
  steps: [{ operation: "lock", path: { id: Reflect.get(raw, "id") }, body: { ...input } }],
});

const LOCK_RULES = { lock: { inputs: { pin: {}, message: {} } } };

/** A vendor with the given members on top of the least it must have. */
function acme(devices: Partial<DeviceContract> = {}, rest: Partial<Vendor> = {}) {
  const { vendor, ...logs } = toyVendor();
  return {
    ...logs,
    mdm: connect<Vendor>({ ...vendor, ...rest, devices: { ...vendor.devices, ...devices } }),
  };
}

describe("a vendor with a list of devices and nothing else", () => {
  it("lists and gets", async () => {
    const { mdm } = acme();
    expect(await mdm.devices.list().toArray()).toEqual([await mdm.devices.get("d1")]);
    expect(mdm.capabilities()).toMatchObject({
      devices: { operations: ["list", "get"], actions: [] },
      users: { operations: [], filters: [] },
    });
  });

  it("refuses everything else before any request", async () => {
    const { mdm, reads, sent } = acme();
    const calls = [
      () => mdm.devices.create({ name: "x" }),
      () => mdm.devices.update("d1", { name: "x" }),
      () => mdm.devices.delete("d1", { confirm: "d1" }),
      () => mdm.devices.erase("d1", { confirm: "d1", pin: null }),
      () => mdm.users.get("u1"),
      () => mdm.users.create({ name: "x", emails: [] }),
      async () => mdm.users.list().toArray(),
    ];
    for (const call of calls) await expect(call()).rejects.toBeInstanceOf(UnsupportedCapabilityError);
    expect([...reads, ...sent]).toEqual([]);
  });
});

describe("writes", () => {
  it("are never planned while the confirmation is wrong", async () => {
    let planned = 0;
    const { mdm, sent } = acme({
      delete(id) {
        planned += 1;
        return { steps: [{ operation: "remove", path: { id } }] };
      },
    });
    await expect(mdm.devices.delete("d1", { confirm: "d2" })).rejects.toBeInstanceOf(ConfirmationError);
    expect([planned, sent]).toEqual([0, []]);
    expect(await mdm.devices.delete("d1", { confirm: "S1" })).toEqual({ id: "d1" });
    expect(sent).toEqual(["remove"]);
  });

  it("give the result an action has, and its requests without their secrets", async () => {
    const { mdm, sent } = acme({ actions: { lock: planLock }, actionRules: LOCK_RULES });
    expect(await mdm.devices.lock("d1", { confirm: "S1", pin: "246810" })).toEqual({
      id: "d1",
      action: "lock",
      command_id: null,
      status: "accepted",
      dry_run: false,
      requests: [
        {
          operation: "lock",
          method: "POST",
          path: "/api/devices/d1/lock",
          body: expect.objectContaining({ pin: "***" }),
        },
      ],
    });
    expect(sent).toEqual(["lock"]);
  });

  it("report why an action cannot work on a device, and send nothing", async () => {
    const { mdm, sent } = acme({ actions: { restart: () => ({ unsupported: "It has no agent." }) } });
    expect(await mdm.devices.restart("d1")).toMatchObject({
      status: "unsupported",
      reason: "It has no agent.",
      requests: [],
    });
    expect(sent).toEqual([]);
  });

  it("report that a record was created when the response does not contain its id", async () => {
    const { vendor } = toyVendor();
    const { prepare } = vendor.client;
    const client = { prepare, request: async () => ({ data: undefined, response: new Response() }) };
    const devices = { ...vendor.devices, create: () => ({ steps: [{ operation: "lock" }] }) };
    const mdm = connect<Vendor>({ ...vendor, client, devices });
    const error = await mdm.devices.create({ name: "x" }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toMatchObject({ operation: "devices.create", outcome: "applied" });
  });

  it("say that a record was changed when it cannot be read afterwards", async () => {
    const { vendor } = toyVendor();
    const update = () => ({ steps: [{ operation: "lock" }] });
    const devices = { ...vendor.devices, writable: ["name"] as const, update };
    const mdm = connect<Vendor>({ ...vendor, devices });
    const error = await mdm.devices.update("gone", { name: "x" }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "not-found",
      outcome: "applied",
      completed: ["lock"],
      retryable: false,
      message: expect.stringContaining("Carried out before the failure: lock. Check the record"),
    });
  });

  it("read the id of a new record from a response that is not the record itself", async () => {
    const { vendor, reads } = toyVendor();
    const recordId = (response: unknown) => (response === "made" ? "d1" : undefined);
    const devices = { ...vendor.devices, create: () => ({ steps: [{ operation: "lock" }], recordId }) };
    const { prepare } = vendor.client;
    const responding = (data: unknown) => ({
      prepare,
      request: async () => ({ data, response: new Response() }),
    });
    const made = connect<Vendor>({ ...vendor, client: responding("made"), devices });
    expect(await made.devices.create({ name: "x" })).toMatchObject({ id: "d1" });
    expect(reads).toEqual(["get d1"]);
    const silent = connect<Vendor>({ ...vendor, client: responding({ id: "envelope" }), devices });
    await expect(silent.devices.create({ name: "x" })).rejects.toBeInstanceOf(InvalidResponseError);
  });
});

it.each(["", " ", undefined])("refuses to read a record by the id %j, and says where", async (id) => {
  const untyped: { get(id: unknown): Promise<unknown> }["get"] = acme().mdm.devices.get;
  await expect(untyped(id)).rejects.toThrow("[acme] devices.get: `id` must be a non-empty string.");
});

describe("list options", () => {
  it.each([
    { pageSize: 0 },
    { pageSize: 1.5 },
    { pageSize: Number.NaN },
    { prefetch: -1 },
    { prefetch: 0.5 },
  ])("refuses %j", (options) => {
    expect(() => acme().mdm.devices.list(options)).toThrow(InvalidInputError);
  });

  it("never asks for more than the vendor's largest page", () => {
    expect(acme().mdm.devices.list({ pageSize: 5_000 }).plan.pageSize).toBe(10);
  });

  it("are checked here when the vendor only narrows by them", async () => {
    const asked: unknown[] = [];
    const { mdm } = acme({
      filters: ["name"],
      narrowed: { name: (value) => value !== "A" },
      async list({ filters }) {
        asked.push(filters);
        return { items: [{ id: "d1" }, { id: "d2" }] };
      },
      map: (raw) => ({
        id: String(Reflect.get(raw, "id")),
        name: Reflect.get(raw, "id") === "d1" ? "a" : "A",
      }),
    });
    const listing = mdm.devices.list({ name: "a" });
    expect(listing.plan).toMatchObject({ pushed: [], local: ["name"], narrowed: ["name"] });
    expect(mdm.devices.list({ name: "A" }).plan).toMatchObject({ local: ["name"], narrowed: [] });
    expect(mdm.capabilities().devices.filters).toEqual([{ name: "name", applied_by: "both" }]);
    expect((await listing.toArray()).map(({ id }) => id)).toEqual(["d1"]);
    await mdm.devices.list({ name: "A" }).toArray();
    expect(asked).toEqual([{ name: "a" }, {}]);
  });

  it("says in the plan how many pages are read ahead: of vendors' cursors one at most", () => {
    const ahead = (seek?: "offset") =>
      [undefined, 0, 1, 5, 99].map(
        (prefetch) => acme(seek && { seek }).mdm.devices.list({ prefetch }).plan.pagesAhead,
      );
    expect(ahead()).toEqual([1, 0, 1, 1, 1]);
    expect(ahead("offset")).toEqual([1, 0, 1, 5, 20]);
  });

  it("pushes a filter down only for values the vendor means the same by", () => {
    const { mdm } = acme({ filters: ["name"], pushed: { name: (value) => !value.includes(",") } });
    expect(mdm.devices.list({ name: "a" }).plan).toMatchObject({
      pushed: ["name"],
      local: [],
      narrowed: [],
    });
    expect(mdm.devices.list({ name: "a,b" }).plan).toMatchObject({ pushed: [], local: ["name"] });
  });

  it("does not hand a filter that is applied here to the vendor", async () => {
    const seen: object[] = [];
    const list: DeviceContract["list"] = async ({ filters }) => {
      seen.push(filters);
      return { items: [] };
    };
    const { mdm } = acme({ list });
    await mdm.devices.list({ name: "a" }).toArray();
    expect(seen).toEqual([{}]);
  });

  it("rejects a response without a list as invalid", async () => {
    const { mdm } = acme({ list: async () => JSON.parse("{}") });
    await expect(mdm.devices.list().toArray()).rejects.toBeInstanceOf(InvalidResponseError);
  });

  it.each([
    ["2", 2],
    [{ drifted: true }, null],
    [-1, null],
    [1.5, null],
  ])("takes the vendor's total %j for %s", async (total, expected) => {
    const page = { items: [{ id: "d1" }, { id: "d2" }], ...JSON.parse(JSON.stringify({ total })) };
    const { mdm } = acme({ list: async () => page });
    const listing = mdm.devices.list();
    expect(await listing.toArray()).toHaveLength(2);
    expect(listing.report).toMatchObject({ total: expected, complete: true });
  });

  it.each([[""], ["d\0"], ["d\ud83d"]])("counts a record with the id %j as unreadable", async (id) => {
    const { mdm } = acme({ list: async () => ({ items: [{ id }, { id: "d2" }] }) });
    const listing = mdm.devices.list();
    expect((await listing.toArray()).map(({ id }) => id)).toEqual(["d2"]);
    expect(listing.report).toMatchObject({ unreadable: 1, reason: "unreadable" });
  });
});

describe("onDrift", () => {
  it("is notified of lists, of single reads and of overrides that fail, with a count that runs on", async () => {
    const { vendor } = toyVendor({ records: [{ id: "d1" }, { id: "d2" }] });
    const failing = () => {
      throw new Error("no");
    };
    const events: unknown[] = [];
    const broken = extend(vendor, { devices: { asset_tag: failing, floor: failing } });
    const mdm = connect(broken, {
      onDrift: ({ property, count }) => void events.push(`${property} ${count}`),
    });
    await mdm.devices.list().toArray();
    expect(await mdm.devices.get("d1")).toMatchObject({ id: "d1", name: "Device d1" });
    expect(events).toEqual(["asset_tag 1", "floor 1", "asset_tag 2", "floor 2", "asset_tag 3", "floor 3"]);
  });
});

describe("inputs the document demands", () => {
  const planAssign = (_raw: object, input: object) => ({
    steps: [{ operation: "lock", path: { id: "d1" }, body: { ...input } }],
  });

  it("are required, and may be null", async () => {
    const { mdm, sent, reads } = acme({
      actions: { assignUser: planAssign },
      actionRules: { assignUser: { inputs: { user_id: {} } } },
    });
    // As it comes from JavaScript.
    const input = JSON.parse("{}");
    await expect(mdm.devices.assignUser("d1", input)).rejects.toThrow("`user_id` is required");
    expect([sent, reads]).toEqual([[], []]);
    expect(await mdm.devices.assignUser("d1", { user_id: null })).toMatchObject({ status: "accepted" });
  });
});

describe("unknown options", () => {
  const lockable = {
    actions: { lock: planLock },
    actionRules: LOCK_RULES,
    delete: (id: string) => ({ steps: [{ operation: "remove", path: { id } }] }),
  };
  // As they come from JavaScript, or from a variable whose properties are not checked.
  const rehearsal: { confirm: string; dryRun?: boolean } = { confirm: "S1" };
  Reflect.set(rehearsal, "dry_run", true);

  it("do not turn a rehearsal into the real thing", async () => {
    const { mdm, sent, reads } = acme(lockable);
    const calls = [
      () => mdm.devices.lock("d1", { ...rehearsal, pin: "246810" }),
      () => mdm.devices.delete("d1", rehearsal),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow("Unknown option dry_run");
    expect([sent, reads]).toEqual([[], []]);
  });

  it("are distinguished from those of the action", async () => {
    const { mdm } = acme(lockable);
    const call = { confirm: "S1", pin: "246810", message: "Call us", dryRun: true };
    expect(await mdm.devices.lock("d1", call)).toMatchObject({ status: "planned" });
  });

  it.each(["yesterday", "", "2026-13-45", "1700000000", "10/30/2026", null])(
    "refuses the invalid time %j before any request",
    (updated_since) => {
      const { mdm, reads } = acme({ filters: ["updated_since"] });
      const options: object = { updated_since };
      expect(() => mdm.devices.list(options)).toThrow("must be a time");
      expect(reads).toEqual([]);
    },
  );
});

describe("a vendor without devices", () => {
  it("refuses every call that needs one, before any request", async () => {
    const { vendor, sent, reads } = toyVendor();
    const { devices: _devices, ...rest } = vendor;
    const mdm = connect<Vendor>(rest);
    const calls = [
      async () => mdm.devices.list().toArray(),
      () => mdm.devices.get("d1"),
      () => mdm.devices.delete("d1", { confirm: "d1" }),
      () => mdm.devices.restart("d1"),
      () => mdm.devices.command("d1", "c1"),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: "unsupported-capability" });
    expect([sent, reads]).toEqual([[], []]);
    const { check: _check, ...unchecked } = rest;
    const uncheckable = connect<Vendor>(unchecked);
    await expect(uncheckable.check()).rejects.toMatchObject({ code: "unsupported-capability" });
    expect(mdm.capabilities().devices).toEqual({
      operations: [],
      filters: [],
      actions: [],
      command_status: false,
    });
  });
});
