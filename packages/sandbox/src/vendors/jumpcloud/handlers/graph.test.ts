import { describe, expect, it } from "vitest";
import { valueAt } from "../../../engine/records/values.ts";
import { ids, openJumpCloud } from "../fixtures/calls.ts";

async function open() {
  const { sandbox, call } = openJumpCloud({ devices: 80, users: 20 });
  const { rows } = await call("/systems?limit=80&sort=_id");
  const owned = rows.find((row) => valueAt(row, "primarySystemUser.id") !== null) ?? {};
  const nobodys = rows.find((row) => valueAt(row, "primarySystemUser.id") === null) ?? {};
  return { sandbox, call, owned, system: String(owned._id), nobodys: String(nobodys._id) };
}

const post = (body: unknown) => ({ method: "POST", body });

describe("bindings", () => {
  it("lead from a system to its owner and back", async () => {
    const { call, owned, system } = await open();
    const owner = String(valueAt(owned, "primarySystemUser.id"));
    const [user] = (await call(`/v2/systems/${system}/users`)).rows;
    expect(user).toMatchObject({ id: owner, type: "user", paths: [[{ to: { id: owner, type: "user" } }]] });
    const [edge] = (await call(`/v2/systems/${system}/associations?targets=user`)).rows;
    expect(edge).toMatchObject({ to: { id: owner, type: "user" } });
    expect(ids((await call(`/v2/users/${owner}/systems`)).rows)).toContain(system);
  });

  it("return an empty body where nothing is bound", async () => {
    const { sandbox, call, nobodys, system } = await open();
    for (const path of [
      `/v2/systems/${nobodys}/users`,
      `/v2/systems/${system}/associations?targets=command`,
    ]) {
      expect(await call(path)).toMatchObject({ status: 200, text: "" });
    }
    expect(sandbox.violations).toEqual([]);
  });

  it("can be added and removed from either side", async () => {
    const { call, nobodys } = await open();
    const [user = ""] = ids((await call("/systemusers?limit=1")).rows);
    const users = async () => ids((await call(`/v2/systems/${nobodys}/users`)).rows);
    const add = await call(
      `/v2/systems/${nobodys}/associations`,
      post({ op: "add", type: "user", id: user }),
    );
    expect(add).toMatchObject({ status: 204, text: "" });
    expect(await users()).toEqual([user]);
    await call(`/v2/users/${user}/associations`, post({ op: "remove", type: "system", id: nobodys }));
    expect(await users()).toEqual([]);
  });

  it("need targets, and know no other kinds", async () => {
    const { sandbox, call, system } = await open();
    expect((await call(`/v2/systems/${system}/associations`)).status).toBe(400);
    expect((await call(`/v2/systems/${system}/associations?targets=printer`)).status).toBe(400);
    expect(sandbox.violations).toHaveLength(2);
  });

  it("lead to policies through a group", async () => {
    const { call, system } = await open();
    const { rows } = await call(`/v2/systems/${system}/policies`);
    const paths = valueAt(rows[0], "paths");
    expect(Array.isArray(paths) && Array.isArray(paths[0]) ? paths[0].length : 0).toBe(2);
    const statuses = (await call(`/v2/systems/${system}/policystatuses`)).rows;
    expect(statuses.map((row) => row.policyID)).toEqual(ids(rows));
    const counts = await call(`/v2/systems/${system}/aggregated-policy-stats`);
    expect(valueAt(counts.row, "policyCountData.total")).toBe(String(rows.length));
  });

  it("the disk key is there only where a key is kept", async () => {
    const { call } = await open();
    const systems = (await call("/systems?limit=80")).rows;
    const kept = systems.find((row) => valueAt(row, "fde.keyPresent") === true);
    const none = systems.find((row) => valueAt(row, "fde.keyPresent") !== true);
    expect((await call(`/v2/systems/${String(kept?._id)}/fdekey`)).row.key).toMatch(/^SANDBOX-/);
    expect((await call(`/v2/systems/${String(none?._id)}/fdekey`)).status).toBe(404);
  });
});

describe("groups", () => {
  it("can be made, renamed, filled, emptied and deleted", async () => {
    const { sandbox, call, system } = await open();
    const created = await call("/v2/systemgroups", post({ name: "Kiosks" }));
    expect(created).toMatchObject({ status: 201, row: { name: "Kiosks", type: "system_group" } });
    const path = `/v2/systemgroups/${String(created.row.id)}`;
    const members = async () => (await call(`${path}/members`)).rows.map((row) => valueAt(row, "to.id"));
    expect(await members()).toEqual([]);
    await call(`${path}/members`, post({ op: "add", type: "system", id: system }));
    expect(await members()).toEqual([system]);
    expect(ids((await call(`${path}/membership`)).rows)).toEqual([system]);
    expect(ids((await call(`/v2/systems/${system}/memberof?limit=100`)).rows)).toContain(created.row.id);
    await call(`${path}/members`, post({ op: "remove", type: "system", id: system }));
    expect(await members()).toEqual([]);
    expect((await call(path, { method: "PUT", body: { name: "Stands" } })).row.name).toBe("Stands");
    expect((await call(path, { method: "DELETE" })).status).toBe(200);
    expect((await call(path)).status).toBe(404);
    expect(sandbox.violations).toEqual([]);
  });

  it("of a platform hold its systems", async () => {
    const { call } = await open();
    const [macs] = (await call("/v2/systemgroups?filter=name:eq:All%20Macs")).rows;
    const members = (await call(`/v2/systemgroups/${String(macs?.id)}/members?limit=100`)).rows;
    const systems = (await call("/systems?limit=80&filter=os:$eq:Mac OS X")).rows;
    expect(members.map((row) => valueAt(row, "to.id"))).toEqual(ids(systems));
  });
});

describe("managed apps and policies", () => {
  it("apps can be made, changed and deleted, and have a status per system", async () => {
    const { sandbox, call } = await open();
    const created = await call(
      "/v2/softwareapps",
      post({ displayName: "Tool", settings: [{ packageId: "tool" }] }),
    );
    expect(created.status).toBe(201);
    const path = `/v2/softwareapps/${String(created.row.id)}`;
    expect((await call(path, { method: "PUT", body: { displayName: "Tools" } })).row.displayName).toBe(
      "Tools",
    );
    expect(await call(path, { method: "DELETE" })).toMatchObject({ status: 204, text: "" });
    const [app] = (await call("/v2/softwareapps?sort=id")).rows;
    const [status] = (await call(`/v2/softwareapps/${String(app?.id)}/statuses`)).rows;
    expect(status?.softwareAppId).toBe(app?.id);
    const own = await call(`/v2/systems/${String(status?.systemId)}/softwareappstatuses`);
    expect(own.rows.map((row) => valueAt(row, "app.id"))).toContain(app?.id);
    expect(sandbox.violations).toEqual([]);
  });

  it("policies have details, results and systems", async () => {
    const { call } = await open();
    const [policy] = (await call("/v2/policies?sort=id")).rows;
    const path = `/v2/policies/${String(policy?.id)}`;
    expect((await call(path)).row).toMatchObject({ id: policy?.id, values: [] });
    const [result] = (await call(`${path}/policyresults`)).rows;
    expect((await call(`/v2/policyresults/${String(result?.id)}`)).body).toEqual(result);
    expect((await call(`${path}/systems?limit=100`)).rows.length).toBeGreaterThan(1);
    expect((await call(path, { method: "DELETE" })).status).toBe(204);
  });
});
