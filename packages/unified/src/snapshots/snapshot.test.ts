import { InvalidInputError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, expectTypeOf, it } from "vitest";
import { connect } from "../client/connect.ts";
import type { Device, User } from "../contract/model.ts";
import { jumpcloud } from "../vendors/jumpcloud/index.ts";
import { diff } from "./diff.ts";
import { parseSnapshot, type Snapshot, snapshot } from "./snapshot.ts";
import { SnapshotMismatchError } from "./snapshot-mismatch.ts";

function account(firstDevice = 0) {
  const sandbox = createSandbox("jumpcloud", { devices: 30, users: 12, firstDevice });
  const mdm = connect(jumpcloud({ ...sandbox.options, retry: { attempts: 1 }, systemInsights: false }));
  return { sandbox, mdm };
}

const HQ = { account: "hq" };

describe("snapshot", () => {
  it("holds a whole list by id and says that it does", async () => {
    const { mdm } = account();
    const devices = await mdm.devices.list().toArray();
    const taken = await snapshot(mdm.devices.list(), HQ);
    expect(taken).toMatchObject({ complete: true, report: { complete: true, records: 30 } });
    expect([...taken.records]).toEqual(devices.map((device) => [device.id, device]));
  });

  it("knows which list it is of, mapped or not", async () => {
    const { mdm } = account();
    const filters = { platform: "macos", owner: { id: "1" } } as const;
    const taken = await snapshot(
      mdm.devices.list(filters).map((device) => ({ ...device, name: null })),
      HQ,
    );
    expect(taken.of).toEqual({ account: "hq", vendor: "jumpcloud", resource: "devices", filters });
    const other = await snapshot(mdm.devices.list(), HQ);
    expect(() => diff(taken, other)).toThrow(InvalidInputError);
    const users = await snapshot<Device | User>(mdm.users.list(), HQ);
    expect(() => diff<Device | User>(other, users)).toThrow("resource");
  });

  it("is not compared with that of a list with another vendor query, which gives other records", async () => {
    const { mdm } = account();
    const remoteQuery = { filter: "os:$eq:Windows" };
    const [all, some] = [
      await snapshot(mdm.devices.list(), HQ),
      await snapshot(mdm.devices.list({ remoteQuery }), HQ),
    ];
    const read = parseSnapshot<Device>(JSON.stringify(some));
    expect(some.records.size).toBeLessThan(all.records.size);
    for (const other of [some, read]) {
      expect(() => diff(all, other)).toThrow("which differ in remoteQueryHash");
      expect(() => diff(other, all)).toThrow(SnapshotMismatchError);
    }
    expect(JSON.stringify(some.of)).not.toContain("Windows");
    const again = await snapshot(mdm.devices.list({ remoteQuery: { ...remoteQuery, unset: undefined } }), HQ);
    expect(diff(read, again)).toEqual({ created: [], updated: [], missing: [] });
  });

  it("is not compared with that of another account of the vendor, whose records are all others", async () => {
    const [hq, labs] = [account().mdm, account(30).mdm];
    const [before, after] = [
      await snapshot(hq.devices.list(), HQ),
      await snapshot(labs.devices.list(), { account: "labs" }),
    ];
    expect(() => diff(before, after)).toThrow(SnapshotMismatchError);
    expect(() => diff(before, parseSnapshot<Device>(JSON.stringify(after)))).toThrow(
      "which differ in account",
    );
  });

  it("needs a name for the account", async () => {
    const { sandbox, mdm } = account();
    // @ts-expect-error no name
    await expect(snapshot(mdm.devices.list())).rejects.toBeInstanceOf(InvalidInputError);
    await expect(snapshot(mdm.devices.list(), { account: "" })).rejects.toThrow("`account`");
    expect(sandbox.requests).toEqual([]);
  });

  it("is not complete when the list is not", async () => {
    const { sandbox, mdm } = account();
    sandbox.inject({ type: "empty-page", operation: "systems_list", page: 2 });
    const taken = await snapshot(mdm.devices.list({ pageSize: 10 }), HQ);
    expect(taken).toMatchObject({ complete: false, report: { reason: "shifted" } });
  });

  it("is not complete when the list went on from a cursor, complete as its rest was", async () => {
    const { mdm } = account();
    const { next } = await mdm.devices.list({ pageSize: 10 }).page();
    const taken = await snapshot(mdm.devices.list({ pageSize: 10, cursor: next ?? "" }), HQ);
    expect(taken).toMatchObject({ complete: false, report: { complete: true, records: 20 } });
  });

  it("throws what ends the list", async () => {
    const { sandbox, mdm } = account();
    sandbox.inject({ type: "forbidden", operation: "systems_list", page: 2 });
    await expect(snapshot(mdm.devices.list({ pageSize: 10 }), HQ)).rejects.toMatchObject({
      code: "permission",
    });
  });
});

describe("a snapshot in a file", () => {
  it("says the same as before", async () => {
    const { mdm } = account();
    for (const listing of [mdm.devices.list(), mdm.users.list()]) {
      const taken: Snapshot<Device | User> = await snapshot<Device | User>(listing, HQ);
      const read = parseSnapshot<Device | User>(JSON.stringify(taken));
      expect([read.complete, read.of, read.report, read.records.size]).toEqual([
        true,
        taken.of,
        taken.report,
        taken.records.size,
      ]);
      expect(JSON.stringify(read)).toBe(JSON.stringify(taken));
      const none = { created: [], updated: [], missing: [] };
      expect([diff(taken, read), diff(read, taken)]).toEqual([none, none]);
    }
  });

  const report = { complete: true, gaps: [] };
  const of = { account: "hq", vendor: "jumpcloud", resource: "devices", filters: {} };
  const file = { format: "mdmkit-snapshot", version: 2, of, complete: true, report, records: [{ id: "1" }] };

  it("is complete only if the file and its report say so", () => {
    const completeOf = (changes: object) => parseSnapshot(JSON.stringify({ ...file, ...changes })).complete;
    expect(completeOf({})).toBe(true);
    expect(completeOf({ complete: false })).toBe(false);
    expect(completeOf({ report: { ...report, complete: false } })).toBe(false);
  });

  it.each([
    ["", "it is not JSON"],
    ['{"format": "mdmkit-snap', "it is not JSON"],
    ["null", "it is not a file of format mdmkit-snapshot"],
    ["[]", "it is not a file of format mdmkit-snapshot"],
    [JSON.stringify({ ...file, format: "other" }), "it is not a file of format mdmkit-snapshot"],
    [JSON.stringify({ ...file, version: 1 }), "its version is not 2"],
    ...[
      { complete: "yes" },
      { report: null },
      { report: { complete: true } },
      { report: { ...report, gaps: [{}] } },
      { report: { ...report, gaps: [{ fields: [7] }] } },
      { of: undefined },
      { of: { ...of, vendor: 1 } },
      { of: { ...of, account: undefined } },
      { of: { ...of, resource: null } },
      { of: { ...of, filters: [] } },
      { of: { ...of, remoteQueryHash: 1 } },
      { records: {} },
      { records: [null] },
      { records: [{ id: 1 }] },
    ].map((changes) => [
      JSON.stringify({ ...file, ...changes }),
      "its records, its report or its description of the list are invalid",
    ]),
  ])("of another version or shape is refused: %s", (text, reason = "") => {
    expect(() => parseSnapshot(text)).toThrow(InvalidInputError);
    expect(() => parseSnapshot(text)).toThrow(reason);
  });
});

it("has a type that shows whether it is complete", () => {
  const check = (taken: Snapshot<Device>, complete: Snapshot<Device> & { complete: true }) => {
    expectTypeOf(diff(complete, complete).missing).toEqualTypeOf<readonly Device[]>();
    expectTypeOf(diff(taken, complete).missing).toEqualTypeOf<readonly Device[] | undefined>();
    if (!taken.complete) return;
    expectTypeOf(diff(taken, complete).missing).toEqualTypeOf<readonly Device[]>();
  };
  expect(check).toBeTypeOf("function");
});
