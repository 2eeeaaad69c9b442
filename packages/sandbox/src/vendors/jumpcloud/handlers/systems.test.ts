import { describe, expect, it } from "vitest";
import { ids, openJumpCloud } from "../fixtures/calls.ts";

const open = () => openJumpCloud({ devices: 120, users: 30 });

async function idOf(call: ReturnType<typeof open>["call"], filter: string): Promise<string> {
  const [id = ""] = ids((await call(`/systems?limit=1&filter=${filter}`)).rows);
  return id;
}

describe("systems", () => {
  it("get gives the row of the list, and 404 for an unknown id", async () => {
    const { call } = open();
    const [row] = (await call("/systems?limit=1&sort=_id")).rows;
    expect((await call(`/systems/${String(row?._id)}`)).body).toEqual(row);
    expect(row?._id).toBe(row?.id);
    const unknown = await call("/systems/0123456789abcdef01234567");
    expect([unknown.status, unknown.body]).toEqual([404, { message: "Not Found" }]);
  });

  it("put changes only what is sent, and the owner by its flat key", async () => {
    const { sandbox, call } = open();
    const id = await idOf(call, "os:$eq:Windows");
    const before = (await call(`/systems/${id}`)).row;
    const [user = ""] = ids((await call("/systemusers?limit=1&sort=-_id")).rows);
    const put = await call(`/systems/${id}`, {
      method: "PUT",
      body: { displayName: "Desk 7", "primarySystemUser.id": user },
    });
    expect(put).toMatchObject({
      status: 200,
      row: { displayName: "Desk 7", primarySystemUser: { id: user } },
    });
    expect((await call(`/systems/${id}`)).body).toEqual({
      ...before,
      displayName: "Desk 7",
      primarySystemUser: { id: user },
    });
    expect(ids((await call(`/v2/systems/${id}/users`)).rows)).toContain(user);
    const none = await call(`/systems/${id}`, { method: "PUT", body: { "primarySystemUser.id": null } });
    expect(none.row.primarySystemUser).toEqual({ id: null });
    const wrong = await call(`/systems/${id}`, { method: "PUT", body: { "primarySystemUser.id": id } });
    expect(wrong.status).toBe(400);
    expect(sandbox.violations).toEqual([]);
  });

  it("put with a wrong type is a violation, and changes nothing", async () => {
    const { sandbox, call } = open();
    const id = await idOf(call, "os:$eq:Windows");
    expect((await call(`/systems/${id}`, { method: "PUT", body: { displayName: 7 } })).status).toBe(400);
    expect(sandbox.violations).toMatchObject([
      { operation: "systems_put", problems: ["body: /displayName must be string"] },
    ]);
  });

  it("delete returns the deleted system, and then it is gone, though not from Apple MDM", async () => {
    const { sandbox, call } = open();
    const id = await idOf(call, "os:$eq:iOS");
    const apple = sandbox.state.appleDevices.count();
    const gone = await call(`/systems/${id}`, { method: "DELETE" });
    expect(gone).toMatchObject({ status: 200, row: { _id: id } });
    expect((await call(`/systems/${id}`)).status).toBe(404);
    expect((await call(`/systems/${id}`, { method: "DELETE" })).status).toBe(404);
    expect((await call("/systems")).row.totalCount).toBe(119);
    expect(sandbox.state.appleDevices.count()).toBe(apple);
  });

  it.each(["erase", "lock", "restart", "shutdown"])(
    "%s is 201 without a body on Windows, and kept",
    async (name) => {
      const { sandbox, call } = open();
      const id = await idOf(call, `builtInCommands.name:$eq:${name}`);
      const response = await call(`/systems/${id}/command/builtin/${name}`, { method: "POST" });
      expect(response).toMatchObject({ status: 201, text: "" });
      expect(sandbox.state.commands).toMatchObject([{ name, target: "system", id }]);
      expect(sandbox.violations).toEqual([]);
    },
  );

  it.each(["Mac OS X", "iOS", "Android"])("built-in commands are 400 on %s", async (os) => {
    const { sandbox, call } = open();
    const id = await idOf(call, `os:$eq:${os}`);
    const response = await call(`/systems/${id}/command/builtin/lock`, { method: "POST" });
    expect(response).toMatchObject({ status: 400, row: { message: expect.any(String) } });
    expect(sandbox.state.commands).toEqual([]);
  });

  it("refuses a command that the system does not list", async () => {
    const { call } = openJumpCloud({ devices: 400 });
    const id = await idOf(call, "builtInCommands.name:$ne:erase&filter[1]=os:$eq:Windows");
    expect((await call(`/systems/${id}/command/builtin/erase`, { method: "POST" })).status).toBe(400);
    expect((await call(`/systems/${id}/command/builtin/lock`, { method: "POST" })).status).toBe(201);
  });

  it("has sparse rows: no serial, a null lastContact while active, no fde, no owner", async () => {
    const { rows } = await openJumpCloud({ devices: 1000 }).call("/search/systems", {
      method: "POST",
      body: { limit: 1000 },
    });
    expect(rows.some((row) => row.serialNumber === undefined)).toBe(true);
    expect(rows.some((row) => row.serialNumber === "To be filled by O.E.M.")).toBe(true);
    expect(rows.some((row) => row.lastContact === null && row.active === true)).toBe(true);
    expect(rows.some((row) => row.fde === undefined && row.os === "Windows")).toBe(true);
    expect(rows.some((row) => JSON.stringify(row.primarySystemUser) === '{"id":null}')).toBe(true);
    expect(rows.some((row) => row.agentVersion === undefined)).toBe(true);
  });

  it("makes left-over records of reinstalled agents when configured: one serial, two systems", async () => {
    const { call } = openJumpCloud({ devices: 100, duplicates: 0.2 });
    const { rows } = await call("/systems?limit=100");
    const serials = rows.map((row) => row.serialNumber).filter((serial) => String(serial).length > 6);
    expect(new Set(serials).size).toBeLessThan(serials.length);
    expect(new Set(ids(rows)).size).toBe(100);
  });
});
