import { describe, expect, it } from "vitest";
import { valueAt } from "../../../engine/records/values.ts";
import { ids, openJumpCloud } from "../fixtures/calls.ts";

const open = () => openJumpCloud({ devices: 120, users: 30 });
const table = (name: string, query = "") => `/v2/systeminsights/${name}?limit=10000${query}`;

describe("System Insights", () => {
  it("has rows only for systems with insights enabled, also after a change", async () => {
    const { call } = open();
    const enabled = (await call("/search/systems", { method: "POST", body: { limit: 200 } })).rows.filter(
      (row) => valueAt(row, "systemInsights.state") === "enabled",
    );
    const systems = async () => (await call(table("system_info"))).rows.map((row) => row.system_id);
    expect(await systems()).toEqual(ids(enabled));
    const [first = ""] = ids(enabled);
    await call(`/systems/${first}`, { method: "PUT", body: { systemInsights: { state: "disabled" } } });
    expect(await systems()).not.toContain(first);
    await call(`/systems/${first}`, { method: "PUT", body: { systemInsights: { state: "enabled" } } });
    expect(await systems()).toContain(first);
    await call(`/systems/${first}`, { method: "DELETE" });
    expect(await systems()).not.toContain(first);
  });

  it("pages give what the whole table gives", async () => {
    const { call } = open();
    const whole = (await call(table("apps"))).rows;
    const pages = [];
    for (let skip = 0; skip < whole.length; skip += 37) {
      pages.push(...(await call(`/v2/systeminsights/apps?limit=37&skip=${skip}`)).rows);
    }
    expect(pages).toEqual(whole);
    expect(whole.length).toBeGreaterThan(100);
  });

  it("sorts within each system by the further fields, on pages as in the whole table", async () => {
    const { call } = open();
    const sorted = (await call(table("programs", "&sort=system_id,name"))).rows;
    const unsorted = (await call(table("programs"))).rows;
    expect(sorted).not.toEqual(unsorted);
    const key = ({ system_id, name }: (typeof sorted)[number]) => `${system_id} ${name}`;
    expect(sorted.map(key)).toEqual(unsorted.map(key).sort());
    const pages = [];
    for (let skip = 0; skip < sorted.length; skip += 41) {
      pages.push(
        ...(await call(`/v2/systeminsights/programs?limit=41&skip=${skip}&sort=system_id,name`)).rows,
      );
    }
    expect(pages).toEqual(sorted);
  });

  it("filters by system and by another field, with eq and in only", async () => {
    const { sandbox, call } = open();
    const systems = [...new Set((await call(table("apps"))).rows.map((row) => String(row.system_id)))];
    const [one = "", two = ""] = systems;
    const apps = (await call(table("apps", `&filter=system_id:eq:${two}`))).rows;
    expect(new Set(apps.map((row) => row.system_id))).toEqual(new Set([two]));
    const named = (await call(table("apps", `&filter=system_id:in:${two}|${one},bundle_name:eq:Safari`)))
      .rows;
    expect(named.map((row) => row.system_id)).toEqual([one, two]);
    expect((await call(table("apps", "&filter=bundle_name:search:Saf"))).status).toBe(400);
    expect(
      (await call(table("uptime", "&filter=days:gte:20"))).rows.every((row) => Number(row.days) >= 20),
    ).toBe(true);
    expect(sandbox.violations).toEqual([]);
  });

  it("hands on firmware text with its trailing blanks", async () => {
    const { rows } = await open().call(table("system_info"));
    const mac = rows.find((row) => String(row.hardware_vendor).startsWith("Apple"));
    expect(mac?.hardware_vendor).toBe("Apple Inc. ");
    expect(mac?.hardware_model).toMatch(/^(Mac|iMac).* $/);
  });

  it.each([
    ["programs", "Windows"],
    ["linux_packages", "Linux"],
    ["bitlocker_info", "Windows"],
    ["chassis_info", "Windows"],
    ["alf", "Mac OS X"],
    ["battery", "Mac OS X"],
  ])("%s has rows of %s systems only", async (name, os) => {
    const { call } = openJumpCloud({ devices: 300 });
    const systems = (await call("/search/systems", { method: "POST", body: { limit: 1000 } })).rows;
    const family = os === "Mac OS X" ? "darwin" : os.toLowerCase();
    const expected = new Set(ids(systems.filter((row) => row.osFamily === family)));
    const { rows } = await call(table(name));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => expected.has(String(row.system_id)))).toBe(true);
  });

  it("lists loopback without an address, and the device's own after it", async () => {
    const { rows } = await open().call(table("interface_details"));
    expect(rows.slice(0, 3).map((row) => row.mac)).toEqual([
      "00:00:00:00:00:00",
      expect.stringMatching(/^02:/),
      expect.stringMatching(/^02:/),
    ]);
  });

  it("returns an empty list for tables without rows in the fleet", async () => {
    expect((await open().call(table("shadow"))).body).toEqual([]);
  });
});
