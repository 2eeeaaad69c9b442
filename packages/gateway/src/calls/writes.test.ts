import { beforeEach, describe, expect, it } from "vitest";
import { createTestGateway } from "../fixtures/test-gateway.ts";

const gateway = await createTestGateway();
const { call, of, sandboxes, issue, account, fetches, store } = gateway;

async function firstDevice(vendor = "jumpcloud", query = "platform=macos") {
  const { body } = await call("GET", of(vendor, "devices", `limit=30&${query}`));
  return body.result[0];
}

const lastEntry = async () => (await call("GET", "/admin/audit?limit=1")).body.result[0];

beforeEach(() => {
  for (const sandbox of Object.values(sandboxes)) sandbox.reset();
});

describe("records", () => {
  it("creates, changes and deletes a user", async () => {
    const body = { name: "Ada Lovelace", emails: [{ email: "ada@example.com" }] };
    const created = await call("POST", of("jumpcloud", "users"), { body });
    expect([created.status, created.body.name]).toEqual([201, "Ada Lovelace"]);
    const path = of("jumpcloud", `users/${created.body.id}`);
    const changed = await call("PATCH", path, { body: { name: "Ada King" } });
    expect([changed.status, changed.body.name]).toEqual([200, "Ada King"]);
    const deleted = await call("DELETE", path);
    expect([deleted.status, deleted.body.name]).toEqual([200, "Ada King"]);
    expect((await call("GET", path)).status).toBe(404);
  });

  it("creates a computer where the vendor can, and names the allowed values of a misspelled platform", async () => {
    const path = of("jamf-pro", "devices");
    const body = { name: "Front desk", platform: "macos", serial_number: "C02ZC2QYLVDL" };
    const created = await call("POST", path, { body });
    expect([created.status, created.body.name, created.body.platform]).toEqual([201, "Front desk", "macos"]);
    expect((await call("GET", of("jamf-pro", `devices/${created.body.id}`))).status).toBe(200);
    const wrong = await call("POST", path, { body: { ...body, platform: "osx" } });
    expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([400, expect.stringContaining("macos")]);
    expect((await call("POST", of("jumpcloud", "devices"), { body })).status).toBe(405);
  });

  it("replies to a deletion with the device as it was before, and needs no confirmation", async () => {
    const device = await firstDevice();
    const { status, body } = await call("DELETE", of("jumpcloud", `devices/${device.id}`));
    expect([status, body.id, body.serial_number]).toEqual([200, device.id, device.serial_number]);
    expect((await call("GET", of("jumpcloud", `devices/${device.id}`))).status).toBe(404);
  });

  it("accepts the type of a device where ids are ambiguous", async () => {
    const device = await firstDevice("jamf-pro", "type=mobile");
    const bare = device.id.replace("mobile-", "");
    const { status, body } = await call("DELETE", of("jamf-pro", `devices/${bare}`, "type=mobile"));
    expect([status, body.id]).toEqual([200, device.id]);
    expect((await call("GET", of("jamf-pro", "devices/1"))).status).toBe(422);
  });

  it("passes remote_data and remote_query of a write to the vendor", async () => {
    const { body: page } = await call("GET", of("jumpcloud", "users", "limit=1"));
    const path = of("jumpcloud", `users/${page.result[0].id}`, "remote_query[fullValidationDetails]=email");
    await call("PATCH", path, { body: { name: "Grace", remote_data: { company: "Navy" } } });
    const sent = sandboxes.jumpcloud.requests.find(({ method }) => method === "PUT");
    expect(sent).toMatchObject({ query: { fullValidationDetails: "email" }, body: { company: "Navy" } });
  });

  it("names the property that the vendor cannot write, and says which operation it lacks", async () => {
    const device = await firstDevice("applivery");
    const body = { policy: { id: "1" }, asset_tag: "x", notes: [] };
    expect((await call("PATCH", of("applivery", `devices/${device.id}`), { body })).status).toBe(422);
    const created = await call("POST", of("jumpcloud", "organizations"), { body: { name: "New" } });
    expect([created.status, created.body.error]).toEqual([405, "Method Not Allowed"]);
  });
});

describe("bodies", () => {
  const post = (body: unknown, headers = {}) => call("POST", of("jumpcloud", "users"), { body, headers });

  it.each([
    ["", 400],
    ["{", 400],
    ["[]", 400],
    ['{"name":"a","emails":[],"extra":1}', 400],
    ['{"name":"a\\u0000","emails":[]}', 400],
    [`{"name":"a","emails":[],"remote_data":${'{"a":'.repeat(100)}1${"}".repeat(100)}}`, 400],
    ["x".repeat(1_048_577), 413],
  ])("refuses %.40j", async (text, status) => expect((await post(text)).status).toBe(status));

  it("requires the content type of JSON", async () =>
    expect((await post("name=a", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415));

  it("reports errors of the action that was meant", async () => {
    const path = of("jumpcloud", "devices/1/actions");
    const lock = await call("POST", path, { body: { action: "lock", pin: "12" } });
    expect(lock.body.details.failures.map(({ path: at }: { path: string }) => at)).toEqual(["body.pin"]);
    const none = await call("POST", path, { body: { action: "explode" } });
    expect(none.body.details.failures[0]).toMatchObject({ path: "body.action" });
    expect(none.body.details.failures[0].message).toContain("lock, unlock");
  });
});

describe("device actions", () => {
  it("locks a device only with its confirmation", async () => {
    const device = await firstDevice();
    const path = of("jumpcloud", `devices/${device.id}/actions`);
    const wrong = await call("POST", path, { body: { action: "lock", pin: "123456", confirm: "other" } });
    expect([wrong.status, sandboxes.jumpcloud.state.commands.length]).toEqual([422, 0]);
    const body = { action: "lock", pin: "123456", confirm: device.serial_number };
    const { status, body: result } = await call("POST", path, { body });
    expect([status, result.action, result.dry_run]).toEqual([200, "lock", false]);
    expect(sandboxes.jumpcloud.state.commands).toHaveLength(1);
    expect(JSON.stringify(result)).not.toContain("123456");
  });

  it("sends nothing in a dry run", async () => {
    const device = await firstDevice();
    const body = { action: "erase", pin: "123456", dry_run: true };
    const { body: result } = await call("POST", of("jumpcloud", `devices/${device.id}/actions`), { body });
    expect([result.dry_run, result.requests.length]).toEqual([true, 1]);
    expect(sandboxes.jumpcloud.state.commands).toHaveLength(0);
  });

  it("refuses an input that the vendor or the device does not use, and sends nothing", async () => {
    const mac = await firstDevice();
    const confirmed = { action: "lock", pin: "123456" };
    const shown = { ...confirmed, confirm: mac.id, message: "Call us" };
    const unused = await call("POST", of("jumpcloud", `devices/${mac.id}/actions`), { body: shown });
    expect([unused.status, unused.body.message]).toEqual([
      422,
      expect.stringContaining("does not use `message`"),
    ]);
    const phone = await firstDevice("jamf-pro", "type=mobile");
    const body = { ...confirmed, confirm: phone.id };
    const elsewhere = await call("POST", of("jamf-pro", `devices/${phone.id}/actions`), { body });
    expect([elsewhere.status, elsewhere.body.message]).toEqual([
      422,
      expect.stringContaining("do not support `pin`"),
    ]);
    expect([sandboxes.jumpcloud.state.commands, sandboxes["jamf-pro"].state.commands.all]).toEqual([[], []]);
  });

  it("reports the status of a command", async () => {
    const device = await firstDevice("jamf-pro");
    const path = `devices/${device.id}/actions`;
    const body = { action: "restart" };
    const { body: sent } = await call("POST", of("jamf-pro", path), { body });
    const { status, body: state } = await call("GET", of("jamf-pro", `${path}/${sent.command_id}`));
    expect([status, state.command_id]).toEqual([200, sent.command_id]);
  });
});

describe("scopes", () => {
  it.each([
    ["GET", "devices", "read"],
    ["POST", "users", "write"],
    ["DELETE", "users/1", "destructive"],
  ] as const)("%s %s needs %s", async (method, path, scope) => {
    const others = (["read", "write", "destructive", "admin"] as const).filter((one) => one !== scope);
    const token = await issue(others);
    const { status, body } = await call(method, of("jumpcloud", path), { token });
    expect([status, body.message]).toEqual([403, `The token lacks the scope \`${scope}\`.`]);
  });

  it("needs the scope destructive for actions that lock a user out, and write for the others", async () => {
    const token = await issue(["write"]);
    const { id } = await firstDevice();
    const path = of("jumpcloud", `devices/${id}/actions`);
    const lock = await call("POST", path, { token, body: { action: "lock", pin: "123456", confirm: id } });
    expect(lock.status).toBe(403);
    expect((await call("POST", path, { token, body: { action: "restart" } })).status).toBe(200);
  });

  it("limits a token to its accounts", async () => {
    const token = await issue(["read"], [account("applivery")]);
    expect((await call("GET", of("applivery", "devices"), { token })).status).toBe(200);
    expect((await call("GET", of("jumpcloud", "devices"), { token })).status).toBe(403);
    expect((await call("GET", "/admin/accounts", { token })).status).toBe(403);
    // A token does not learn whether another account exists.
    const none = "/unified/mdm/devices?integrated_account_id=62f44730-dd91-461e-bd6a-aedd9e0ad79d";
    expect((await call("GET", none, { token })).status).toBe(403);
    const requests = [{ method: "GET", path: of("jumpcloud", "devices") }];
    const batch = await call("POST", "/unified/mdm/batch", { body: { requests }, token });
    expect(batch.body.result[0].status).toBe(403);
  });

  it.each([null, "", "x", "mdmkit_0000000000000000_0"])("rejects the token %j", async (token) => {
    const { status, headers } = await call("GET", of("jumpcloud", "devices"), { token });
    expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  });
});

describe("audit log", () => {
  it("contains who requested what, what was sent, and the result", async () => {
    const { id } = await firstDevice();
    const path = of("jumpcloud", `devices/${id}/actions`);
    const done = await call("POST", path, { body: { action: "restart" } });
    expect(await lastEntry()).toMatchObject({
      request_id: done.headers.get("x-request-id"),
      token_name: "read write destructive admin",
      account: account("jumpcloud"),
      vendor: "jumpcloud",
      operation: "performDeviceAction.restart",
      record_id: id,
      result: "done",
      status: 200,
    });
    expect((await lastEntry()).vendor_operations.length).toBeGreaterThan(0);
  });

  it("distinguishes refused, failed and unknown", async () => {
    const { body: page } = await call("GET", of("jumpcloud", "users", "limit=1"));
    const path = of("jumpcloud", `users/${page.result[0].id}`);
    const results = [];
    await call("PATCH", path, { body: { name: 7 } });
    results.push((await lastEntry()).result);
    sandboxes.jumpcloud.inject({ type: "conflict", operation: "systemusers_put" });
    await call("PATCH", path, { body: { name: "A" } });
    results.push((await lastEntry()).result);
    sandboxes.jumpcloud.inject({ type: "cut-connection", operation: "systemusers_put", times: 9 });
    await call("PATCH", path, { body: { name: "B" } });
    results.push((await lastEntry()).result);
    expect(results).toEqual(["refused", "failed", "unknown"]);
  });

  it("names the account of refused writes, too", async () => {
    const token = await issue(["read"], [account("applivery")]);
    const asked = { account: account("jumpcloud"), vendor: "jumpcloud", record_id: "u1", result: "refused" };
    await call("DELETE", of("jumpcloud", "users/u1"), { token });
    expect(await lastEntry()).toMatchObject({ ...asked, operation: "deleteUser", status: 403 });
    await call(
      "PATCH",
      of("jumpcloud", "users/u1").replace(/=.*/, (id) => id.toUpperCase()),
      { body: {} },
    );
    expect(await lastEntry()).toMatchObject({ ...asked, operation: "updateUser", status: 400 });
    await call("DELETE", `/admin/accounts/${account("jumpcloud")}`, { token });
    expect(await lastEntry()).toMatchObject({
      account: account("jumpcloud"),
      vendor: "jumpcloud",
      status: 403,
    });
    await call("POST", "/unified/mdm/users?integrated_account_id=ada@example.com", { body: {} });
    expect(await lastEntry()).toMatchObject({ account: null, vendor: null, status: 400 });
  });

  it("distinguishes a replay from a second write", async () => {
    const init = {
      body: { name: "Ada", emails: [{ email: "ada@example.com" }] },
      headers: { "idempotency-key": "replayed" },
    };
    for (const _ of [1, 2]) await call("POST", of("jumpcloud", "users"), init);
    const { body: page } = await call("GET", "/admin/audit?limit=2");
    const ofVendor = { account: account("jumpcloud"), vendor: "jumpcloud", status: 201 };
    expect(page.result).toMatchObject([
      { ...ofVendor, result: "replayed", vendor_operations: [] },
      { ...ofVendor, result: "done" },
    ]);
  });

  it("has pages, newest first", async () => {
    const { body: all } = await call("GET", `/admin/audit?account=${account("jumpcloud")}`);
    const { body: rest } = await call(
      "GET",
      `/admin/audit?account=${account("jumpcloud")}&before=${all.result[0].id}`,
    );
    expect(rest.result).toEqual(all.result.slice(1));
  });
});

describe("Idempotency-Key", () => {
  const headers = { "idempotency-key": "one" };
  const body = { name: "Ada", emails: [{ email: "ada@example.com" }] };
  const people = () => sandboxes.jumpcloud.requests.filter(({ method }) => method === "POST").length;

  it("runs a write once, and refuses the key for another", async () => {
    const first = await call("POST", of("jumpcloud", "users"), { body, headers });
    const again = await call("POST", of("jumpcloud", "users"), { body, headers });
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(people()).toBe(1);
    const other = await call("POST", of("jumpcloud", "users"), { body: { ...body, name: "Eve" }, headers });
    expect(other.status).toBe(422);
  });

  it("makes a deletion safe to repeat", async () => {
    const { id } = await firstDevice();
    const path = of("jumpcloud", `devices/${id}`);
    const key = { headers: { "idempotency-key": "deleted" } };
    const [first, again] = [await call("DELETE", path, key), await call("DELETE", path, key)];
    expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
  });

  it("is refused where it is not supported", async () => {
    const kept = { headers, body: { name: "reader", scopes: ["read"] } };
    const { status, body: error } = await call("POST", "/admin/tokens", kept);
    expect([status, error.details.failures]).toEqual([
      400,
      [{ path: "header.Idempotency-Key", message: "is not supported here" }],
    ]);
    expect((await call("GET", of("jumpcloud", "users"), { headers })).status).toBe(200);
  });

  it("is the only condition of a write that a header can have", async () => {
    for (const name of ["If-Match", "If-None-Match", "If-Unmodified-Since"]) {
      const sent = { headers: { [name]: "*" }, body };
      const { status, body: error } = await call("POST", of("jumpcloud", "users"), sent);
      const failures = [{ path: `header.${name}`, message: "is not supported here" }];
      expect([status, error.details.failures]).toEqual([400, failures]);
      expect((await call("GET", of("jumpcloud", "users"), { headers: sent.headers })).status).toBe(200);
    }
  });

  it("belongs to one token and one account", async () => {
    const mine = { "idempotency-key": "shared" };
    const first = await call("POST", of("jumpcloud", "users"), { body, headers: mine });
    const elsewhere = await call("POST", of("applivery", "users"), { body, headers: mine });
    const token = await issue(["read", "write"]);
    const person = { name: "Eve", emails: [{ email: "eve@example.com" }] };
    const others = await call("POST", of("jumpcloud", "users"), { body: person, headers: mine, token });
    expect([first.status, elsewhere.status, others.status]).toEqual([201, 422, 201]);
    expect(others.body.name).toBe("Eve");
  });

  it("returns the result even if the response cannot be stored", async () => {
    const { idempotency } = store;
    const failing = async () => {
      throw new Error("The database is gone.");
    };
    const own = await createTestGateway({
      store: { ...store, idempotency: { ...idempotency, finish: failing } },
    });
    const kept = { body, headers: { "idempotency-key": "not kept" } };
    expect((await own.call("POST", own.of("jumpcloud", "users"), kept)).status).toBe(201);
    expect((await own.call("POST", own.of("jumpcloud", "users"), kept)).status).toBe(409);
    expect(own.emitted.join("")).toContain('"event":"response-lost"');
  });

  it("frees the key when nothing was sent, and keeps it when the outcome is indeterminate", async () => {
    const refused = { "idempotency-key": "refused" };
    sandboxes.jumpcloud.inject({ type: "conflict", operation: "systemusers_post" });
    expect((await call("POST", of("jumpcloud", "users"), { body, headers: refused })).status).toBe(409);
    expect((await call("POST", of("jumpcloud", "users"), { body, headers: refused })).status).toBe(201);
    const unknown = { "idempotency-key": "unknown" };
    sandboxes.jumpcloud.inject({ type: "cut-connection", operation: "systemusers_post" });
    const broken = { name: "Bob", emails: [{ email: "bob@example.com" }] };
    expect((await call("POST", of("jumpcloud", "users"), { body: broken, headers: unknown })).status).toBe(
      424,
    );
    expect((await call("POST", of("jumpcloud", "users"), { body: broken, headers: unknown })).status).toBe(
      424,
    );
    expect(people()).toBe(3);
  });
});

describe("batch", () => {
  it("responds to each request as if it had been sent alone", async () => {
    const requests = [
      { method: "GET", path: of("jumpcloud", "devices", "limit=1") },
      { method: "GET", path: of("applivery", "users/none") },
      { method: "POST", path: of("jumpcloud", "users"), body: { name: "Ada" } },
      { method: "GET", path: of("jumpcloud", "devices", "truto_response_format=stream") },
      { method: "POST", path: "/unified/mdm/batch", body: { requests: [] } },
      { method: "POST", path: "/unified/mdm/%62atch", body: { requests: [] } },
      { method: "GET", path: "/unified/mdm/../../admin/accounts" },
    ];
    const { status, body } = await call("POST", "/unified/mdm/batch", { body: { requests } });
    const statuses = body.result.map((one: { status: number }) => one.status);
    expect([status, statuses]).toEqual([200, [200, 404, 400, 400, 400, 400, 400]]);
    expect(body.result[0].body.result_count).toBe(1);
  });

  it("needs the same scopes as the single requests", async () => {
    const token = await issue(["read"]);
    const requests = [
      { method: "GET", path: of("jumpcloud", "devices", "limit=1") },
      { method: "DELETE", path: of("jumpcloud", "devices/1") },
    ];
    const { body } = await call("POST", "/unified/mdm/batch", { body: { requests }, token });
    expect(body.result.map((one: { status: number }) => one.status)).toEqual([200, 403]);
  });

  it("runs once for a key, even if the client disconnects in the middle", async () => {
    const leave = new AbortController();
    const person = { name: "Ada", emails: [{ email: "ada@example.com" }] };
    await gateway.connectAccount("jumpcloud");
    fetches.set(account("jumpcloud"), async (url, init) => {
      const response = await sandboxes.jumpcloud.fetch(url, init);
      if (init.method === "POST") leave.abort();
      return response;
    });
    const requests = [
      { method: "POST", path: of("jumpcloud", "users"), body: person },
      { method: "GET", path: of("jumpcloud", "users") },
    ];
    const headers = { "idempotency-key": "batch" };
    const send = (signal?: AbortSignal) =>
      call("POST", "/unified/mdm/batch", { body: { requests }, headers, ...(signal && { signal }) });
    const first = await send(leave.signal);
    expect(first.body.result.map(({ status }: { status: number }) => status)).toEqual([201, 504]);
    expect((await send()).text).toBe(first.text);
    expect(sandboxes.jumpcloud.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});
