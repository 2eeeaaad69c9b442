import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { joinFleet } from "../accounts/join-fleet.ts";
import { emptyReport } from "../contract/list-report.ts";
import type { ListPlan } from "../contract/listing.ts";
import type { Device } from "../contract/model.ts";
import { diffFleets } from "./diff-fleets.ts";
import {
  type AccountDevice,
  type CompleteFleetSnapshot,
  type FleetDevice,
  type FleetSnapshot,
  parseFleetSnapshot,
  snapshotFleet,
} from "./fleet-snapshot.ts";
import { SnapshotMismatchError } from "./snapshot-mismatch.ts";

type State = {
  /** Accounts whose list is not complete. */
  incomplete?: string[];
  /** Vendors by account; null for an account that could not be read. */
  vendors?: Record<string, string | null>;
  filters?: Record<string, unknown>;
  remoteQueryHash?: string;
  gaps?: string[];
};

/** A snapshot as if these records had been read and joined. */
function taken(records: readonly AccountDevice[], state: State = {}): FleetSnapshot<AccountDevice> {
  const {
    incomplete = [],
    vendors = { hq: "toy", labs: "acme" },
    filters = {},
    remoteQueryHash,
    gaps = [],
  } = state;
  const planOf = (vendor: string): ListPlan => ({
    vendor,
    resource: "devices",
    filters,
    remoteQueryHash,
    pushed: [],
    local: [],
    narrowed: [],
    pageSize: 100,
    pagesAhead: 1,
    fromStart: true,
  });
  const outcomes = Object.fromEntries(
    Object.entries(vendors).map(([account, vendor]) => {
      const complete = vendor !== null && !incomplete.includes(account);
      const report = { ...emptyReport(), complete, gaps: [{ fields: gaps, operation: "op", reason: "403" }] };
      return [account, { report, plan: vendor === null ? undefined : planOf(vendor) }];
    }),
  );
  const complete = Object.values(outcomes).every(({ report }) => report.complete);
  return snapshotFleet(joinFleet({ records, outcomes, complete }));
}

const record = (account: string, device: Device): AccountDevice => ({ account, device });
const idsOf = (devices: readonly FleetDevice<AccountDevice>[] | undefined) =>
  devices?.map(({ records }) => records.map(({ account, device }) => `${account}/${device.id}`).sort());

const HQ = record("hq", {
  id: "1",
  serial_number: "AAA111",
  name: "A",
  last_activity_at: "2026-01-02T00:00:00Z",
});
const LABS = record("labs", {
  id: "7",
  serial_number: "AAA111",
  name: "a",
  last_activity_at: "2026-01-01T00:00:00Z",
});
const OTHER = record("labs", { id: "8", serial_number: "BBB222" });

describe("diffFleets", () => {
  it("finds devices that came and went, and what changed in which account", () => {
    const renamed = record("labs", { ...LABS.device, name: "b" });
    const changes = diffFleets(taken([HQ, LABS]), taken([HQ, renamed, OTHER]));
    expect(idsOf(changes.created)).toEqual([["labs/8"]]);
    expect(changes.missing).toEqual([]);
    expect(changes.updated.map(({ changes: fields }) => fields)).toEqual([
      [{ account: "labs", id: "7", fields: { name: { before: "a", after: "b" } } }],
    ]);
    expect(idsOf(diffFleets(taken([HQ, LABS, OTHER]), taken([HQ, LABS])).missing)).toEqual([["labs/8"]]);
  });

  it("reports no change if only the account of the latest contact differs", () => {
    const later = record("labs", { ...LABS.device, last_activity_at: "2026-01-03T00:00:00Z" });
    const [before, after] = [taken([HQ, LABS]), taken([HQ, later])];
    expect([before.devices[0]?.device.id, after.devices[0]?.device.id]).toEqual(["1", "7"]);
    expect(diffFleets(before, after)).toEqual({ created: [], updated: [], missing: [], regrouped: [] });
  });

  it("reports in which accounts a device is found now, and in which no longer", () => {
    const [update] = diffFleets(taken([HQ]), taken([HQ, LABS])).updated;
    expect([update?.added, update?.removed, update?.changes]).toEqual([[LABS], [], []]);
    const [back] = diffFleets(taken([HQ, LABS]), taken([HQ])).updated;
    expect([back?.added, back?.removed, back?.changes]).toEqual([[], [LABS], []]);
  });

  it("knows a device by its earlier enrollment", () => {
    const removed = record("hq", { ...HQ.device, enrollment_status: "removed" });
    const again = record("hq", { ...HQ.device, id: "2" });
    const changes = diffFleets(taken([HQ]), taken([removed, again]));
    expect([changes.created, changes.missing, changes.updated.map(({ added }) => added)]).toEqual([
      [],
      [],
      [[again]],
    ]);
  });

  it("calls devices that are joined otherwise than before neither new nor missing", () => {
    const unknown = record("labs", { id: "7" });
    for (const [before, after] of [
      [taken([HQ, unknown]), taken([HQ, LABS])],
      [taken([HQ, LABS]), taken([HQ, unknown])],
    ] as const) {
      const { created, updated, missing, regrouped } = diffFleets(before, after);
      expect([created, updated, missing]).toEqual([[], [], []]);
      expect(regrouped).toEqual([{ before: before.devices, after: after.devices }]);
    }
  });

  it("concludes nothing from an account that failed", () => {
    const partial = taken([HQ], { incomplete: ["labs"] });
    const changes = diffFleets(taken([HQ, LABS, OTHER]), partial);
    expect(changes).toEqual({ created: [], updated: [], regrouped: [] });
    expect("missing" in changes).toBe(false);
    const unread = taken([HQ], { vendors: { hq: "toy", labs: null } });
    expect(diffFleets(taken([HQ, LABS]), unread).updated).toEqual([]);
  });

  it("does not compare a gap of the account's lists", () => {
    const renamed = record("hq", { ...HQ.device, name: "B" });
    expect(diffFleets(taken([HQ]), taken([renamed], { gaps: ["name"] })).updated).toEqual([]);
    expect(diffFleets(taken([HQ]), taken([renamed]), { ignore: ["name"] }).updated).toEqual([]);
    expect(diffFleets(taken([HQ]), taken([renamed])).updated).toHaveLength(1);
  });

  it.each([
    [{ vendors: { hq: "toy" } }, "accounts"],
    [{ vendors: { hq: "toy", labs: "other" } }, "accounts"],
    [{ vendors: { hq: "toy", field: "acme" } }, "accounts"],
    [{ filters: { name: "Kim" } }, "filters"],
    [{ remoteQueryHash: "1x" }, "remoteQueryHash"],
  ])("refuses snapshots of other accounts or filters: %o", (state, what) => {
    const compare = () => diffFleets(taken([HQ]), taken([HQ], state));
    expect(compare).toThrow(SnapshotMismatchError);
    expect(compare).toThrow(expect.objectContaining({ differ: [what] }));
    expect(compare).not.toThrow("Kim");
  });

  it("has `missing` in its type only between complete snapshots", () => {
    const check = (one: FleetSnapshot<AccountDevice>, whole: CompleteFleetSnapshot<AccountDevice>) => {
      expectTypeOf(diffFleets(whole, whole).missing).toEqualTypeOf<readonly FleetDevice<AccountDevice>[]>();
      expectTypeOf(diffFleets(one, whole).missing).toEqualTypeOf<
        readonly FleetDevice<AccountDevice>[] | undefined
      >();
    };
    expect(check).toBeTypeOf("function");
  });
});

const device = fc.record(
  {
    id: fc.constantFrom(..."1234"),
    serial_number: fc.constantFrom("AAA111", "BBB222", "CCC333"),
    name: fc.constantFrom("a", "b"),
    last_activity_at: fc.constantFrom("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
  },
  { requiredKeys: ["id"] },
);
const fleet = fc.uniqueArray(
  fc.tuple(fc.constantFrom("hq", "labs"), device).map(([account, found]) => record(account, found)),
  { selector: ({ account, device: { id } }) => account + id, maxLength: 8 },
);
const run = (property: Parameters<typeof fc.assert>[0]) => fc.assert(property, { seed: 1, numRuns: 500 });

describe("diffFleets, for any fleets", () => {
  it("finds nothing between a fleet and itself, also one that went through a file", () =>
    run(
      fc.property(fleet, (records) => {
        const now = taken(records);
        const file = parseFleetSnapshot(JSON.stringify(now));
        for (const [one, other] of [
          [now, now],
          [now, file],
          [file, now],
        ] as const)
          expect(diffFleets(one, other)).toEqual({ created: [], updated: [], missing: [], regrouped: [] });
      }),
    ));

  it("places each device once, and turned round has the same places", () =>
    run(
      fc.property(fleet, fleet, (a, b) => {
        const [before, after] = [taken(a), taken(b)];
        const there = diffFleets(before, after);
        const back = diffFleets(after, before);
        expect(idsOf(there.created)?.sort()).toEqual(idsOf(back.missing)?.sort());
        expect(idsOf(there.missing)?.sort()).toEqual(idsOf(back.created)?.sort());
        expect(there.updated).toHaveLength(back.updated.length);
        expect(there.regrouped).toHaveLength(back.regrouped.length);
        const placed = [
          ...there.created,
          ...there.updated.map((update) => update.after),
          ...there.regrouped.flatMap((group) => group.after),
        ];
        expect(new Set(placed).size).toBe(placed.length);
        expect(after.devices).toEqual(expect.arrayContaining(placed));
      }),
    ));

  it("calls a device new or missing only if none of its records was there before or is there now", () =>
    run(
      fc.property(fleet, fleet, (a, b) => {
        const { created, missing = [] } = diffFleets(taken(a), taken(b));
        const among = (records: readonly AccountDevice[], devices: readonly FleetDevice<AccountDevice>[]) =>
          devices
            .flatMap((each) => [...each.records, ...each.earlier])
            .filter((one) =>
              records.some((other) => other.account === one.account && other.device.id === one.device.id),
            );
        expect([among(a, created), among(b, missing)]).toEqual([[], []]);
      }),
    ));
});
