import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, it } from "vitest";
import { createTestGateway, textsOf } from "../fixtures/test-gateway.ts";

const gateway = await createTestGateway({ size: { devices: 8, users: 8 } });
const { call, account, issue, sandboxes, store, fetches } = gateway;

const vendorPath = (vendor: string, operation: string) =>
  `/vendor/${operation}?integrated_account_id=${account(vendor)}`;
const post = (vendor: string, operation: string, body: object = {}, init: object = {}) =>
  call("POST", vendorPath(vendor, operation), { body, ...init });

describe("a call of a vendor's own operation", () => {
  it("returns the vendor's response and the request", async () => {
    const { status, body } = await post("jumpcloud", "systemusers_list", { query: { limit: 2 } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      operation: "systemusers_list",
      dry_run: false,
      requests: [{ method: "GET", path: "/api/systemusers?limit=2" }],
      response: { status: 200, body: { results: [{}, {}] } },
    });
    const page = await post("jumpcloud", "policyresults_org_list", { query: { limit: 1 } });
    expect(page.body.response.headers).toMatchObject({ "x-total-count": expect.any(String) });
  });

  it("leaves the status of the account alone if it takes other credentials", async () => {
    const body = { client_id: "x", client_secret: "y", grant_type: "client_credentials" };
    expect((await post("jamf-pro", "requestAccessToken", { body })).status).toBe(401);
    expect((await store.accounts.get(account("jamf-pro")))?.status).toBe("active");
  });

  it("is checked against the vendor's document before anything is sent", async () => {
    const from = sandboxes.jumpcloud.requests.length;
    const failuresOf = async (operation: string, body: object) => {
      const response = await post("jumpcloud", operation, body);
      return [response.status, response.body.details?.failures];
    };
    expect(await failuresOf("systemusers_list", { query: { limt: 2 } })).toEqual([
      400,
      [{ path: "body.query.limt", message: "is unknown" }],
    ]);
    expect(await failuresOf("systemusers_get", {})).toEqual([
      400,
      [{ path: "body.path", message: "is required" }],
    ]);
    expect(await failuresOf("systemusers_list", { header: { "x-org-id": "another" } })).toEqual([
      400,
      [{ path: "body.header", message: "is unknown" }],
    ]);
    expect(await failuresOf("systemusers_post", { body: { username: 7 } })).toMatchObject([400, [{}]]);
    expect(await failuresOf("systemusers_lst", {})).toEqual([404, undefined]);
    expect(await failuresOf("systemusers_list", { params: {} })).toMatchObject([
      400,
      [{ path: "body.params" }],
    ]);
    expect(sandboxes.jumpcloud.requests.slice(from)).toEqual([]);
  });

  it("needs the scope of the operation's safety", async () => {
    const reader = { token: await issue(["read"]) };
    const writer = { token: await issue(["read", "write"]) };
    const [{ _id: id }] = (await post("jumpcloud", "systemusers_list")).body.response.body.results;
    expect((await post("jumpcloud", "systemusers_get", { path: { id } }, reader)).status).toBe(200);
    const change = { path: { id }, body: { department: "Lab" } };
    expect((await post("jumpcloud", "systemusers_put", change, reader)).status).toBe(403);
    expect((await post("jumpcloud", "systemusers_put", change, writer)).status).toBe(200);
    const removal = { path: { id }, confirm: id };
    expect((await post("jumpcloud", "systemusers_delete", removal, writer)).status).toBe(403);
    const elsewhere = { token: await issue(["read"], [account("applivery")]) };
    expect((await post("jumpcloud", "systemusers_list", {}, elsewhere)).status).toBe(403);
  });

  it("sends a destructive request only with a confirmation, and shows it in a dry run", async () => {
    const user = { username: "kim.gone", email: "kim.gone@example.com" };
    const { _id: id } = (await post("jumpcloud", "systemusers_post", { body: user })).body.response.body;
    const from = sandboxes.jumpcloud.requests.length;
    for (const confirm of [{}, { confirm: "another" }]) {
      const refused = await post("jumpcloud", "systemusers_delete", { path: { id }, ...confirm });
      expect([refused.status, refused.body.details]).toMatchObject([
        422,
        { code: "confirmation", outcome: "not-sent" },
      ]);
    }
    const shown = await post("jumpcloud", "systemusers_delete", { path: { id }, dry_run: true });
    expect(shown.body).toMatchObject({ dry_run: true, requests: [{ method: "DELETE" }], response: null });
    expect(sandboxes.jumpcloud.requests.slice(from)).toEqual([]);
    const removed = await post("jumpcloud", "systemusers_delete", { path: { id }, confirm: id });
    expect([removed.status, sandboxes.jumpcloud.requests.length]).toEqual([200, from + 1]);
  });

  it("takes the workspace from the account and from nowhere else", async () => {
    const path = { organizationId: "elsewhere" };
    const { status, body } = await post("applivery", "listMdmUsers", { path });
    expect([status, body.details.failures]).toMatchObject([400, [{ message: "is unknown" }]]);
    expect((await post("applivery", "listMdmUsers")).status).toBe(200);
  });

  it("is performed once for an idempotency key", async () => {
    const body = { body: { username: "kim.once", email: "kim.once@example.com" } };
    const key = { headers: { "idempotency-key": "vendor-once" } };
    const from = sandboxes.jumpcloud.requests.length;
    const first = await post("jumpcloud", "systemusers_post", body, key);
    const second = await post("jumpcloud", "systemusers_post", body, key);
    expect([first.status, second.text]).toEqual([200, first.text]);
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(sandboxes.jumpcloud.requests).toHaveLength(from + 1);
  });

  it("is 424 if its outcome is uncertain, and in the audit log as unknown", async () => {
    sandboxes.jumpcloud.inject({ type: "empty-body", operation: "systemusers_post" });
    const body = { body: { username: "kim.lost", email: "kim.lost@example.com" } };
    const response = await post("jumpcloud", "systemusers_post", body);
    expect([response.status, response.body.details]).toMatchObject([
      424,
      { unsettled: true, outcome: "indeterminate" },
    ]);
    const [entry] = await store.audit.list({ limit: 1 });
    expect(entry).toMatchObject({
      operation: "callVendorOperation.systemusers_post",
      vendorOperations: ["systemusers_post"],
      result: "unknown",
    });
    sandboxes.jumpcloud.reset();
  });

  it("is in the audit log if it writes, and not if it reads", async () => {
    await post("jumpcloud", "systemusers_list");
    const { _id: id } = (await post("jumpcloud", "systemusers_list")).body.response.body.results.at(0);
    await post("jumpcloud", "systemusers_put", { path: { id }, body: { department: "Lab" } });
    const entries = await store.audit.list({ limit: 3 });
    expect(entries[0]).toMatchObject({
      operation: "callVendorOperation.systemusers_put",
      vendor: "jumpcloud",
      vendorOperations: ["systemusers_put"],
      result: "done",
    });
    expect(entries.some(({ operation }) => operation.endsWith("systemusers_list"))).toBe(false);
  });

  it("masks secrets in the request and takes them out of the response", async () => {
    const password = "made-up-Password1";
    const body = { username: "kim.safe", email: "kim.safe@example.com", password };
    const created = await post("jumpcloud", "systemusers_post", { body });
    expect(created.body.requests[0].body).toMatchObject({ username: "kim.safe", password: "***" });
    expect(created.text).not.toContain(password);
    const { body: page } = await post("jumpcloud", "systems_list", { query: { limit: 1 } });
    expect(Object.keys(page.response.body.results[0])).not.toContain("systemToken");
  });

  // What the vendor's page documents for the removal of a user.
  it.each([
    [400, 5054],
    [400, 5055],
    [401, 4001],
    [401, 4002],
    [404, 3001],
  ])("has the status %i of the vendor's error %i", async (expected, code) => {
    const { options, baseUrl } = sandboxes.applivery;
    const values = { ...textsOf(options), baseUrl };
    const { id } = await store.accounts.create({ vendor: "applivery", name: "failing", values });
    const error = { code, message: "made up" };
    fetches.set(id, async () => Response.json({ status: false, error }, { status: expected }));
    const mdmUserId = "0".repeat(24);
    const removal = { path: { mdmUserId }, confirm: mdmUserId };
    const path = `/vendor/removeMdmUser?integrated_account_id=${id}`;
    const { status, body } = await call("POST", path, { body: removal });
    expect([status, body.raw_response.code]).toEqual([expected, String(code)]);
  });

  it("keeps the status of an error that the vendor's state causes", async () => {
    const { devices, users } = sandboxes.applivery.state;
    const busy = devices.all().find(({ mdmUserId }) => mdmUserId)?.mdmUserId ?? users.ids()[0];
    const removal = { path: { mdmUserId: String(busy) }, confirm: String(busy) };
    const { status, body } = await post("applivery", "removeMdmUser", removal);
    expect([status, body.raw_response]).toMatchObject([400, { code: "5054" }]);
  });

  it("can be part of a batch", async () => {
    const requests = [{ method: "POST", path: vendorPath("jumpcloud", "policies_list"), body: {} }];
    const { body } = await call("POST", "/unified/mdm/batch", { body: { requests } });
    expect(body.result).toMatchObject([{ status: 200, body: { operation: "policies_list" } }]);
  });
});

describe("the document of an account", () => {
  const documentFor = async (vendor: string, token: string) =>
    (await call("GET", vendorPath(vendor, "openapi.json"), { token })).body;

  it("lists what the token may call, and nothing else", async () => {
    const operationsOf = async (scopes: Parameters<typeof issue>[0]) =>
      Object.keys((await documentFor("jumpcloud", await issue(scopes))).paths);
    const all = await operationsOf(["read", "write", "destructive"]);
    const read = await operationsOf(["read"]);
    expect(all.toSorted()).toEqual(
      createSandbox("jumpcloud")
        .operations.map((id) => `/vendor/${id}`)
        .toSorted(),
    );
    expect(read).toContain("/vendor/systems_list");
    expect(read).not.toContain("/vendor/systems_delete");
    expect(read.length).toBeLessThan(all.length);
  });
});
