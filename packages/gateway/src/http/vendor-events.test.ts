import type { VendorId } from "@mdmkit/unified/vendors";
import { beforeEach, expect, it } from "vitest";
import { openPreparedDatabase, openTestStore } from "../fixtures/prepared-database.ts";
import { createTestGateway } from "../fixtures/test-gateway.ts";
import { applyHints } from "../fleet/apply-hints.ts";
import { pollEvents } from "../fleet/poll-events.ts";
import { runWalk } from "../fleet/run-walk.ts";

const clock = { at: Date.UTC(2026, 10, 30) };
const store = await openTestStore(openPreparedDatabase, () => clock.at);
const { call, account, gateway, sandboxes, walking, issue } = await createTestGateway({
  size: { devices: 6, users: 3 },
  store,
});
const never = new AbortController().signal;

type Source = { readonly id: string; readonly path: string; readonly secret: string };

const syncs: Partial<Record<VendorId, number>> = {};
const sources: Partial<Record<VendorId, Source>> = {};

async function addSync(vendor: VendorId): Promise<number> {
  const { body } = await call("POST", "/admin/syncs", { body: { integrated_account_id: account(vendor) } });
  syncs[vendor] = Number(body.id);
  await store.fleet.syncs.takeRequests(async () => {});
  return Number(body.id);
}

/** Stores the devices of an account as its vendor has them. */
async function storeDevices(vendor: VendorId): Promise<void> {
  const sync = syncs[vendor] ?? (await addSync(vendor));
  await runWalk(walking, { sync, kind: "full" }, never);
}

/** An account whose devices are stored, and whose vendor may send events. */
async function sourceOf(vendor: VendorId): Promise<Source> {
  await storeDevices(vendor);
  const body = { integrated_account_id: account(vendor), kind: "webhook" };
  const source: Source = sources[vendor] ?? (await call("POST", "/admin/event-sources", { body })).body;
  sources[vendor] = source;
  return source;
}

/** The source that reads the log of an account. */
async function logOf(vendor: VendorId): Promise<string> {
  const { body } = await call("GET", "/admin/event-sources");
  const sourcesNow: { id: string; kind: string; vendor: string }[] = body.result;
  const known = sourcesNow.find((one) => one.kind === "poll" && one.vendor === vendor);
  if (known) return known.id;
  const created = await call("POST", "/admin/event-sources", {
    body: { integrated_account_id: account(vendor), kind: "poll" },
  });
  return created.body.id;
}

/** Where the vendor puts the secret. */
type Place = { readonly query?: string; readonly authorization?: string };

async function send(path: string, body: unknown, { query, authorization }: Place): Promise<Response> {
  return gateway.fetch(
    new Request(`http://gateway.test${path}${query === undefined ? "" : `?secret=${query}`}`, {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", ...(authorization && { authorization }) },
    }),
  );
}
const bearer = ({ secret }: Source) => ({ authorization: `Bearer ${secret}` });

/** What is published once the hints of a vendor are due. */
async function published(vendor: VendorId) {
  const { last } = await store.fleet.changes.position();
  clock.at += 10_000;
  await applyHints(walking, syncs[vendor] ?? 0, never);
  const changes = await store.fleet.changes.list({ after: last, accounts: [account(vendor)], limit: 10 });
  return changes.map(({ id, kind, origin, fields }) => ({ id, kind, origin, ...(fields && { fields }) }));
}

beforeEach(() => {
  for (const sandbox of Object.values(sandboxes)) sandbox.reset();
});

it("publishes what a read of the device shows that an event named", async () => {
  const source = await sourceOf("jamf-pro");
  const { state } = sandboxes["jamf-pro"];
  const [id = ""] = state.computers.ids();
  const general = Object(state.computers.get(id)).general;
  state.computers.update(id, { general: { ...general, name: "Renamed" } });
  const body = state.webhook("ComputerInventoryCompleted", id);
  const forged = { ...body, event: { ...Object(body).event, deviceName: "Forged" } };
  expect((await send(source.path, forged, bearer(source))).status).toBe(202);
  const renamed = { before: general.name, after: "Renamed" };
  expect(await published("jamf-pro")).toEqual([
    {
      ...{ id: `computer-${id}`, kind: "updated", origin: "native" },
      fields: { name: renamed, hostname: renamed },
    },
  ]);
  expect(await published("jamf-pro")).toEqual([]);
});

it("reads a device once for many events, and lets no walk tell of them", async () => {
  const source = await sourceOf("jamf-pro");
  const sandbox = sandboxes["jamf-pro"];
  const [id = ""] = sandbox.state.computers.ids();
  const walks = async () => (await call("GET", "/fleet/walks")).body.result.length;
  await send(source.path, sandbox.state.webhook("ComputerInventoryCompleted", id), bearer(source));
  await published("jamf-pro"); // the name of the test before
  const before = [await walks(), (await call("GET", "/admin/syncs")).body.result[0].latest_walk.id];
  const requests = sandbox.requests.length;
  for (let sent = 0; sent < 5; sent++)
    await send(source.path, sandbox.state.webhook("ComputerAdded", id), bearer(source));
  expect(await published("jamf-pro")).toEqual([]);
  const paths = sandbox.requests
    .slice(requests)
    .map(({ path }) => path)
    .filter((path) => path.includes("computers-inventory"));
  expect(paths).toHaveLength(1);
  const after = sandbox.requests.length;
  await send(source.path, sandbox.state.webhook("ComputerCheckIn", id), bearer(source));
  await published("jamf-pro");
  expect(sandbox.requests).toHaveLength(after);
  expect([await walks(), (await call("GET", "/admin/syncs")).body.result[0].latest_walk.id]).toEqual(before);
});

it("takes a device for missing only if the vendor says so and does not find it", async () => {
  const source = await sourceOf("ninjaone");
  const { state } = sandboxes.ninjaone;
  const [first = "", second = "", third = ""] = state.devices.ids();
  const event = (deviceId: string, statusCode: string) =>
    state.note({ deviceId: Number(deviceId), type: "SYSTEM", statusCode, now: clock.at });
  await send(source.path, event(first, "NODE_DELETED"), bearer(source)); // it is still there
  state.devices.remove(second);
  await send(source.path, event(second, "NODE_UPDATED"), bearer(source)); // not said to be gone
  state.devices.remove(third);
  await send(source.path, event(third, "NODE_DELETED"), bearer(source));
  expect(await published("ninjaone")).toEqual([{ id: third, kind: "missing", origin: "native" }]);
  await send(source.path, event(third, "NODE_DELETED"), bearer(source));
  expect(await published("ninjaone")).toEqual([]);
  const added = String(state.devices.insert().id);
  await send(source.path, event(added, "NODE_CREATED"), bearer(source));
  expect(await published("ninjaone")).toEqual([{ id: added, kind: "created", origin: "native" }]);
});

it("takes the secret from the address of a vendor that sends nothing else of ours", async () => {
  const source = await sourceOf("fleet");
  const { state } = sandboxes.fleet;
  const [id = ""] = state.hosts.ids();
  state.hosts.remove(id);
  const body = state.note({ type: "deleted_host", details: { host_id: Number(id) } });
  expect((await send(source.path, body, bearer(source))).status).toBe(401);
  expect((await send(source.path, body, { query: source.secret })).status).toBe(202);
  expect(await published("fleet")).toEqual([{ id, kind: "missing", origin: "native" }]);
});

it("refuses an event without the secret, or with the secret in a place that the vendor has no need of", async () => {
  const source = await sourceOf("ninjaone");
  const { secret, path } = source;
  const places: [Place, number][] = [
    [{}, 401],
    [{ authorization: "Bearer wrong" }, 401],
    [{ authorization: `Basic ${Buffer.from(`mdm:${secret}`).toString("base64")}` }, 401],
    [{ query: secret }, 401],
    [{ authorization: `bearer ${secret}` }, 202],
  ];
  for (const [place, status] of places) expect((await send(path, {}, place)).status).toBe(status);
  const other = path.replace(source.id, "00000000-0000-4000-8000-000000000000");
  expect((await send(other, {}, bearer(source))).status).toBe(401);
  expect((await send(path, "no JSON", bearer(source))).status).toBe(400);
  expect((await send(path, `"${"x".repeat(9_000_000)}"`, bearer(source))).status).toBe(413);
  for (const body of [null, [], "text", { statusCode: 1 }, { statusCode: "NODE_UPDATED", deviceId: "../x" }])
    expect((await send(path, JSON.stringify(body), bearer(source))).status).toBe(202);
});

it("finds the secret of an address behind the credentials of a proxy", async () => {
  const { path, secret } = await sourceOf("fleet");
  const authorization = `Basic ${btoa("proxy:password")}`;
  expect((await send(path, {}, { authorization, query: secret })).status).toBe(202);
  expect((await send(path, {}, { authorization, query: "wrong" })).status).toBe(401);
});

it("takes any body of a vendor that does not document one", async () => {
  const { path, secret } = await sourceOf("applivery");
  for (const body of ["", "event=device_enrolled", "{"])
    expect((await send(path, body, { query: secret })).status).toBe(202);
  const { path: other, secret: known } = await sourceOf("fleet");
  expect((await send(other, "{", { query: known })).status).toBe(400);
});

it("accepts the secret before for a day after a rotation, and none after removal", async () => {
  const { body: old } = await call("POST", "/admin/event-sources", {
    body: { integrated_account_id: account("ninjaone"), kind: "webhook" },
  });
  const path = `/admin/event-sources/${old.id}`;
  const { body: rotated } = await call("POST", `${path}/rotate`);
  expect([rotated.path, rotated.secret_in]).toEqual([old.path, ["bearer"]]);
  const statuses = async () => [
    (await send(old.path, {}, bearer(old))).status,
    (await send(old.path, {}, bearer(rotated))).status,
  ];
  expect(await statuses()).toEqual([202, 202]);
  clock.at += 86_400_001;
  expect(await statuses()).toEqual([401, 202]);
  const { body: shown } = await call("GET", path);
  expect(shown).toMatchObject({ id: old.id, kind: "webhook", vendor: "ninjaone", events: 0 });
  expect(shown).not.toHaveProperty("secret");
  expect((await call("DELETE", path)).status).toBe(204);
  expect(await statuses()).toEqual([401, 401]);
  expect((await call("POST", `${path}/rotate`)).status).toBe(404);
});

it("manages sources with the scope admin, of vendors that send events", async () => {
  const token = await issue(["read", "write"]);
  expect((await call("GET", "/admin/event-sources", { token })).status).toBe(403);
  const { status, body } = await call("POST", "/admin/event-sources", {
    body: { integrated_account_id: account("iru"), kind: "webhook" },
  });
  expect([status, body.message]).toEqual([422, expect.stringContaining("Iru sends no webhooks")]);
});

/** What happens at a vendor, and how its log says so. */
const AT_VENDOR = {
  ninjaone: (gone: string, changed: string) => {
    const { state } = sandboxes.ninjaone;
    const note = (id: string, statusCode: string) =>
      state.note({ deviceId: Number(id), type: "SYSTEM", statusCode, now: clock.at });
    state.devices.remove(gone);
    note(gone, "NODE_DELETED");
    state.devices.update(changed, { displayName: "Renamed" });
    note(changed, "NODE_UPDATED");
  },
  fleet: (gone: string, changed: string) => {
    const { state } = sandboxes.fleet;
    state.hosts.remove(gone);
    state.note({ type: "deleted_host", details: { host_id: Number(gone) } });
    state.hosts.update(changed, { display_name: "Renamed" });
    state.note({ type: "transferred_hosts", details: {} });
    state.note({ type: "ran_script", details: { host_id: Number(changed) } });
  },
  jumpcloud: (gone: string, changed: string) => {
    const { state } = sandboxes.jumpcloud;
    state.systems.remove(gone);
    state.note({ type: "system_delete", resource: { type: "system", id: gone } });
    state.systems.update(changed, { displayName: "Renamed" });
    state.note({ type: "system_update", resource: { type: "system", id: changed } });
  },
  iru: (gone: string, changed: string) => {
    const { state } = sandboxes.iru;
    state.devices.remove(gone);
    state.noteAudit({ action: "delete", type: "device", id: gone });
    state.devices.update(changed, { device_name: "Renamed" });
    state.noteAudit({ action: "update", type: "device", id: changed });
  },
} as const;
const VENDORS_WITH_LOG = ["ninjaone", "fleet", "iru", "jumpcloud"] as const;

it.each(VENDORS_WITH_LOG)("reads the log of %s from where it was read last", async (vendor) => {
  await storeDevices(vendor);
  const ids = (await call("GET", `/fleet/records?missing=false&integrated_account_ids=${account(vendor)}`))
    .body.result;
  const [gone, changed] = ids.map(({ id }: { id: string }) => id);
  const body = { integrated_account_id: account(vendor), kind: "poll" };
  const created = await call("POST", "/admin/event-sources", { body });
  expect(created).toMatchObject({ status: 201, body: { path: null, secret: null, secret_in: [] } });
  expect((await call("POST", "/admin/event-sources", { body })).status).toBe(409);
  const { id } = created.body;
  const poll = () => pollEvents(walking, id, never);
  const shown = async () => (await call("GET", `/admin/event-sources/${id}`)).body;

  await poll();
  expect(await shown()).toMatchObject({ events: 0, problem: null });
  AT_VENDOR[vendor](gone, changed);
  await poll();
  await poll();
  expect(await shown()).toMatchObject({ events: 2, problem: null });
  const changes = (await published(vendor)).sort((a, b) => a.kind.localeCompare(b.kind));
  expect(changes).toMatchObject([
    { id: gone, kind: "missing", origin: "polled" },
    { id: changed, kind: "updated", origin: "polled" },
  ]);

  const inject: (fault: { type: "forbidden" }) => unknown = sandboxes[vendor].inject;
  inject({ type: "forbidden" });
  await poll();
  expect(await shown()).toMatchObject({ events: 2, problem: expect.stringMatching(/\S/) });
  await poll();
  expect(await shown()).toMatchObject({ problem: null });
});

it("reads all lists where a log has a gap", async () => {
  const { state } = sandboxes.ninjaone;
  await storeDevices("ninjaone");
  const id = await logOf("ninjaone");
  const before = (await store.fleet.eventSources.get(id))?.position ?? null;
  await store.fleet.eventSources.polled(id, { before, position: "70", events: 0, problem: null });
  state.note({ deviceId: 1, type: "SYSTEM", statusCode: "NODE_UPDATED", now: clock.at });
  await pollEvents(walking, id, never);
  const { body } = await call("GET", `/admin/event-sources/${id}`);
  expect(body.problem).toContain("did not go back to the event that was read last");
  expect(await store.fleet.syncs.get(syncs.ninjaone ?? 0)).toMatchObject({ requested: "full" });
  await call("DELETE", `/admin/event-sources/${id}`);
});
