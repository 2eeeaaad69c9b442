import { AccountsFailedError, InvalidInputError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { expect, it } from "vitest";
import { combine } from "../accounts/combine.ts";
import { connect } from "../client/connect.ts";
import { jamfPro } from "../vendors/jamf-pro/index.ts";
import { jumpcloud } from "../vendors/jumpcloud/index.ts";
import { diffFleets } from "./diff-fleets.ts";
import { parseFleetSnapshot, snapshotFleet } from "./fleet-snapshot.ts";

function fleet() {
  const hq = createSandbox("jumpcloud", { devices: 20, seed: 1 });
  const labs = createSandbox("jamf-pro", { devices: 20, firstDevice: 10, seed: 1 });
  const accounts = combine({
    hq: connect(jumpcloud({ ...hq.options, retry: { attempts: 1 }, systemInsights: false })),
    labs: connect(jamfPro({ ...labs.options, retry: { attempts: 1 } })),
  });
  return { hq, labs, devices: accounts.devices };
}

it("keeps a joined fleet in a file, and finds what changed since", async () => {
  const { hq, devices } = fleet();
  const before = snapshotFleet(await devices.list({ remoteData: false }).join());
  expect(before).toMatchObject({
    complete: true,
    of: { accounts: { hq: "jumpcloud", labs: "jamf-pro" }, filters: {} },
    reports: { hq: { records: 20 }, labs: { complete: true } },
  });
  const file = parseFleetSnapshot(JSON.stringify(before));
  expect(JSON.stringify(file)).toBe(JSON.stringify(before));
  const [id = ""] = hq.state.systems.ids();
  hq.state.systems.update(id, { displayName: "Front desk" });
  const after = parseFleetSnapshot(
    JSON.stringify(snapshotFleet(await devices.list({ remoteData: false }).join())),
  );
  const { created, updated, missing } = diffFleets(file, after);
  expect([created, missing]).toEqual([[], []]);
  expect(updated.map(({ changes }) => changes)).toMatchObject([
    [{ account: "hq", id, fields: { name: { after: "Front desk" } } }],
  ]);
});

it("is not taken of a fleet in which an account failed, unless partial results were requested", async () => {
  const { labs, devices } = fleet();
  labs.inject({ type: "unauthorized", times: Number.POSITIVE_INFINITY });
  await expect(devices.list().join()).rejects.toBeInstanceOf(AccountsFailedError);
  const taken = snapshotFleet(await devices.list({ partial: true, remoteData: false }).join());
  const reported = { complete: false, reports: { hq: { complete: true }, labs: { reason: "failed" } } };
  expect(taken).toMatchObject(reported);
  expect(parseFleetSnapshot(JSON.stringify(taken))).toMatchObject(reported);
});

const of = { accounts: { hq: "toy", labs: null }, filters: {} };
const report = { complete: true, gaps: [] };
const device = { id: "1" };
const one = { device, records: [{ account: "hq", device }], earlier: [] };
const file = {
  format: "mdmkit-fleet-snapshot",
  version: 1,
  of,
  complete: true,
  reports: { hq: report, labs: report },
  devices: [one],
};
const parse = (changes: object) => parseFleetSnapshot(JSON.stringify({ ...file, ...changes }));

it("is complete only if the file and the report of every account say so", () => {
  expect(parse({}).complete).toBe(true);
  expect(parse({ complete: false }).complete).toBe(false);
  expect(parse({ reports: { hq: report } }).complete).toBe(false);
  expect(parse({ reports: { hq: report, labs: { ...report, complete: false } } }).complete).toBe(false);
});

it.each([
  { format: "mdmkit-snapshot" },
  { version: 2 },
  { of: { ...of, accounts: { hq: 1 } } },
  { of: { accounts: {} } },
  { complete: 1 },
  { reports: { hq: {} } },
  { devices: [{ ...one, device: {} }] },
  { devices: [{ ...one, records: [{ device }] }] },
  { devices: [{ ...one, earlier: undefined }] },
])("of another version or shape is refused: %o", (changes) => {
  expect(() => parse(changes)).toThrow(InvalidInputError);
});
