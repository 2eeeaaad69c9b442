import type { Fetch } from "@mdmkit/runtime";
import type { UnifiedComponents } from "@mdmkit/unified";
import { type JsonSchema, schemas } from "@mdmkit/unified/schemas";
import { beforeEach, describe, expect, it } from "vitest";
import { createGateway } from "../create-gateway.ts";
import { StoreError } from "../errors/store-error.ts";
import { createTestGateway, LINES } from "../fixtures/test-gateway.ts";
import { DEVICE_FILTERS } from "./index.ts";

const test = await createTestGateway({ size: { devices: 6, users: 3 } });
const { call, of, sandboxes, account, issue, store, fetches, token } = test;
const { jumpcloud } = sandboxes;
/** How the vendor responds. */
let respond: Fetch = jumpcloud.fetch;
fetches.set(account("jumpcloud"), (url, init) => respond(url, init));

type Plan = UnifiedComponents["schemas"]["BulkPlan"];
type Found = { id: string; outcome: string; message?: string; name?: string };
/** The restarts that the vendor received. */
const restarts = () => jumpcloud.requests.filter(({ path }) => path.includes("restart")).length;
const RESTART = { request: { action: "restart" } };
const plan = (body: object, vendor = "jumpcloud") => call("POST", of(vendor, "bulk"), { body });
const run = (id: string, body: object, init: { token?: string; headers?: Record<string, string> } = {}) =>
  call("POST", `/unified/mdm/bulk/${id}/run`, { body, ...init });
const get = async (id: string): Promise<Plan> => (await call("GET", `/unified/mdm/bulk/${id}`)).body;
const outcomes = async (id: string): Promise<string[]> =>
  (await call("GET", `/unified/mdm/bulk/${id}/devices`)).body.result.map(({ outcome }: Found) => outcome);
const audited = async () =>
  (await store.audit.list({ limit: 20 })).map(({ operation, result, status }) => [operation, result, status]);

/** The Macs that restart by MDM. */
const ids = await (async (): Promise<string[]> => {
  const { body } = await plan({ ...RESTART, filter: { platform: "macos" } });
  const { body: page } = await call("GET", `/unified/mdm/bulk/${body.id}/devices?outcome=pending`);
  return page.result.map(({ id }: Found) => id);
})();

const MOST_TURNS = 500;

/** The plan once `is` holds for it: the work on it goes on after the response. */
async function until(id: string, is: (plan: Plan) => boolean): Promise<Plan> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const now = await get(id);
    if (is(now)) return now;
    await new Promise(setImmediate);
  }
  throw new Error(`It is ${JSON.stringify(await get(id))}.`);
}

const reached = (id: string, status: string) => until(id, (now) => now.status === status);

/** A promise that is resolved from outside. */
function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Lets requests of actions wait, and says when the first of them has arrived. */
function holdRestarts() {
  const isHeld = deferred();
  const release = deferred();
  respond = async (url, init) => {
    if (url.includes("restart")) {
      isHeld.resolve();
      await release.promise;
    }
    return jumpcloud.fetch(url, init);
  };
  return { arrived: isHeld.promise, release: release.resolve };
}

beforeEach(() => {
  jumpcloud.reset();
  respond = jumpcloud.fetch;
});

describe("a plan", () => {
  it("shows which devices and requests there would be, and sends nothing", async () => {
    const { status, body } = await plan({ ...RESTART, filter: {} });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      integrated_account_id: account("jumpcloud"),
      status: "planned",
      devices: 5,
      counts: { pending: 5, left_out: 1 },
      operations: [
        { operation: "applemdms_devicesrestart" },
        { operation: "Devices_RebootDevice", devices: 1 },
      ],
      report: { complete: true, records: 6 },
    });
    expect(restarts()).toBe(0);
    const page = (query: string) => call("GET", `/unified/mdm/bulk/${body.id}/devices?limit=4${query}`);
    const first = await page("");
    expect(first.body).toMatchObject({ result_count: 4, next_cursor: "3" });
    expect(first.body.result[0]).toMatchObject({
      outcome: "pending",
      sent: false,
      requests: expect.any(Number),
    });
    const second = await page("&next_cursor=3");
    expect(second.body).toMatchObject({ result_count: 2, next_cursor: null });
    expect(second.body.result[1]).toMatchObject({ outcome: "left_out", reason: "unsupported" });
    expect((await page("&outcome=left_out")).body.result_count).toBe(1);
    expect((await page("&next_cursor=x")).status).toBe(400);
  });

  it("takes ids, and says which of them are left out and why", async () => {
    const { body } = await plan({ ...RESTART, ids: [ids[0], ids[0], "5f0000000000000000000009"] });
    expect(body).toMatchObject({ devices: 1, report: null, counts: { left_out: 2 } });
    const { body: left } = await call("GET", `/unified/mdm/bulk/${body.id}/devices?outcome=left_out`);
    expect(left.result.map(({ reason }: { reason: string }) => reason).sort()).toEqual([
      "duplicate",
      "not-found",
    ]);
  });

  it("takes the lines of a streamed list, unless it is incomplete", async () => {
    const path = of("jumpcloud", "devices", "truto_response_format=stream&truto_ignore_remote_data=true");
    const { text } = await call("GET", path, LINES);
    const headers = { "content-type": "application/x-ndjson" };
    const send = (lines: string) =>
      call("POST", of("jumpcloud", "bulk"), { headers, body: `${JSON.stringify(RESTART)}\n${lines}` });
    expect((await send(text)).body).toMatchObject({ devices: 5, counts: { left_out: 1 } });
    const cut = await send(text.replace('"complete":true', '"complete":false'));
    expect([cut.status, cut.body.details.failures[0].message]).toEqual([
      400,
      "ends with the report of an incomplete list",
    ]);
    const broken = await send("{");
    expect([broken.status, broken.body.details.failures[0].path]).toEqual([400, "line 2 of body"]);
  });

  it.each([
    ["no devices", RESTART, 400],
    ["two sources of devices", { ...RESTART, ids: ["1"], filter: {} }, 400],
    ["an option of one device", { request: { action: "restart", dry_run: true }, filter: {} }, 400],
    ["an unknown filter", { ...RESTART, filter: { colour: "red" } }, 400],
    [
      "an input that the vendor does not use",
      { request: { action: "lock", phone_number: "1" }, filter: {} },
      422,
    ],
    ["a filter that the vendor lacks", { ...RESTART, filter: { policy: { name: "x" } } }, 422],
  ])("is refused with %s, and nothing is stored", async (_, body, status) => {
    const before = (await call("GET", "/unified/mdm/bulk")).body.result_count;
    expect((await plan(body)).status).toBe(status);
    expect((await call("GET", "/unified/mdm/bulk")).body.result_count).toBe(before);
  });

  it("needs the scope of its action and an account of the token", async () => {
    const reader = await issue(["read"]);
    const writer = await issue(["read", "write"]);
    const other = await issue(["read", "write", "destructive"], [account("applivery")]);
    const create = (body: object, given: string) =>
      call("POST", of("jumpcloud", "bulk"), { body, token: given });
    expect((await create({ ...RESTART, filter: {} }, reader)).status).toBe(403);
    expect((await create({ request: { action: "erase" }, filter: {} }, writer)).status).toBe(403);
    expect((await create({ ...RESTART, filter: {} }, other)).status).toBe(403);
    const { body } = await create({ ...RESTART, filter: {} }, writer);
    expect((await run(body.id, { confirm: body.confirm }, { token: reader })).status).toBe(403);
    for (const path of [`/${body.id}`, `/${body.id}/devices`])
      expect((await call("GET", `/unified/mdm/bulk${path}`, { token: other })).status).toBe(403);
    expect((await call("GET", "/unified/mdm/bulk", { token: other })).body.result_count).toBe(0);
    expect((await call("GET", "/unified/mdm/bulk/00000000-0000-4000-8000-000000000000")).status).toBe(404);
  });

  it("is listed, the latest first, in pages", async () => {
    const { body } = await plan({ ...RESTART, ids: [ids[0]] });
    const { body: first } = await call("GET", "/unified/mdm/bulk?limit=1");
    expect(first.result).toEqual([body]);
    const { body: second } = await call("GET", `/unified/mdm/bulk?limit=1&next_cursor=${first.next_cursor}`);
    expect(second.result[0].id).not.toBe(body.id);
  });
});

describe("the document", () => {
  const namesIn = (schema: JsonSchema | undefined) =>
    Object.entries(Object(Object(schema).properties)).map(([name, inner]) => [name, Object(inner)] as const);

  it("has the filters of the list of devices", () => {
    expect(namesIn(schemas.BulkFilter).map(([name]) => name)).toEqual([...DEVICE_FILTERS]);
  });

  it("has the secrets of all actions", () => {
    const actions = Object.entries(schemas).filter(([name]) => name.endsWith("Action"));
    const secrets = actions.flatMap(([, schema]) =>
      namesIn(schema).flatMap(([name, inner]) => (inner["x-mdmkit-sensitive"] === "secret" ? [name] : [])),
    );
    const known = namesIn(schemas.BulkSecrets).map(([name]) => name);
    expect(known.sort()).toEqual([...new Set([...secrets, "remote_data"])].sort());
  });
});

describe("a run", () => {
  it("needs the confirmation of its own plan", async () => {
    const { body } = await plan({ ...RESTART, ids: [ids[0]] });
    const { body: other } = await plan({ ...RESTART, ids: [ids[0]] });
    for (const confirm of ["1", other.confirm]) {
      const refused = await run(body.id, { confirm });
      expect([refused.status, refused.body.details.code]).toEqual([422, "confirmation"]);
    }
    expect((await run(body.id, {})).status).toBe(400);
    expect([restarts(), (await get(body.id)).status]).toEqual([0, "planned"]);
  });

  it("goes on after its response, and is in the audit log device by device", async () => {
    const { body } = await plan({ ...RESTART, ids });
    const held = holdRestarts();
    const started = await run(body.id, { confirm: body.confirm, concurrency: 1 });
    expect([started.status, started.body.status]).toEqual([202, "running"]);
    await held.arrived;
    expect(await get(body.id)).toMatchObject({ counts: { sending: 1, pending: ids.length - 1 } });
    expect((await audited())[0]).toEqual(["runBulkPlan.restart", "begun", null]);
    expect((await run(body.id, { confirm: body.confirm })).status).toBe(409);
    held.release();
    expect(await reached(body.id, "finished")).toMatchObject({ counts: { done: ids.length, pending: 0 } });
    expect(restarts()).toBe(ids.length);
    const entries = (await audited()).slice(0, ids.length);
    expect(entries.every(([operation]) => operation === "runBulkPlan.restart")).toBe(true);
    expect(entries.filter(([, result]) => result === "done")).toHaveLength(ids.length);
    await run(body.id, { confirm: body.confirm });
    await reached(body.id, "finished");
    expect(restarts()).toBe(ids.length);
  });

  it("leaves out a device whose owner has changed since", async () => {
    const { body } = await plan({
      ...RESTART,
      devices: [{ id: ids[0], owner: { id: "someone" } }, { id: ids[1] }],
    });
    await run(body.id, { confirm: body.confirm });
    await reached(body.id, "finished");
    expect(await outcomes(body.id)).toEqual(["refused", "done"]);
    expect(restarts()).toBe(1);
  });

  it("stops at its budget, and is resumed", async () => {
    const { body } = await plan({ ...RESTART, ids });
    const budget = Math.ceil(body.requests / ids.length);
    await run(body.id, { confirm: body.confirm, budget });
    expect(await reached(body.id, "stopped")).toMatchObject({ stopped_by: "budget", counts: { done: 1 } });
    await run(body.id, { confirm: body.confirm });
    expect(await reached(body.id, "finished")).toMatchObject({
      stopped_by: null,
      counts: { done: ids.length },
    });
    expect(restarts()).toBe(ids.length);
  });

  it("reports a request without a clear response as unsettled, and never repeats it", async () => {
    const { body } = await plan({ ...RESTART, ids: ids.slice(0, 2) });
    jumpcloud.inject({ type: "server-error", operation: "applemdms_devicesrestart", times: 1 });
    await run(body.id, { confirm: body.confirm, concurrency: 1 });
    await reached(body.id, "finished");
    expect(await outcomes(body.id)).toEqual(["unsettled", "done"]);
    await run(body.id, { confirm: body.confirm });
    await reached(body.id, "finished");
    expect(restarts()).toBe(2);
  });

  it("is cancelled for good, after what is being sent", async () => {
    const { body } = await plan({ ...RESTART, ids });
    const held = holdRestarts();
    await run(body.id, { confirm: body.confirm, concurrency: 1 });
    await held.arrived;
    const cancelled = await call("POST", `/unified/mdm/bulk/${body.id}/cancel`);
    expect(cancelled.body).toMatchObject({ status: "cancelled", counts: { sending: 1 } });
    held.release();
    const finished = await until(body.id, ({ counts }) => counts.sending === 0);
    expect(finished).toMatchObject({
      status: "cancelled",
      counts: { done: 1, pending: ids.length - 1 },
    });
    expect((await run(body.id, { confirm: body.confirm })).status).toBe(409);
    expect((await call("POST", `/unified/mdm/bulk/${body.id}/cancel`)).status).toBe(409);
    expect(restarts()).toBe(1);
  });

  it("stops when the token that started it is revoked", async () => {
    const { body } = await plan({ ...RESTART, ids });
    const issued = await store.tokens.create({ name: "run", scopes: ["read", "write"], accounts: "all" });
    const held = holdRestarts();
    await run(body.id, { confirm: body.confirm, concurrency: 1 }, { token: issued.token });
    await held.arrived;
    await store.tokens.revoke(issued.record.id);
    held.release();
    expect(await reached(body.id, "stopped")).toMatchObject({ stopped_by: "access", counts: { done: 1 } });
    expect(restarts()).toBe(1);
  });

  it("sends nothing that cannot be added to the audit log", async () => {
    const { audit } = store;
    const append = async () => {
      throw new StoreError("full", "The disk is full.");
    };
    const own = await createTestGateway({ store: { ...store, audit: { ...audit, append } } });
    const { body } = await own.call("POST", own.of("jumpcloud", "bulk"), { body: { ...RESTART, ids } });
    const confirmed = { confirm: body.confirm };
    await own.call("POST", `/unified/mdm/bulk/${body.id}/run`, { body: confirmed });
    expect(await reached(body.id, "stopped")).toMatchObject({
      ...{ stopped_by: "error", counts: { pending: ids.length, unsettled: 0 } },
    });
    const { requests } = own.sandboxes.jumpcloud;
    expect(requests.filter(({ path }) => path.includes("restart"))).toEqual([]);
  });

  it("is refused once the account has new credentials", async () => {
    const { body } = await plan({ ...RESTART, filter: { platform: "macos" } }, "jamf-pro");
    const stored = await store.accounts.credentials(account("jamf-pro"));
    await store.accounts.update(account("jamf-pro"), { values: { ...stored?.values } });
    const refused = await run(body.id, { confirm: body.confirm });
    expect([refused.status, refused.body.message]).toEqual([409, expect.stringContaining("new credentials")]);
  });

  it("starts once for an idempotency key", async () => {
    const { body } = await plan({ ...RESTART, ids: [ids[0]] });
    const headers = { "idempotency-key": "start" };
    const first = await run(body.id, { confirm: body.confirm }, { headers });
    const again = await run(body.id, { confirm: body.confirm }, { headers });
    expect([first.status, again.text, again.headers.get("idempotency-replayed")]).toEqual([
      202,
      first.text,
      "true",
    ]);
    await reached(body.id, "finished");
    expect(restarts()).toBe(1);
  });
});

describe("a secret of a bulk action", () => {
  const PIN = "918273";
  const erase = (id: string | undefined) => plan({ request: { action: "erase", pin: PIN }, ids: [id] });

  it("is not stored, given again for each run, and in no outcome", async () => {
    const { body } = await erase(ids[0]);
    expect(body).toMatchObject({ secrets: ["pin"], inputs: {} });
    const missing = await run(body.id, { confirm: body.confirm });
    expect([missing.status, missing.body.details.failures]).toEqual([
      400,
      [{ path: "body.secrets.pin", message: "is required" }],
    ]);
    const message = `The PIN ${PIN} is too simple.`;
    respond = async (url, init) =>
      url.includes("erase") ? Response.json({ message }, { status: 422 }) : jumpcloud.fetch(url, init);
    await run(body.id, { confirm: body.confirm, secrets: { pin: PIN } });
    await reached(body.id, "finished");
    const { body: page, text } = await call("GET", `/unified/mdm/bulk/${body.id}/devices`);
    expect(page.result[0]).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("the vendor rejected the input"),
    });
    expect([text, ...test.emitted].filter((output) => output.includes(PIN))).toEqual([]);
  });

  it("is refused where the plan was made without it", async () => {
    const { body } = await plan({ ...RESTART, ids: [ids[0]] });
    expect((await run(body.id, { confirm: body.confirm, secrets: { pin: PIN } })).status).toBe(400);
  });
});

describe("two gateways on one database", () => {
  /** Another gateway with the same store and vendor; `stop` ends it like a process that is killed. */
  function startOther() {
    const never = new Promise<never>(() => {});
    let isAlive = true;
    const alive = <Result>(work: () => Promise<Result>) => (isAlive ? work() : never);
    const arrived = deferred();
    const { bulk } = store;
    const other = createGateway({
      log: () => {},
      store: {
        ...store,
        bulk: {
          ...bulk,
          append: (...given) => alive(() => bulk.append(...given)),
          end: (...given) => alive(() => bulk.end(...given)),
        },
      },
      fetchFor: () => async (url, init) => {
        if (!url.includes("restart")) return jumpcloud.fetch(url.replace(/\/\/server-\d+\./, "//"), init);
        const response = await jumpcloud.fetch(url.replace(/\/\/server-\d+\./, "//"), init);
        arrived.resolve();
        await never;
        return response;
      },
    });
    const post = (path: string, body: object) =>
      other.fetch(
        new Request(`http://other.test${path}`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      );
    return {
      arrived: arrived.promise,
      run: (id: string, body: object) => post(`/unified/mdm/bulk/${id}/run`, body),
      kill() {
        isAlive = false;
      },
    };
  }

  it("one of them runs a plan; after its death in the middle of a call the other resumes it, and repeats nothing", async () => {
    const { body } = await plan({ ...RESTART, ids });
    const other = startOther();
    await other.run(body.id, { confirm: body.confirm, concurrency: 1 });
    await other.arrived;
    expect((await run(body.id, { confirm: body.confirm })).status).toBe(409);
    other.kill();
    await store.bulk.releaseInterrupted();
    expect(await get(body.id)).toMatchObject({
      status: "interrupted",
      counts: { unsettled: 1, pending: ids.length - 1 },
    });
    await run(body.id, { confirm: body.confirm });
    expect(await reached(body.id, "finished")).toMatchObject({
      counts: { unsettled: 1, done: ids.length - 1 },
    });
    const { body: page } = await call("GET", `/unified/mdm/bulk/${body.id}/devices?outcome=unsettled`);
    expect(page.result[0].message).toContain("Check the device");
    expect(restarts()).toBe(ids.length);
  });
});

describe("a gateway that stops", () => {
  it("finishes the device that it is sending the action, begins no other, and starts no run", async () => {
    const own = await createTestGateway({ size: { devices: 6, users: 3 } });
    const create = () => own.call("POST", own.of("jumpcloud", "bulk"), { body: { ...RESTART, ids } });
    const release = deferred();
    const arrived = deferred();
    own.fetches.set(own.account("jumpcloud"), async (url, init) => {
      if (url.includes("restart")) {
        arrived.resolve();
        await release.promise;
      }
      return own.sandboxes.jumpcloud.fetch(url, init);
    });
    const { body } = await create();
    const path = `/unified/mdm/bulk/${body.id}`;
    const confirmed = { body: { confirm: body.confirm, concurrency: 1 } };
    await own.call("POST", `${path}/run`, confirmed);
    await arrived.promise;
    const drained = own.gateway.drain();
    release.resolve();
    await drained;
    expect((await own.call("GET", path)).body).toMatchObject({
      ...{ status: "stopped", stopped_by: "shutdown" },
      counts: { done: 1, pending: ids.length - 1 },
    });
    for (const refused of [await own.call("POST", `${path}/run`, confirmed), await create()])
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "10"]);
  });
});
