import { createSandbox, type SandboxOptions } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { noWait } from "../../../fixtures/no-wait.ts";
import { fleet } from "../index.ts";
import { mapFleetDevice } from "./map-device.ts";

function open(options: SandboxOptions<"fleet"> = {}) {
  const sandbox = createSandbox("fleet", { devices: 40, users: 20, ...options });
  const { baseUrl, fetch, credentials } = sandbox;
  const mdm = connect(fleet({ token: credentials.token, baseUrl, fetch, ...noWait }));
  const sent = (operation: string) => sandbox.requests.filter((one) => one.operation === operation);
  return { sandbox, mdm, sent };
}

describe("a list of devices", () => {
  it("counts hosts where it begins and where it ends, and reads the configuration once", async () => {
    const { mdm, sent } = open();
    expect(await mdm.devices.list({ pageSize: 15 }).toArray()).toHaveLength(40);
    expect(sent("listHosts").map(({ query }) => [query.page, query.per_page])).toEqual([
      ["0", "15"],
      ["1", "15"],
      ["2", "15"],
    ]);
    expect([sent("countHosts").length, sent("getConfig").length]).toEqual([2, 1]);
  });

  it("is in the order of ids, and never sends filters that leave out servers", async () => {
    const { mdm, sent } = open();
    await mdm.devices.list({ platform: "windows", policy: { id: "2" } }).toArray();
    const { query } = sent("listHosts")[0] ?? {};
    expect(query).toMatchObject({ order_key: "id", order_direction: "asc" });
    const names = Object.keys(query ?? {});
    expect(names.filter((name) => /mdm|team_id|os_|disk|status$/.test(name))).toEqual([
      "include_device_status",
    ]);
  });

  it("looks for a serial number, and compares it again since a part matches as well", async () => {
    const { mdm, sent } = open();
    const all = await mdm.devices.list().toArray();
    const serial = all.find(({ serial_number }) => serial_number)?.serial_number ?? "";
    const found = await mdm.devices.list({ serial_number: serial }).toArray();
    expect(found.map(({ serial_number }) => serial_number)).toEqual([serial]);
    expect(sent("listHosts").at(-1)?.query.query).toBe(serial);
    expect(await mdm.devices.list({ serial_number: serial.slice(0, 4) }).toArray()).toEqual([]);
    await mdm.devices.list({ serial_number: "a@b" }).toArray();
    expect(sent("listHosts").at(-1)?.query).not.toHaveProperty("query");
  });

  it("is not complete where a page is shorter than the count", async () => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "short-page", operation: "listHosts", page: 2 });
    const listing = mdm.devices.list({ pageSize: 15 });
    await listing.toArray();
    expect(listing.report.complete).toBe(false);
  });

  it("goes on without a count", async () => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "forbidden", operation: "countHosts", times: Number.POSITIVE_INFINITY });
    expect(await mdm.devices.list({ pageSize: 20 }).toArray()).toHaveLength(40);
  });

  it("asks once for a configuration that its role may not read", async () => {
    const { mdm, sandbox, sent } = open();
    sandbox.inject({ type: "forbidden", operation: "getConfig", times: Number.POSITIVE_INFINITY });
    const listing = mdm.devices.list({ pageSize: 10 });
    expect(await listing.toArray()).toHaveLength(40);
    expect(listing.report.gaps).toMatchObject([{ operation: "getConfig", fields: ["organization"] }]);
    expect(sent("getConfig")).toHaveLength(1);
    await mdm.devices.get("1");
    expect(sent("getConfig")).toHaveLength(2);
  });

  it.each(["x", "1:0:", "1:15", "-1:15:40"])("does not begin at the cursor %s", async (cursor) => {
    await expect(open().mdm.devices.list({ cursor }).toArray()).rejects.toMatchObject({
      code: "invalid-input",
    });
  });
});

describe("a device", () => {
  it("has no contact before the first one", async () => {
    const { mdm, sandbox } = open();
    const created_at = "2026-11-01T08:00:00Z";
    sandbox.state.hosts.update("1", {
      ...{ created_at, seen_time: created_at, detail_updated_at: "2000-01-01T00:00:00Z" },
      ...{
        last_enrolled_at: "0001-01-01T00:00:00Z",
        last_mdm_enrolled_at: null,
        last_mdm_checked_in_at: null,
      },
    });
    expect(await mdm.devices.get("1")).toMatchObject({ created_at: "2026-11-01T08:00:00Z" });
    expect((await mdm.devices.get("1")).last_activity_at ?? null).toBeNull();
  });

  it("has the maintenance window that the calendar gives, whose zone may have a typographic minus", () => {
    const maintenance_window = { starts_at: "2026-11-24T13:00:00\u221205:00" };
    expect(mapFleetDevice({ id: 1, maintenance_window }).maintenance_start_at).toBe(
      "2026-11-24T18:00:00.000Z",
    );
  });
});

describe("a PIN", () => {
  it("is in no result of an action and in the response of the operation, as often as it is asked", async () => {
    const { mdm, sandbox } = open();
    const macs = await mdm.devices.list({ platform: "macos" }).toArray();
    const { id = "" } = macs.find((mac) => mac.mdm_enabled && mac.enrollment_type === "automated") ?? {};
    const { mdm: was } = sandbox.state.hosts.get(id) ?? {};
    sandbox.state.hosts.update(id, { mdm: Object.assign({}, was, { connected_to_fleet: true }) });
    const result = await mdm.devices.lock(id, { confirm: id });
    expect(JSON.stringify(result)).not.toMatch(/\b\d{6}\b/);
    const path = { id: Number(id) };
    const pins = [await mdm.raw.unlockHost({ path }), await mdm.raw.unlockHost({ path })].map(
      (response) => response?.unlock_pin,
    );
    expect(pins).toEqual([expect.stringMatching(/^\d{6}$/), pins[0]]);
  });
});

describe("a free server", () => {
  it("lists hosts without teams, and is asked for its license once", async () => {
    const { mdm, sent } = open({ license: "free" });
    const linux = await mdm.devices.list({ platform: "linux" }).toArray();
    expect(linux.every(({ policy }) => policy == null)).toBe(true);
    const asked = sent("getConfig").length;
    for (const { id } of linux.slice(0, 3))
      expect(await mdm.devices.erase(id, { confirm: id })).toMatchObject({
        status: "unsupported",
        requests: [],
      });
    expect([sent("getConfig").length - asked, sent("wipeHost").length]).toEqual([0, 0]);
  });

  it("says why an operation that is Premium is not there", async () => {
    const { mdm } = open({ license: "free" });
    await expect(mdm.raw.listTeams()).rejects.toMatchObject({ code: "unsupported-operation" });
  });
});
