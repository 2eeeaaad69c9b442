import { beforeEach, describe, expect, it } from "vitest";
import { createTestGateway } from "../fixtures/test-gateway.ts";
import { retryAtOnce, runUntilTimeout } from "../fixtures/time.ts";

// Clients repeat a request by its status. The reference's own client repeats these, without an idempotency key.
const REPEATED_BY_CLIENTS = [408, 409, 425, 429, 502, 503, 504];

const gateway = await createTestGateway();
const { call, of, sandboxes, account, fetches } = gateway;
const { jumpcloud } = sandboxes;

beforeEach(async () => {
  retryAtOnce();
  for (const sandbox of Object.values(sandboxes)) sandbox.reset();
  await gateway.connectAccount("jumpcloud");
  await gateway.connectAccount("ivanti-neurons");
});

const body = { name: "Ada", emails: [{ email: "ada@example.com" }] };
const createUser = () => call("POST", of("jumpcloud", "users"), { body });
type Fault = Parameters<typeof jumpcloud.inject>[0];

describe("a write that may have been carried out", () => {
  const faults: Fault[] = [
    { type: "server-error", status: 500 },
    { type: "server-error", status: 502 },
    { type: "server-error", status: 503 },
    { type: "server-error", status: 504 },
    { type: "cut-connection" },
    { type: "malformed-json" },
    { type: "html" },
    { type: "redirect", to: "https://elsewhere.example.com" },
  ];
  it.each(faults)("is 424 and unsettled: %j", async (fault) => {
    jumpcloud.inject({ ...fault, operation: "systemusers_post", times: 99 });
    const { status, body: error } = await createUser();
    expect([status, error.statusCode, error.error]).toEqual([424, 424, "Failed Dependency"]);
    expect(error.details).toMatchObject({ outcome: "indeterminate", unsettled: true, retryable: false });
    expect(error.details.advice).toContain("Check the record");
    expect(REPEATED_BY_CLIENTS).not.toContain(status);
  });

  it("is 424 when the vendor hangs", async () => {
    jumpcloud.inject({ type: "hang", operation: "systemusers_post" });
    const { status, body: error } = await runUntilTimeout({ sandbox: jumpcloud }, createUser);
    expect([status, error.details.code, error.details.unsettled]).toEqual([424, "timeout", true]);
  });

  it("is 424 in a batch, too", async () => {
    jumpcloud.inject({ type: "cut-connection", operation: "systemusers_post", times: 99 });
    const requests = [{ method: "POST", path: of("jumpcloud", "users"), body }];
    const { body: batch } = await call("POST", "/unified/mdm/batch", { body: { requests } });
    expect(batch.result[0]).toMatchObject({ status: 424, body: { details: { unsettled: true } } });
  });
});

it("shows a secret of a request masked where the vendor repeats it", async () => {
  const pin = "846213";
  const send = fetches.get(account("jumpcloud"));
  fetches.set(account("jumpcloud"), async (url, init) => {
    const sent = await new Response(init.body).text();
    const message = `Invalid value: ${sent}`;
    return sent.includes(pin) || !send ? Response.json({ message }, { status: 400 }) : send(url, init);
  });
  const { body: page } = await call("GET", of("jumpcloud", "devices", "platform=macos"));
  const { id } = page.result.find((device: { mdm_enabled?: boolean }) => device.mdm_enabled);
  const action = { action: "lock", pin, confirm: id };
  const refused = await call("POST", of("jumpcloud", `devices/${id}/actions`), { body: action });
  expect(refused.status).toBe(400);
  expect(refused.text).toMatch(/Invalid value: .*\*\*\*/);
  expect(gateway.emitted.join()).not.toContain(pin);
});

describe("a write of which a part was carried out", () => {
  const changes = { custom_fields: { zz: "new", assettag: null } };
  async function changeTwoFields() {
    const { body: page } = await call("GET", of("ivanti-neurons", "devices", "limit=1"));
    return call("PATCH", of("ivanti-neurons", `devices/${page.result[0].id}`), { body: changes });
  }
  type IvantiFault = Parameters<(typeof sandboxes)["ivanti-neurons"]["inject"]>[0];
  const faults: IvantiFault[] = [
    { type: "rate-limit", retryAfter: 600 },
    { type: "server-error", status: 503 },
    { type: "conflict" },
  ];
  it.each(faults)("has no status that clients repeat: %j", async (fault) => {
    sandboxes["ivanti-neurons"].inject({ ...fault, operation: "removeCustomAttributes", times: 99 });
    const { status, headers, body: error } = await changeTwoFields();
    expect(status).toBe(424);
    expect(error.details).toMatchObject({ outcome: "partial", completed: ["patchDeviceCustomAttributes"] });
    expect(headers.get("retry-after")).toBeNull();
  });

  it("keeps a status that clients do not repeat", async () => {
    sandboxes["ivanti-neurons"].inject({ type: "forbidden", operation: "removeCustomAttributes" });
    const { status, body: error } = await changeTwoFields();
    expect([status, error.details.outcome]).toEqual([403, "partial"]);
    expect(error.details).not.toHaveProperty("unsettled");
  });
});

describe("a write that was carried out, and whose record cannot be read", () => {
  it("has no status that clients repeat", async () => {
    const { body: page } = await call("GET", of("jumpcloud", "users", "limit=1"));
    jumpcloud.inject({ type: "server-error", status: 503, operation: "systemusers_get", times: 99 });
    const path = of("jumpcloud", `users/${page.result[0].id}`);
    const { status, body: error } = await call("PATCH", path, { body: { name: "Grace" } });
    expect([status, error.details.outcome]).toEqual([424, "applied"]);
  });
});

describe("a write that is safe to repeat", () => {
  it("is 502 when nothing was sent", async () => {
    const refused = Object.assign(new Error("no"), { code: "ECONNREFUSED" });
    fetches.set(account("jumpcloud"), () => Promise.reject(new TypeError("x", { cause: refused })));
    const { status, body: error } = await createUser();
    expect([status, error.details.outcome]).toEqual([502, "not-sent"]);
    expect(error.details).not.toHaveProperty("unsettled");
  });

  it("is 429 when the vendor refused it", async () => {
    jumpcloud.inject({ type: "rate-limit", retryAfter: 30, operation: "systemusers_post" });
    const { status, headers, body: error } = await createUser();
    expect([status, error.details.outcome, error.truto_is_remote_error]).toEqual([429, "rejected", true]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("a read", () => {
  it("keeps 502, because it can be repeated", async () => {
    jumpcloud.inject({ type: "server-error", status: 503, operation: "systems_list", times: 99 });
    const { status, body: error } = await call("GET", of("jumpcloud", "devices"));
    expect([status, error.details.retryable]).toEqual([502, true]);
  });
});

describe("truto_is_remote_error", () => {
  it.each([
    ["jamf-pro", "devices/computer-999999", true],
    ["jamf-pro", "devices/zz", undefined],
    ["jumpcloud", "devices/000000000000000000000000", true],
    ["jumpcloud", "apps/xxx", undefined],
    ["applivery", "users/zz", undefined],
    ["ivanti-neurons", "users/zz", undefined],
  ])("of %s %s, which the vendor does not have, is %s", async (vendor, path, isRemote) => {
    const { status, body: error } = await call("GET", of(vendor, path));
    expect([status, error.statusCode, error.truto_is_remote_error]).toEqual([404, 404, isRemote]);
  });

  it("is absent where this gateway refused by itself", async () => {
    jumpcloud.inject({ type: "rate-limit", retryAfter: 600, operation: "systems_list" });
    expect((await call("GET", of("jumpcloud", "devices"))).body.truto_is_remote_error).toBe(true);
    const paused = await call("GET", of("jumpcloud", "devices"));
    expect([paused.status, paused.body.truto_is_remote_error]).toEqual([429, undefined]);
  });
});

describe("errors over HTTP", () => {
  it("use the names on the wire", async () => {
    fetches.set(account("jumpcloud"), async (url, init) =>
      init.method === "POST"
        ? Response.json({ message: "name is taken" }, { status: 422 })
        : jumpcloud.fetch(url, init),
    );
    const { body: rejected } = await createUser();
    expect(rejected.raw_response).toMatchObject({ message: "name is taken" });
    expect(rejected.message).toContain("the vendor's message says why");
    jumpcloud.reset();
    await gateway.connectAccount("jumpcloud");
    jumpcloud.inject({ type: "rate-limit", retryAfter: 600, operation: "systems_list" });
    const { body: limited } = await call("GET", of("jumpcloud", "devices"));
    for (const { message, details } of [rejected, limited])
      for (const text of [message, details.advice])
        expect(text).not.toMatch(/vendorMessage|retryAfter|rateLimit|timeoutMs/);
  });
});
