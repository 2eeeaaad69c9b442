import { describe, expect, it } from "vitest";
import { textOf } from "../../engine/records/values.ts";
import { openApplivery } from "./fixtures/calls.ts";

const failure = (code: number, message: string) => ({ status: false, error: { code, message } });
const UNKNOWN_ID = "0".repeat(24);

/** A user on whom nothing hangs, and one with devices. */
function open(options = {}) {
  const opened = openApplivery(options);
  const { devices, tokens } = opened.sandbox.state;
  const busy = new Set(
    [...devices.rows("id").slice(0, 60), ...tokens.rows("id").slice(0, 60)].map((row) => row.mdmUserId),
  );
  const free = opened.users().find(({ id }) => !busy.has(id));
  const owning = opened.devices().find(({ mdmUserId }) => mdmUserId)?.mdmUserId;
  return { ...opened, free: String(free?.id), owning: String(owning) };
}

describe("the removal of a user", () => {
  it("returns what was deleted", async () => {
    const { call, free, sandbox } = open();
    const { status, body } = await call(`/mdm/users/${free}`, { method: "DELETE" });
    expect([status, body]).toEqual([200, { status: true, data: { delete: free } }]);
    expect((await call(`/mdm/users/${free}`)).status).toBe(404);
    expect(sandbox.violations).toEqual([]);
  });

  it("is refused with 5054 while there are devices", async () => {
    const { call, owning } = open();
    const { status, body } = await call(`/mdm/users/${owning}`, { method: "DELETE" });
    expect(status).toBe(400);
    expect(body).toEqual(failure(5054, "MdmUser Can not be deleted because has no delete emmDevices"));
  });

  it("is refused with 5055 while there are pending enrollment tokens", async () => {
    const { call, free } = open();
    const token = { sendEmail: false, mdmUserId: free };
    await call("/mdm/apple/enterprise/enrollment-tokens", { method: "POST", body: token });
    const { status, body } = await call(`/mdm/users/${free}`, { method: "DELETE" });
    expect(status).toBe(400);
    expect(body).toEqual(failure(5055, "MdmUser Can not be deleted because has pending emmEnrollmentTokens"));
  });

  it("is refused with 3001 for an unknown user", async () => {
    const { call } = open();
    const { status, body } = await call(`/mdm/users/${UNKNOWN_ID}`, { method: "DELETE" });
    expect([status, body]).toEqual([404, failure(3001, "Entity not found")]);
  });

  it("is refused for an id of another form", async () => {
    const { call, sandbox } = open();
    expect((await call("/mdm/users/none", { method: "DELETE" })).status).toBe(400);
    expect(sandbox.violations[0]?.problems[0]).toContain("path parameter mdmUserId");
  });

  it("returns each error as a success, when configured", async () => {
    const { call, owning } = open({ hiddenFailures: true });
    const { status, error } = await call(`/mdm/users/${owning}`, { method: "DELETE" });
    expect([status, error.code]).toEqual([200, 5054]);
  });
});

describe("credentials", () => {
  it.each([
    [{}, 200, undefined],
    [{ authorization: "Bearer wrong" }, 401, failure(4004, "Invalid Token")],
  ])("%j returns %i", async (headers, status, body) => {
    const { call } = open();
    const response = await call("/mdm/users?limit=1", { headers });
    expect(response.status).toBe(status);
    if (body) expect(response.body).toEqual(body);
  });

  it("return 4002 when they are missing", async () => {
    const { sandbox } = open();
    const { organizationId } = sandbox.credentials;
    const response = await sandbox.fetch(`${sandbox.baseUrl}/v1/organizations/${organizationId}/mdm/users`);
    expect([response.status, await response.json()]).toEqual([401, failure(4002, "No auth token")]);
  });

  it("open one workspace, by its id or its slug", async () => {
    const { call, sandbox } = open();
    expect((await call("/mdm/users", { organization: sandbox.state.inventory.slug })).status).toBe(200);
    const other = await call("/mdm/users", { organization: "another-one" });
    expect([other.status, other.body]).toEqual([401, failure(4001, "Unauthorized")]);
  });
});

describe("users", () => {
  it("come in pages inside of the envelope", async () => {
    const { call } = open();
    const { data, items } = await call("/mdm/users?page=2&limit=12&sort=createdAt:asc");
    expect(items).toHaveLength(12);
    expect(data).toMatchObject({
      totalDocs: 30,
      limit: 12,
      page: 2,
      totalPages: 3,
      hasPrevPage: true,
      hasNextPage: true,
      prevPage: 1,
      nextPage: 3,
    });
    const last = await call("/mdm/users?page=3&limit=12");
    expect(last.data).toMatchObject({ hasNextPage: false, nextPage: null });
    expect(last.items).toHaveLength(6);
  });

  it("sort by a property, either way", async () => {
    const { call } = open();
    const emails = (await call("/mdm/users?limit=30&sort=email:desc")).items.map((user) =>
      textOf(user, "email"),
    );
    expect(emails).toEqual(emails.toSorted().reverse());
    expect((await call("/mdm/users?sort=email:up")).status).toBe(400);
  });

  it("are found by parts of their address, name and tags", async () => {
    const { call, users } = open();
    const [user] = users();
    const email = textOf(user, "email").slice(0, 8).toUpperCase();
    expect((await call(`/mdm/users?email=${email}`)).items.map(({ id }) => id)).toContain(user?.id);
    const tag = String((Array.isArray(user?.tags) ? user.tags : [])[0]);
    const tagged = (await call(`/mdm/users?limit=30&tags=${encodeURIComponent(tag)}`)).items;
    expect(tagged.every(({ tags }) => Array.isArray(tags) && tags.includes(tag))).toBe(true);
  });

  it("cannot be made twice for one address", async () => {
    const { call } = open();
    const body = { email: "kim@example.com", name: "Kim" };
    const made = await call("/mdm/users", { method: "POST", body });
    expect(made.data).toMatchObject({ ...body, id: expect.stringMatching(/^[0-9a-f]{24}$/) });
    const again = await call("/mdm/users", { method: "POST", body: { email: "KIM@example.com" } });
    expect([again.status, again.error.code]).toEqual([400, 5048]);
  });

  it("keep their address through updates", async () => {
    const { call, free } = open();
    const before = (await call(`/mdm/users/${free}`)).data;
    const body = { name: "Robin", email: "new@example.com" };
    const after = await call(`/mdm/users/${free}`, { method: "PUT", body });
    expect(after.data).toMatchObject({ name: "Robin", email: before.email, tags: before.tags });
  });

  it("count what hangs on them", async () => {
    const { call, owning } = open();
    const { android, apple, windows } = (await call(`/mdm/users/${owning}`)).data;
    const counts = JSON.stringify([android, apple, windows]).match(/[1-9]\d*/g) ?? [];
    expect(counts.length).toBeGreaterThan(0);
  });

  it("have no sample file yet, according to the vendor", async () => {
    const { status, error } = await open().call("/mdm/users/csv/sample");
    expect([status, error.code]).toEqual([400, 5138]);
  });
});
