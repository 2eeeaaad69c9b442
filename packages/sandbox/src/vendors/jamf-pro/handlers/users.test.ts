import { describe, expect, it } from "vitest";
import { openJamfPro } from "../fixtures/calls.ts";

const users = "/api/v1/users";

describe("users", () => {
  it("are listed with their place, and no more than the maximum at a time", async () => {
    const { call } = openJamfPro();
    expect((await call(`${users}?page=1&page-size=10`)).row).toMatchObject({
      page: 1,
      pageSize: 10,
      totalPages: 3,
      hasNext: true,
      hasPrevious: true,
      totalCount: 30,
    });
    expect((await call(`${users}?page-size=0`)).status).toBe(400);
  });

  it("lose what a PUT does not send", async () => {
    const { sandbox, call } = openJamfPro();
    const { username, position } = (await call(`${users}/1`)).row;
    expect(position).not.toBe("");
    expect((await call(`${users}/1`, { method: "PUT", body: { username, realname: "Kim" } })).status).toBe(
      204,
    );
    expect((await call(`${users}/1`)).row).toMatchObject({
      id: "1",
      username,
      realname: "Kim",
      position: "",
    });
    expect(sandbox.violations).toEqual([]);
  });

  it("need a user name of their own", async () => {
    const { call } = openJamfPro();
    const create = (body: object) => call(users, { method: "POST", body });
    const made = await create({ username: "kim" });
    expect(made).toMatchObject({ status: 201, row: { href: `${users}/${made.row.id}` } });
    expect((await create({ username: "kim" })).status).toBe(400);
    expect((await create({ realname: "Kim" })).status).toBe(400);
    expect((await call(`${users}/${made.row.id}`, { method: "DELETE" })).status).toBe(204);
    expect(await call(`${users}/${made.row.id}`)).toMatchObject({ status: 404, text: "" });
  });
});

describe("users of the Classic API", () => {
  it("are listed completely, by name, as JSON with a text content type", async () => {
    const { call } = openJamfPro();
    const all = await call("/JSSResource/users");
    expect(all.headers.get("content-type")).toBe("text/plain;charset=UTF-8");
    const { users: rows } = Object(all.body);
    expect(rows).toHaveLength(30);
    expect((await call(`/JSSResource/users/id/${rows[0].id}`)).row).toMatchObject({
      user: { name: rows[0].name },
    });
    expect((await call(`/JSSResource/users/name/${rows[0].name}`)).status).toBe(200);
  });

  it("are XML unless JSON is accepted", async () => {
    const { call } = openJamfPro();
    const response = await call("/JSSResource/users", { headers: { accept: "*/*" } });
    expect(response.headers.get("content-type")).toContain("xml");
  });
});
