import { describe, expect, it } from "vitest";
import { ids, openJumpCloud } from "../fixtures/calls.ts";

const open = () => openJumpCloud({ devices: 40, users: 60 });
type Call = ReturnType<typeof open>["call"];

async function userWith(call: Call, filter: string) {
  const [row = {}] = (await call(`/systemusers?limit=1&sort=_id&${filter}`)).rows;
  return { id: String(row._id), row };
}

describe("users", () => {
  it("have every key of a live row; absent text is empty, the employee number null", async () => {
    const { rows } = await open().call("/systemusers?limit=100");
    expect(rows.every((row) => row._id === row.id && row.middlename === "")).toBe(true);
    expect(rows.some((row) => row.employeeIdentifier === null)).toBe(true);
    expect(rows.some((row) => row.displayname === "")).toBe(true);
    expect(rows.some((row) => row.state === "ACTIVATED" && row.activated === false)).toBe(true);
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(["ACTIVATED", "STAGED", "SUSPENDED"]));
    expect(rows.every((row) => String(row.email).endsWith("@example.com"))).toBe(true);
  });

  it("post returns 200 with the new user, who is last by id, and never the password", async () => {
    const { sandbox, call } = open();
    const body = { email: "new.hire@example.com", username: "new.hire", password: "Sandbox-1234!" };
    const created = await call("/systemusers", { method: "POST", body });
    expect(created).toMatchObject({ status: 200, row: { email: "new.hire@example.com", activated: true } });
    expect(created.text).not.toContain("Sandbox-1234!");
    const [last] = ids((await call("/systemusers?limit=1&sort=-_id")).rows);
    expect(last).toBe(created.row._id);
    expect((await call(`/systemusers/${last}`)).row.username).toBe("new.hire");
    expect(sandbox.violations).toEqual([]);
  });

  it("post with a taken name is 400, and without an e-mail a violation", async () => {
    const { sandbox, call } = open();
    const { row } = await userWith(call, "");
    const body = { email: "other@example.com", username: String(row.username) };
    expect((await call("/systemusers", { method: "POST", body })).row).toMatchObject({
      message: "username already exists",
    });
    expect(sandbox.violations).toEqual([]);
    expect((await call("/systemusers", { method: "POST", body: { username: "x" } })).status).toBe(400);
    expect(sandbox.violations).toHaveLength(1);
  });

  it("a weak password is 400, with every broken rule on request", async () => {
    const { call } = open();
    const body = { email: "weak@example.com", username: "weak", password: "short1" };
    const refused = async (query: string) =>
      (await call(`/systemusers${query}`, { method: "POST", body })).row;
    expect(await refused("")).toMatchObject({ message: "Password validation fail", details: [] });
    expect((await refused("?fullValidationDetails=password")).details).toEqual([
      { message: "needs at least 8 characters" },
      { message: "needs an upper-case letter" },
    ]);
  });

  it("put is partial, and state and suspended agree", async () => {
    const { call } = open();
    const { id, row } = await userWith(
      call,
      "filter[0]=externally_managed:$eq:false&filter[1]=state:$eq:ACTIVATED",
    );
    const put = (body: unknown) => call(`/systemusers/${id}`, { method: "PUT", body });
    expect((await put({ jobTitle: "Pilot" })).row).toEqual({ ...row, jobTitle: "Pilot" });
    expect((await put({ suspended: true })).row).toMatchObject({ state: "SUSPENDED", suspended: true });
    expect((await put({ state: "ACTIVATED" })).row).toMatchObject({ state: "ACTIVATED", suspended: false });
    expect((await put({ state: "STAGED" })).status).toBe(400);
  });

  it("put is 400 with details for fields another directory owns, and fine for others", async () => {
    const { sandbox, call } = open();
    const { id } = await userWith(
      call,
      "filter[0]=externally_managed:$eq:true&filter[1]=restrictedFields.field:$eq:email",
    );
    const put = (body: unknown) => call(`/systemusers/${id}`, { method: "PUT", body });
    const refused = await put({ firstname: "Other", location: "Lima" });
    expect(refused).toMatchObject({
      status: 400,
      row: { details: [{ message: "firstname is managed by another directory" }] },
    });
    expect((await put({ location: "Quito" })).row.location).toBe("Quito");
    expect(sandbox.violations).toEqual([]);
  });

  it("put is 400 for any field when the directory has no list", async () => {
    const { call } = openJumpCloud({ users: 100 });
    const { rows } = await call("/systemusers?limit=100&filter=externally_managed:$eq:true");
    const row = rows.find(({ restrictedFields }) => JSON.stringify(restrictedFields) === "[]");
    const path = `/systemusers/${String(row?._id)}`;
    expect((await call(path, { method: "PUT", body: { location: "Quito" } })).status).toBe(400);
  });

  it("delete is 409 for a manager, and clears the reports' manager with cascade_manager=null", async () => {
    const { call } = open();
    const [report] = (await call("/systemusers?limit=1&sort=-_id")).rows;
    const manager = String(report?.manager);
    const path = `/systemusers/${manager}`;
    expect(await call(path, { method: "DELETE" })).toMatchObject({
      status: 409,
      row: { message: expect.any(String) },
    });
    expect((await call(`${path}?cascade_manager=null`, { method: "DELETE" })).row._id).toBe(manager);
    expect((await call(`/systemusers/${String(report?._id)}`)).row.manager).toBe("");
    expect((await call(path)).status).toBe(404);
  });

  it("delete frees the user's devices", async () => {
    const { call } = open();
    const [system] = (await call("/systems?limit=1&filter=primarySystemUser.id:$gt:0")).rows;
    const owner = Object.values(Object(system?.primarySystemUser))[0];
    await call(`/systemusers/${String(owner)}?cascade_manager=null`, { method: "DELETE" });
    expect((await call(`/systems/${String(system?._id)}`)).row.primarySystemUser).toEqual({ id: null });
  });

  it.each([
    ["unlock", { account_locked: false }],
    ["expire", { password_expired: true }],
    ["resetmfa", { totp_enabled: false }],
  ])("%s returns text, and shows", async (name, change) => {
    const { sandbox, call } = open();
    const { id } = await userWith(call, "filter=account_locked:$eq:true");
    const response = await call(`/systemusers/${id}/${name}`, { method: "POST" });
    expect(response).toMatchObject({ status: 200, text: "OK" });
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect((await call(`/systemusers/${id}`)).row).toMatchObject(change);
    const unknown = await call(`/systemusers/unknown/${name}`, { method: "POST" });
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get("content-type")).toContain("text/plain");
    expect(sandbox.violations).toEqual([]);
  });

  it("activate enables a staged user, mfasync returns no body", async () => {
    const { call } = open();
    const { id } = await userWith(call, "filter=state:$eq:STAGED");
    expect((await call(`/systemusers/${id}/state/activate`, { method: "POST", body: {} })).body).toBe("OK");
    expect((await call(`/systemusers/${id}`)).row.state).toBe("ACTIVATED");
    expect(await call(`/systemusers/${id}/mfasync`, { method: "POST" })).toMatchObject({
      status: 200,
      text: "",
    });
  });
});
