import { beforeEach, describe, expect, it } from "vitest";
import { VENDOR_TIMEOUT_MS } from "../create-gateway.ts";
import { StoreError } from "../errors/store-error.ts";
import { createTestGateway } from "../fixtures/test-gateway.ts";
import { runUntilTimeout } from "../fixtures/time.ts";

const gateway = await createTestGateway();
const { call, of, sandboxes, account, fetches } = gateway;

const lastEntry = async () => (await call("GET", "/admin/audit?limit=1")).body.result[0];

beforeEach(async () => {
  for (const sandbox of Object.values(sandboxes)) sandbox.reset();
  await gateway.connectAccount("jumpcloud");
});

const body = { name: "Ada", emails: [{ email: "ada@example.com" }] };
const people = () => sandboxes.jumpcloud.requests.filter(({ method }) => method === "POST").length;

describe("a vendor that cannot be reached", () => {
  const refused = Object.assign(new Error("no"), { code: "ECONNREFUSED" });
  const headers = { "idempotency-key": "later" };

  it("leaves the key free for a later attempt", async () => {
    let isThere = false;
    fetches.set(account("jumpcloud"), (url, init) =>
      isThere ? sandboxes.jumpcloud.fetch(url, init) : Promise.reject(new TypeError("x", { cause: refused })),
    );
    const first = await call("POST", of("jumpcloud", "users"), { body, headers });
    expect([first.status, first.body.details.retryable]).toEqual([502, true]);
    expect(await lastEntry()).toMatchObject({ result: "refused", vendor_operations: [] });
    isThere = true;
    const second = await call("POST", of("jumpcloud", "users"), { body, headers });
    expect([second.status, second.headers.get("idempotency-replayed")]).toEqual([201, null]);
    expect(people()).toBe(1);
  });
});

describe("a write that has begun", () => {
  it("is in the audit log before it is sent", async () => {
    const entries: unknown[] = [];
    fetches.set(account("jumpcloud"), async (url, init) => {
      if (init.method !== "GET") entries.push(await lastEntry());
      return sandboxes.jumpcloud.fetch(url, init);
    });
    const device = (await call("GET", of("jumpcloud", "devices", "limit=1"))).body.result[0];
    await call("DELETE", of("jumpcloud", `devices/${device.id}`));
    expect(entries).toEqual([
      expect.objectContaining({
        operation: "deleteDevice",
        record_id: device.id,
        account: account("jumpcloud"),
        result: "begun",
        status: null,
      }),
    ]);
    const { body: page } = await call("GET", "/admin/audit?limit=100");
    expect(page.result[0]).toMatchObject({ operation: "deleteDevice", result: "done", status: 200 });
    expect(page.result.filter(({ result }: { result: string }) => result === "begun")).toEqual([]);
  });

  it("is not sent when the audit log fails", async () => {
    const failing = async () => {
      throw new StoreError("unavailable", "The database is gone.");
    };
    const { audit } = gateway.store;
    const own = await createTestGateway({
      store: { ...gateway.store, audit: { ...audit, append: failing } },
    });
    const { requests } = own.sandboxes.jumpcloud;
    expect((await own.call("POST", own.of("jumpcloud", "users"), { body })).status).toBe(503);
    expect(requests.filter(({ method }) => method === "POST")).toEqual([]);
  });
});

describe("a write in two steps", () => {
  const headers = { "idempotency-key": "two steps" };
  const changes = { custom_fields: { zz: "new", assettag: null } };
  const steps = () =>
    sandboxes["ivanti-neurons"].requests.filter(({ method }) => method !== "GET").map(({ method }) => method);

  it("reports the first step when the second is refused, and is not repeated for its key", async () => {
    const { body: page } = await call("GET", of("ivanti-neurons", "devices", "limit=1"));
    sandboxes["ivanti-neurons"].inject({ type: "forbidden", operation: "removeCustomAttributes" });
    const path = of("ivanti-neurons", `devices/${page.result[0].id}`);
    const first = await call("PATCH", path, { body: changes, headers });
    expect(first.status).toBe(403);
    expect(first.body.details).toMatchObject({ outcome: "partial", retryable: false });
    expect(first.body.message).toContain("Carried out before the failure: patchDeviceCustomAttributes.");
    expect(await lastEntry()).toMatchObject({
      result: "partial",
      vendor_operations: ["patchDeviceCustomAttributes", "removeCustomAttributes"],
    });
    const again = await call("PATCH", path, { body: changes, headers });
    expect([again.text, again.headers.get("idempotency-replayed")]).toEqual([first.text, "true"]);
    expect(steps()).toEqual(["PATCH", "DELETE"]);
  });
});

describe("a record that cannot be read after it was written", () => {
  it("reports that the write was applied", async () => {
    const { body: page } = await call("GET", of("jumpcloud", "users", "limit=1"));
    sandboxes.jumpcloud.inject({ type: "forbidden", operation: "systemusers_get" });
    const path = of("jumpcloud", `users/${page.result[0].id}`);
    const headers = { "idempotency-key": "written" };
    const first = await call("PATCH", path, { body: { name: "Grace" }, headers });
    expect([first.status, first.body.details.outcome]).toEqual([403, "applied"]);
    expect(await lastEntry()).toMatchObject({ result: "done", status: 403 });
    expect((await call("PATCH", path, { body: { name: "Grace" }, headers })).text).toBe(first.text);
  });
});

describe("a call that times out", async () => {
  const milliseconds = VENDOR_TIMEOUT_MS / 2; // so that the call ends, not its vendor request
  const hasty = await createTestGateway({ callTimeoutMs: milliseconds });
  const { jumpcloud } = hasty.sandboxes;
  const late = { sandbox: jumpcloud, milliseconds };
  // The same fleet.
  const { body: page } = await call("GET", of("jumpcloud", "devices", "limit=1"));
  const path = hasty.of("jumpcloud", `devices/${page.result[0].id}`);
  const writes = () => jumpcloud.requests.filter(({ method }) => method !== "GET");
  const restart = { method: "POST", path: path.replace("?", "/actions?"), body: { action: "restart" } };

  beforeEach(() => {
    jumpcloud.reset();
    jumpcloud.inject({ type: "hang", operation: "systems_get", times: Number.POSITIVE_INFINITY });
  });

  it.each([{ method: "DELETE", path, body: undefined }, restart])(
    "writes nothing afterwards: $method",
    async (request) => {
      const { status, body } = await runUntilTimeout(late, () =>
        hasty.call(request.method, request.path, request),
      );
      expect([status, body.details.code]).toEqual([504, "aborted"]);
      expect(body.message).toContain("Nothing was sent.");
      expect(writes()).toEqual([]);
      const [entry] = await hasty.store.audit.list({ limit: 1 });
      expect(entry).toMatchObject({ result: "refused", status: 504 });
    },
  );

  it("ends the rest of its batch", async () => {
    const requests = [restart, { method: "GET", path }, { method: "GET", path }];
    const { status, body } = await runUntilTimeout(late, () =>
      hasty.call("POST", "/unified/mdm/batch", { body: { requests } }),
    );
    expect([status, body.result.map((one: { status: number }) => one.status)]).toEqual([
      200,
      [504, 504, 504],
    ]);
    expect(jumpcloud.requests).toHaveLength(1);
  });
});
