import type { Fetch } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createGateway } from "../create-gateway.ts";
import { migrate } from "../database/migrate.ts";
import { migrations } from "../database/migrations/index.ts";
import { describeDatabases, sealerOf } from "../fixtures/databases.ts";
import { openTestStore } from "../fixtures/prepared-database.ts";
import { textsOf } from "../fixtures/test-gateway.ts";
import { retryAtOnce } from "../fixtures/time.ts";
import { createStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";

// What a vendor limits is a server, not an account of this gateway: accounts of one server have one limiter and one token.

const CONCURRENCY = 5; // Jamf Pro's limit
const PAUSE_SECONDS = 60; // longer than a call waits
const OTHER = "https://other.example.com";
const sandbox = createSandbox("jamf-pro", { devices: 6, users: 3 });
const direct: Fetch = (url, init) => sandbox.fetch(url.replace(OTHER, sandbox.baseUrl), init);
const spelled = `${sandbox.baseUrl.toUpperCase()}:443/`;
const { clientId, clientSecret } = sandbox.credentials;
const tokens = () => sandbox.requests.filter(({ path }) => path.endsWith("/oauth/token")).length;
const lists = () => sandbox.requests.filter(({ operation }) => operation === "listComputers").length;
const pause = () =>
  sandbox.inject({ type: "rate-limit", retryAfter: PAUSE_SECONDS, operation: "listComputers" });

/** A gateway whose accounts have one `fetch`, as in production. */
async function openGateway(store: Store, fetch = direct) {
  const gateway = createGateway({ store, fetchFor: () => fetch, log: () => {} });
  const scopes = ["read", "admin"] as const;
  const { token } = await store.tokens.create({ name: "all", scopes, accounts: "all" });
  async function call(method: string, path: string, body?: unknown): Promise<number> {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    return (await gateway.fetch(new Request(`http://gateway.test${path}`, init))).status;
  }
  const valuesWith = (changes: Record<string, string>) => ({ ...textsOf(sandbox.options), ...changes });
  return {
    call,
    async connect(changes: Record<string, string> = {}): Promise<string> {
      const account = { vendor: "jamf-pro", name: "Jamf", values: valuesWith(changes) };
      return (await store.accounts.create(account)).id;
    },
    list: (account: string) =>
      call("GET", `/unified/mdm/devices?type=desktop&integrated_account_id=${account}`),
    rotate: (account: string, changes: Record<string, string>) =>
      call("POST", `/admin/accounts/${account}/rotate`, { values: valuesWith(changes) }),
    remove: (account: string) => call("DELETE", `/admin/accounts/${account}`),
  };
}

beforeEach(() => {
  retryAtOnce();
  sandbox.reset();
});

describeDatabases("accounts of one server", (db) => {
  /** One of several on the database. For PGlite, which has one process only, that is pretended. */
  async function openReplica(fetch?: Fetch) {
    await migrate(db.database, migrations);
    const database = { ...db.database, shared: true };
    return openGateway(createStore({ database, sealer: sealerOf("a"), now: Date.now }), fetch);
  }

  it("share a pause, in every gateway, and those of other servers do not", async () => {
    const [one, two] = [await openReplica(), await openReplica()];
    const [first, second] = [await one.connect(), await one.connect({ baseUrl: spelled })];
    const other = await one.connect({ baseUrl: OTHER });
    pause();
    expect(await one.list(first)).toBe(429);
    expect([await one.list(second), await two.list(second), lists()]).toEqual([429, 429, 1]);
    expect([await one.list(other), await two.list(other)]).toEqual([200, 200]);
  });

  it("keep it when one of them is deleted, or connected again", async () => {
    const { connect, list, remove } = await openReplica();
    const [first, second] = [await connect(), await connect()];
    pause();
    expect(await list(first)).toBe(429);
    await remove(first);
    expect([await list(second), await list(await connect()), lists()]).toEqual([429, 429, 1]);
  });

  it("make no more calls at once than the server allows, in all gateways together", async () => {
    const held: (() => void)[] = [];
    let hold = true;
    const holding: Fetch = async (url, init) => {
      if (hold && url.includes("computers")) await new Promise<void>((go) => held.push(go));
      return direct(url, init);
    };
    const [one, two] = [await openReplica(holding), await openReplica(holding)];
    const accounts = [await one.connect(), await one.connect({ baseUrl: spelled })];
    const calls = accounts.flatMap((account) => [one, two, one, two].map(({ list }) => list(account)));
    while (held.length < CONCURRENCY) await new Promise((next) => setImmediate(next));
    for (const { call } of [one, two, one, two]) await call("GET", "/readyz");
    expect(held).toHaveLength(CONCURRENCY);
    hold = false;
    for (const go of held) go();
    expect(new Set(await Promise.all(calls))).toEqual(new Set([200]));
  });

  it("store no part of what names them", async () => {
    const { connect, list } = await openReplica();
    await list(await connect());
    const rows = await db.database.query("select tenant from gateway_limiter");
    expect(rows).toEqual([{ tenant: expect.stringMatching(/^[\w-]{43}$/) }]);
  });
});

describe("the token of a credential", async () => {
  const store = await openTestStore();
  afterAll(() => store.close());
  /** With a `fetch` of its own, so that it begins without tokens. */
  const open = () => openGateway(store, (url, init) => direct(url, init));

  it("is requested once for all accounts of the server", async () => {
    const { connect, list } = await open();
    const accounts = [await connect(), await connect({ baseUrl: spelled }), await connect()];
    expect(await Promise.all(accounts.map(list))).toEqual([200, 200, 200]);
    expect(tokens()).toBe(1);
  });

  it("is not used with other credentials, or at another server", async () => {
    const { connect, list } = await open();
    expect(await list(await connect())).toBe(200);
    expect(await list(await connect({ clientSecret: `${clientSecret}2` }))).toBe(401);
    expect(await list(await connect({ clientId: `${clientId}2` }))).toBe(401);
    const before = tokens();
    expect(await list(await connect({ baseUrl: OTHER }))).toBe(200);
    expect(tokens()).toBe(before + 1);
  });

  it("is not used to try credentials, and not after they were replaced", async () => {
    const { connect, list, rotate } = await open();
    const account = await connect();
    expect(await list(account)).toBe(200);
    const before = tokens();
    expect(await rotate(account, {})).toBe(200);
    expect(tokens()).toBe(before + 1);
    expect(await rotate(account, { clientSecret: `${clientSecret}2` })).toBe(422);
    expect(await list(account)).toBe(200);
  });
});
