import { beforeAll, beforeEach, expect, it } from "vitest";
import { createTestGateway } from "../fixtures/test-gateway.ts";
import { runWalk } from "../fleet/run-walk.ts";

const gateway = await createTestGateway({ size: { devices: 6, users: 3 } });
const { call, account, issue, sandboxes, walking, fetches } = gateway;
const never = new AbortController().signal;
const syncs: Record<string, string> = {};
/** What responds in place of the sandbox of a vendor, as long as a test wants it. */
let instead: Partial<Record<string, (url: string, real: () => Promise<Response>) => Promise<Response>>> = {};

beforeAll(async () => {
  for (const vendor of ["simplemdm", "jamf-pro"]) {
    const real = fetches.get(account(vendor));
    if (!real) throw new Error("The account is not found.");
    fetches.set(account(vendor), async (url, init) => {
      const request = async () => real(url, init);
      return instead[vendor]?.(url, request) ?? request();
    });
    const { body } = await call("POST", "/admin/syncs", { body: { integrated_account_id: account(vendor) } });
    syncs[vendor] = body.id;
  }
});
beforeEach(async () => {
  instead = {};
  for (const sandbox of Object.values(sandboxes)) sandbox.reset();
  for (const vendor of Object.keys(syncs)) await walk(vendor);
});

const walk = (vendor: string, kind: "full" | "incremental" = "full") =>
  runWalk(walking, { sync: Number(syncs[vendor]), kind }, never);
const get = async (path: string, token?: string) => (await call("GET", path, token ? { token } : {})).body;
const feed = async (after: number, query = "") => get(`/fleet/changes?after=${after}&${query}`);
const now = async () => (await gateway.store.fleet.changes.position()).last;

type Row = { readonly id: number; readonly attributes?: object };

/** Gives the list of SimpleMDM other devices; what is read of single ones stays, but for one that is gone. */
function listInstead(change: (rows: Row[]) => Row[], goneId?: string): void {
  instead.simplemdm = async (url, real) => {
    const { pathname } = new URL(url);
    if (pathname.endsWith(`/devices/${goneId}`))
      return Response.json({ errors: [{ title: "object not found" }] }, { status: 404 });
    const response = await real();
    if (!pathname.endsWith("/devices")) return response;
    const body: { data: Row[] } = await response.json();
    return Response.json({ ...body, data: change(body.data), has_more: false });
  };
}

it("lists the records of all accounts, by filters and in an order, page by page", async () => {
  const all = await get("/fleet/records?missing=false");
  expect(all).toMatchObject({ result_count: 12, next_cursor: null });
  const names = all.result.map(({ record }: { record: { name: string } }) => record.name).sort();
  const paged: string[] = [];
  for (let cursor = ""; cursor !== null; ) {
    const page = await get(`/fleet/records?missing=false&sort=-name&limit=5&next_cursor=${cursor}`);
    paged.push(...page.result.map(({ record }: { record: { name: string } }) => record.name));
    cursor = page.next_cursor;
  }
  expect(paged).toEqual(names.toReversed());
  const [{ record }] = all.result;
  const same = await get(`/fleet/records?serial_number=${record.serial_number}&platform=${record.platform}`);
  expect(same.result.length).toBeGreaterThan(0);
  const missing: object[] = (await get("/fleet/records?missing=true")).result;
  for (const one of missing) expect(all.result).not.toContainEqual(one);
  expect((await get("/fleet/records?resource=users")).result).toEqual([]);
  expect((await call("GET", "/fleet/records?sort=name&next_cursor=AAAA")).status).toBe(400);
});

it("joins the stored devices, without a request to a vendor", async () => {
  for (const sandbox of Object.values(sandboxes)) sandbox.reset();
  const joined = await get("/fleet/devices");
  expect(joined).toMatchObject({ result_count: joined.result.length, next_cursor: null });
  expect(joined.result.flatMap(({ records }: { records: object[] }) => records)).toHaveLength(12);
  const paged: object[] = [];
  for (let cursor = ""; cursor !== null; ) {
    const page = await get(`/fleet/devices?limit=5&next_cursor=${cursor}`);
    paged.push(...page.result);
    cursor = page.next_cursor;
  }
  expect(paged).toHaveLength(joined.result_count);
  expect(paged).toEqual(expect.arrayContaining(joined.result));
  expect(sandboxes.simplemdm.requests).toEqual([]);
});

it("publishes a record as missing once a complete list lacks it and the vendor has it no more, and when it returns", async () => {
  const [first] = (await get(`/fleet/records?missing=false&integrated_account_ids=${account("simplemdm")}`))
    .result;
  const start = await now();
  listInstead((rows) => rows.filter(({ id }) => String(id) !== first.id), first.id);
  expect(await walk("simplemdm")).toMatchObject({ status: "complete" });
  instead = {};
  const { result } = await feed(start);
  expect(result).toMatchObject([{ kind: "missing", id: first.id, resource: "devices", origin: "diff" }]);
  expect((await get("/fleet/records?missing=true")).result).toContainEqual(
    expect.objectContaining({ id: first.id }),
  );
  await walk("simplemdm");
  expect((await feed(start, "kind=returned")).result).toMatchObject([{ id: first.id }]);
  const path = `/fleet/records/${first.id}/history?integrated_account_id=${account("simplemdm")}`;
  expect((await get(`${path}&limit=2`)).result).toMatchObject([{ kind: "returned" }, { kind: "missing" }]);
  expect((await get(`${path}&limit=1`)).next_cursor).not.toBe(null);
});

it.each([
  ["nothing", (): Row[] => []],
  ["a half", (rows: Row[]) => rows.slice(0, 3)],
  ["other ids", (rows: Row[]) => rows.map((row) => ({ ...row, id: row.id + 1_000_000 }))],
])("takes nothing for missing when the vendor lists %s", async (_, change) => {
  const start = await now();
  listInstead(change);
  expect(await walk("simplemdm")).toMatchObject({ status: "incomplete", counts: { missing: 0 } });
  expect((await feed(start, "kind=missing,updated,returned")).result).toEqual([]);
  const { body } = await call("GET", `/admin/syncs/${syncs.simplemdm}`);
  expect(body).toMatchObject({ status: "incomplete", status_reason: expect.stringContaining("lacked") });
});

it("shows a sync whose vendor fails, rejects the credentials, or is paused", async () => {
  const shown = async () => {
    const { status, latest_walk } = (await call("GET", `/admin/syncs/${syncs["jamf-pro"]}`)).body;
    return [status, latest_walk.status];
  };
  expect(await shown()).toEqual(["ok", "complete"]);
  instead["jamf-pro"] = async () => new Response("", { status: 401 });
  await walk("jamf-pro");
  expect(await shown()).toEqual(["unauthorized", "failed"]);
  instead = {};
  await walk("jamf-pro");
  expect(await shown()).toEqual(["ok", "complete"]);
  const paused = (value: boolean) =>
    call("PATCH", `/admin/syncs/${syncs["jamf-pro"]}`, { body: { paused: value } });
  await paused(true);
  expect(await shown()).toEqual(["paused", "complete"]);
  expect((await call("POST", `/admin/syncs/${syncs["jamf-pro"]}/run`, { body: {} })).status).toBe(409);
  await paused(false);
});

it("waits for a change, and says from where to go on when there was none", async () => {
  const start = await now();
  expect(await feed(start)).toMatchObject({ result: [], next_after: start });
  const waiting = feed(start, "wait=60&limit=1");
  listInstead((rows) => rows.map((row, index) => (index === 0 ? renamed(row) : row)));
  await walk("simplemdm");
  expect((await waiting).result).toMatchObject([
    { kind: "updated", seq: start + 1, fields: { name: { after: "Renamed" } } },
  ]);
});

const renamed = (row: Row) => ({
  ...row,
  attributes: { ...row.attributes, name: "Renamed", device_name: "Renamed" },
});

it("shows a token only its accounts", async () => {
  const token = await issue(["read"], [account("jamf-pro")]);
  expect((await get("/fleet/records", token)).result_count).toBe(6);
  expect((await get(`/fleet/walks`, token)).result[0]).toMatchObject({
    integrated_account_id: account("jamf-pro"),
    status: "complete",
    counts: { missing: 0 },
  });
  const other = `integrated_account_ids=${account("simplemdm")}`;
  for (const path of ["records", "changes", "walks", "devices"])
    expect((await call("GET", `/fleet/${path}?${other}`, { token })).status).toBe(403);
  const [{ id }] = (await get("/fleet/records")).result;
  const history = `/fleet/records/${id}/history?integrated_account_id=${account("simplemdm")}`;
  expect((await call("GET", history, { token })).status).toBe(403);
  expect((await call("GET", "/admin/syncs", { token })).status).toBe(403);
});

it("asks only for what changed since the latest walk, where a vendor selects by time", async () => {
  const { requests } = sandboxes["jamf-pro"];
  const before = requests.length;
  await walk("jamf-pro", "incremental");
  const filters = requests.slice(before).map(({ query }) => query.filter);
  expect(filters).toContain('general.reportDate=ge="1970-01-01T00:00:00Z"');
  const walks: readonly { readonly kind: string }[] = (await get("/fleet/walks")).result;
  expect(walks.find(({ kind }) => kind === "incremental")).toMatchObject({
    status: "complete",
    counts: { missing: 0 },
  });
});

it("no longer gives changes that were removed by their age", async () => {
  const end = await now();
  await gateway.store.fleet.changes.prune(new Date(Date.now() + 60_000).toISOString());
  expect((await call("GET", "/fleet/changes?after=0")).status).toBe(410);
  expect((await call("GET", `/fleet/changes?after=${end + 1}`)).status).toBe(410); // as after a restored backup
  const { prunedThrough } = await gateway.store.fleet.changes.position();
  const body = { target_url: "https://receiver.example/hook", after: 0 };
  expect((await call("POST", "/admin/webhooks", { body })).body).toMatchObject({ after: prunedThrough });
  expect(await get("/fleet/changes")).toMatchObject({ result: [], next_after: end });
  expect((await get("/fleet/records")).result_count).toBe(12);
});

it("refuses a schedule that cannot be read, and a second sync of the same list", async () => {
  const body = { integrated_account_id: account("iru"), full_schedule: "61 * * * *" };
  expect((await call("POST", "/admin/syncs", { body })).body.details.failures).toMatchObject([
    { path: "body.full_schedule" },
  ]);
  expect(
    (await call("POST", "/admin/syncs", { body: { integrated_account_id: account("jamf-pro") } })).status,
  ).toBe(409);
  const users = { integrated_account_id: account("simplemdm"), resource: "users" };
  const refused = await call("POST", "/admin/syncs", { body: users });
  expect([refused.status, refused.body.message]).toEqual([422, "SimpleMDM has no list of users."]);
});

it("removes a sync with all that is stored of it", async () => {
  const { body } = await call("POST", "/admin/syncs", {
    body: { integrated_account_id: account("iru"), resource: "users" },
  });
  await runWalk(walking, { sync: Number(body.id), kind: "full" }, never);
  expect((await get("/fleet/records?resource=users")).result_count).toBe(3);
  expect((await call("DELETE", `/admin/syncs/${body.id}`)).status).toBe(204);
  expect((await get("/fleet/records?resource=users")).result_count).toBe(0);
  expect((await call("GET", `/admin/syncs/${body.id}`)).status).toBe(404);
});
