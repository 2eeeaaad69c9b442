import { describe, expect, it } from "vitest";
import type { FleetDeviceRecord } from "../api/record.ts";
import { createApi } from "../generated/api/client.ts";
import type { Server } from "../organizations/organizations.ts";
import { mapFleetCommand } from "./mdm-commands.ts";
import { createActionPlanners } from "./plan-actions.ts";
import { createUpdatePlanner } from "./plan-update.ts";

const server = (isFree: boolean) =>
  ({
    isFree: async () => isFree,
    organization: async () => ({}),
    restart() {},
    forgive() {},
  }) satisfies Server;
const actions = createActionPlanners(server(false));
const free = createActionPlanners(server(true));
const path = { id: 7 };

const managed = { enrollment_status: "On (automatic)", connected_to_fleet: true } as const;
const mac: FleetDeviceRecord = { id: 7, uuid: "AA-1", platform: "darwin", mdm: managed };
const iphone: FleetDeviceRecord = { ...mac, platform: "ios" };
const windows: FleetDeviceRecord = { ...mac, platform: "windows", scripts_enabled: true };
const linux: FleetDeviceRecord = { id: 7, platform: "ubuntu", scripts_enabled: true };
const but = (device: FleetDeviceRecord, mdm: FleetDeviceRecord["mdm"]) => ({
  ...device,
  mdm: { ...managed, ...mdm },
});
const refusal = (reason: string) => ({ unsupported: expect.stringContaining(reason) });

describe("what is Premium", () => {
  it("is one request to the host", async () => {
    expect(await actions.lock(mac)).toEqual({ operation: "lockHost", path });
    expect(await actions.erase(linux)).toEqual({ operation: "wipeHost", path, body: {} });
    expect(await actions.disableLostMode(iphone)).toEqual({ operation: "unlockHost", path });
  });

  it("is refused by a free server before anything is sent", async () => {
    for (const planned of [free.lock(mac), free.erase(linux), free.enableLostMode(iphone)])
      expect(await planned).toEqual(refusal("Fleet Premium"));
  });

  it.each([
    ["a Mac that another product manages", but(mac, { connected_to_fleet: false }), "by MDM"],
    ["a Mac without MDM", but(mac, { enrollment_status: "Off" }), "by MDM"],
    ["a personal Mac", but(mac, { enrollment_status: "On (manual - personal)" }), "personal"],
    ["a host without scripts", { ...linux, scripts_enabled: false }, "Scripts"],
    ["a locked host", but(windows, { device_status: "locked" }), "Unlock it first"],
  ])("does not lock %s", async (_, device, reason) => {
    expect(await actions.lock(device)).toEqual(refusal(reason));
  });

  it("does not unlock what is not locked, and tries where a server does not say", async () => {
    expect(await actions.unlock(but(windows, { device_status: "unlocked" }))).toEqual(refusal("not locked"));
    expect(await actions.unlock(windows)).toHaveProperty("operation", "unlockHost");
  });

  it("enables lost mode only after automated enrollment", async () => {
    const manual = but(iphone, { enrollment_status: "On (manual)" });
    expect(await actions.enableLostMode(manual)).toEqual(refusal("automated enrollment"));
  });
});

describe("turning MDM off", () => {
  it("is one request to the host", () => {
    expect(actions.retire(mac)).toEqual({ operation: "turnOffHostMdm", path });
  });
});

describe("an MDM command", () => {
  const textOf = async (planning: ReturnType<typeof actions.restart>) => {
    const planned = await planning;
    return "operation" in planned && planned.operation === "runMdmCommand" ? atob(planned.body.command) : "";
  };

  it("is in the protocol of the platform", async () => {
    expect(await textOf(actions.restart(mac))).toContain(
      "<key>RequestType</key><string>RestartDevice</string>",
    );
    expect(await textOf(actions.shutdown(iphone))).toContain("<string>ShutDownDevice</string>");
    expect(await textOf(actions.restart(windows))).toContain("/Reboot/RebootNow</LocURI>");
  });

  it.each([
    ["Acknowledged", "completed"],
    ["NotNow", "pending"],
    ["CommandFormatError", "failed"],
    ["101", "pending"],
    ["200", "completed"],
    ["405", "failed"],
    ["500", "failed"],
    ["a new word", "pending"],
  ])("with the status %s is %s", (status, expected) => {
    expect(mapFleetCommand({ command_uuid: "c", status })).toMatchObject({ status: expected });
  });
});

describe("the user of a host", () => {
  const kim = { user_id: "kim.hollis~40example.com" };

  it("is that of the identity provider, or an address beside it without a license", async () => {
    const body = { email: "kim.hollis@example.com" };
    const step = { operation: "setHostDeviceMapping", path };
    expect(await actions.assignUser(mac, kim)).toEqual({ ...step, body: { ...body, source: "idp" } });
    expect(await free.assignUser(mac, kim)).toEqual({ ...step, body: { ...body, source: "custom" } });
  });

  it("is removed with a license only", async () => {
    expect(await actions.assignUser(mac, { user_id: null })).toEqual({
      operation: "removeHostIdpMapping",
      path,
    });
    await expect(free.assignUser(mac, { user_id: null })).rejects.toThrow(/Only Fleet Premium/);
  });

  it("is a person with an address", async () => {
    await expect(actions.assignUser(mac, { user_id: "no address" })).rejects.toThrow(/email address/);
  });
});

describe("an update", () => {
  const labels = [
    { id: 1, name: "All Hosts", label_type: "builtin", label_membership_type: "dynamic" },
    { id: 2, name: "Pilot", label_type: "regular", label_membership_type: "manual" },
    { id: 3, name: "Old", label_type: "regular", label_membership_type: "dynamic" },
  ];
  const client = createApi({
    token: "t",
    baseUrl: "https://fleet.example.com",
    fetch: async () => Response.json({ host: { id: 7, labels } }),
  });
  const update = createUpdatePlanner(client, server(false));
  const old = { id: "3", name: "Old" };

  it("adds and removes manual labels by name", async () => {
    expect(await update("7", { tags: [old, { name: "Kiosks" }] })).toEqual({
      steps: [
        { operation: "removeHostLabels", path, body: { labels: ["Pilot"] } },
        { operation: "addHostLabels", path, body: { labels: ["Kiosks"] } },
      ],
    });
  });

  it("does not remove a label that has a query", async () => {
    await expect(update("7", { tags: [] })).rejects.toThrow(/queries/);
  });

  it("takes no tag whose id and name differ", async () => {
    await expect(update("7", { tags: [old, { id: "2", name: "Kiosks" }] })).rejects.toThrow(/with this name/);
    await expect(update("7", { tags: [old, { id: "9" }] })).rejects.toThrow(/with this name/);
  });

  it("moves a host to a team, or to none", async () => {
    const body = { team_id: 2, hosts: [7] };
    expect(await update("7", { policy: { id: "2" } })).toEqual({
      steps: [{ operation: "transferHosts", body }],
    });
    expect(await update("7", { policy: null })).toMatchObject({ steps: [{ body: { team_id: null } }] });
    await expect(update("7", { policy: { id: "Servers" } })).rejects.toThrow(/`policy` must be a number/);
  });

  it("without anything to change is refused, as is one of a host that cannot exist", async () => {
    await expect(update("7", {})).rejects.toThrow(/Nothing else/);
    await expect(update("x", { policy: null })).rejects.toMatchObject({ code: "not-found" });
  });
});
