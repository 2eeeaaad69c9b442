import { vendors } from "@mdmkit/unified/vendors";
import { beforeEach, expect, it } from "vitest";
import { createTestGateway } from "../fixtures/test-gateway.ts";

const { call, sandboxes, account, issue } = await createTestGateway({ size: { devices: 6, users: 3 } });
/** Devices of all accounts. */
const ALL = 6 * Object.keys(vendors).length;
const ids = (...vendors: string[]) => `integrated_account_ids=${vendors.map(account).join(",")}`;
const list = (path: string, query = "", token?: string) =>
  call("GET", `/unified/mdm/accounts/${path}?truto_ignore_remote_data=true&${query}`, token ? { token } : {});

beforeEach(() => {
  for (const sandbox of Object.values(sandboxes)) sandbox.reset();
});

it.each([
  ["devices", "device"],
  ["users", "user"],
  ["apps", "app"],
  ["organizations", "organization"],
  ["groups", "group"],
])("lists the %s of several accounts, each with its account", async (resource, name) => {
  const { status, body } = await list(resource, `limit=1000&${ids("jumpcloud", "jamf-pro")}`);
  expect(status).toBe(200);
  expect(body.outcomes.map(({ vendor }: { vendor: string }) => vendor)).toEqual(["jumpcloud", "jamf-pro"]);
  expect([body.result.length, body.next_cursor]).toEqual([body.result_count, null]);
  for (const one of body.result) expect(Object.keys(one)).toEqual(["integrated_account_id", name]);
  const last = body.result.at(-1);
  expect(last.integrated_account_id).toBe(account("jamf-pro"));
});

it("uses all accounts of the token unless some are named", async () => {
  const all = await list("devices", "limit=1000");
  expect(all.body).toMatchObject({ complete: true, result_count: ALL });
  const token = await issue(["read"], [account("applivery")]);
  const own = await list("devices", "", token);
  expect(own.body).toMatchObject({ result_count: 6, outcomes: [{ vendor: "applivery", error: null }] });
  expect((await list("devices", ids("applivery", "jumpcloud"), token)).status).toBe(403);
  expect((await list("devices", "integrated_account_ids=00000000-0000-4000-8000-000000000000")).status).toBe(
    404,
  );
  expect((await list("devices", "integrated_account_ids=x")).status).toBe(400);
});

it("shows what became of each account: one that fails hides nothing", async () => {
  sandboxes.jumpcloud.inject({ type: "unauthorized", operation: "systems_list" });
  const { status, body } = await list("devices", ids("jumpcloud", "applivery"));
  expect([status, body.complete, body.result_count]).toEqual([200, false, 6]);
  expect(body.outcomes).toMatchObject([
    { vendor: "jumpcloud", complete: false, error: { statusCode: 401, details: { code: "authentication" } } },
    { vendor: "applivery", complete: true, report: { records: 6 }, error: null },
  ]);
  const { body: accounts } = await call("GET", "/admin/accounts");
  const statuses = Object.fromEntries(
    accounts.result.map(({ vendor, status }: { vendor: string; status: string }) => [vendor, status]),
  );
  expect(statuses).toMatchObject({ jumpcloud: "needs_reauth", applivery: "active" });
});

type Entry = { integrated_account_id: string; device: { id: string } };

/** All pages, and the last of them. */
async function walk(query: string) {
  const entries: Entry[] = [];
  for (let cursor = ""; ; ) {
    const { body } = await list("devices", `${query}&next_cursor=${cursor}`);
    entries.push(...body.result);
    if (body.next_cursor === null) return { entries, last: body };
    expect(body.complete).toBe(false);
    cursor = body.next_cursor;
  }
}

it.each([1, 4, 6, 7, 100])("pages of %d have every record of every account once", async (limit) => {
  const { entries, last } = await walk(`limit=${limit}`);
  expect(
    new Set(entries.map(({ integrated_account_id, device }) => integrated_account_id + device.id)).size,
  ).toBe(ALL);
  expect([entries.length, last.complete]).toEqual([ALL, true]);
});

it("is not complete on the last page if an account failed or was doubtful on an earlier one", async () => {
  sandboxes.jumpcloud.inject({ type: "unauthorized", operation: "systems_list" });
  const failed = await walk(`limit=6&${ids("jumpcloud", "applivery", "jamf-pro")}`);
  expect([failed.entries.length, failed.last.complete]).toEqual([12, false]);
  expect(failed.last.outcomes).toMatchObject([{ vendor: "jamf-pro", complete: true }]);
});

it("takes a cursor only for the list that gave it, and of accounts that the token may use", async () => {
  const both = ids("jumpcloud", "applivery");
  const { body } = await list("devices", `limit=2&${both}`);
  const next = (query: string, token?: string) =>
    list("devices", `next_cursor=${body.next_cursor}&${query}`, token);
  expect((await next(`limit=2&${both}`)).body.result_count).toBe(2);
  for (const query of [ids("jumpcloud"), `${both}&platform=macos`])
    expect((await next(query)).status).toBe(400);
  expect((await list("devices", `next_cursor=abc&${both}`)).status).toBe(400);
  expect((await next(both, await issue(["read"], [account("applivery")]))).status).toBe(403);
});

it("keeps the records that were read before an account failed", async () => {
  sandboxes.applivery.inject({ type: "unauthorized", page: 2 });
  const { body } = await list("devices", ids("applivery"));
  expect(body.outcomes[0].report.records).toBe(body.result_count);
});

it("reports a filter or a resource that a vendor lacks for its account alone", async () => {
  const { body } = await list("devices", `${ids("jumpcloud", "applivery")}&policy[name]=Default`);
  expect(body.outcomes).toMatchObject([{ error: { statusCode: 422 } }, { error: null }]);
});

it("joins the records of one physical device and says how strong the match is", async () => {
  const { status, body } = await list("devices/joined", ids("jumpcloud", "jamf-pro"));
  expect([status, body.complete]).toEqual([200, true]);
  const [shared] = body.result.filter(({ records }: { records: object[] }) => records.length > 1);
  expect(shared).toMatchObject({
    earlier: [],
    matches: [{ key: "serial_number", strength: "serial_number" }],
  });
  expect(
    shared.records.map((ref: { integrated_account_id: string }) => ref.integrated_account_id).sort(),
  ).toEqual([account("jumpcloud"), account("jamf-pro")].sort());
});

it("refuses filters that no list of users or organizations has", async () => {
  for (const path of ["users", "organizations"]) {
    const query = `integrated_account_id=${account("jumpcloud")}&updated_since=2026-01-01T00:00:00Z`;
    expect((await call("GET", `/unified/mdm/${path}?${query}`)).status).toBe(400);
  }
});
