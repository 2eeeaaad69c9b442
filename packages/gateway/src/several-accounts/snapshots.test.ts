import { beforeEach, expect, it } from "vitest";
import { createTestGateway } from "../fixtures/test-gateway.ts";

const { call, sandboxes, account, issue } = await createTestGateway({ size: { devices: 6, users: 3 } });
const PATH = "/unified/mdm/accounts/devices";

beforeEach(() => {
  for (const sandbox of Object.values(sandboxes)) sandbox.reset();
});

async function snapshot(query = "") {
  const ids = ["jumpcloud", "jamf-pro"].map(account).join(",");
  return (await call("GET", `${PATH}/snapshot?integrated_account_ids=${ids}&${query}`)).body;
}
const diff = (body: object, token?: string) =>
  call("POST", `${PATH}/diff`, { body, ...(token && { token }) });

/** Renames the first record, and removes the last device. */
function changed(taken: { devices: { records: { device: object }[] }[] }) {
  const [first, ...others] = structuredClone(taken).devices;
  Object.assign(first?.records[0]?.device ?? {}, { name: "Renamed" });
  return { ...taken, devices: [first, ...others.slice(0, -1)] };
}

it("takes a snapshot of the joined devices, without the vendors' records", async () => {
  const taken = await snapshot("platform=macos");
  expect(taken).toMatchObject({
    format: "mdmkit-fleet-snapshot",
    of: {
      accounts: { [account("jumpcloud")]: "jumpcloud", [account("jamf-pro")]: "jamf-pro" },
      filters: { platform: "macos" },
    },
    complete: true,
  });
  expect(JSON.stringify(taken)).not.toContain("remote_data");
});

it("compares two snapshots and sends no request", async () => {
  const before = await snapshot();
  const requests = sandboxes.jumpcloud.requests.length;
  const { status, body } = await diff({ before, after: changed(before) });
  expect(status).toBe(200);
  expect(body).toMatchObject({ created: [], regrouped: [], snapshot: null });
  expect(body.updated).toMatchObject([{ changes: [{ fields: { name: { after: "Renamed" } } }] }]);
  expect(body.missing).toHaveLength(1);
  expect(sandboxes.jumpcloud.requests.length).toBe(requests);
  expect((await diff({ before, after: changed(before), ignore: ["name"] })).body.updated).toEqual([]);
});

it("compares a snapshot with the devices of now, read with its filters, and returns the new snapshot", async () => {
  const before = await snapshot("platform=macos");
  const { body } = await diff({ before: changed(before) });
  expect(body.created).toHaveLength(1);
  expect(body.updated).toMatchObject([{ changes: [{ fields: { name: { before: "Renamed" } } }] }]);
  expect(body.snapshot).toEqual(before);
});

it("does not say what is missing when an account could not be read", async () => {
  const before = await snapshot();
  sandboxes.jumpcloud.inject({ type: "unauthorized", operation: "systems_list" });
  const { body } = await diff({ before });
  expect(body).toMatchObject({ missing: null, snapshot: { complete: false } });
});

it("refuses snapshots of other lists, filters that lists lack, and accounts that the token may not use", async () => {
  const [before, after] = [await snapshot(), await snapshot("platform=macos")];
  const mismatch = await diff({ before, after });
  expect([mismatch.status, mismatch.body.message]).toEqual([
    422,
    expect.stringContaining("differ in filters"),
  ]);
  const of = { ...before.of, filters: { cursor: "x" } };
  expect((await diff({ before: { ...before, of } })).status).toBe(400);
  expect((await diff({ before: { ...before, version: 9 } })).status).toBe(400);
  expect((await diff({ before, ignore: ["nope"] })).status).toBe(400);
  const token = await issue(["read"], [account("applivery")]);
  expect((await diff({ before }, token)).status).toBe(403);
});

it("takes larger bodies with snapshots than others", async () => {
  const before = await snapshot();
  const [device] = before.devices;
  const large = { ...before, devices: [{ ...device, padding: "x".repeat(2_000_000) }] };
  expect((await diff({ before: large, after: before })).status).toBe(200);
});
