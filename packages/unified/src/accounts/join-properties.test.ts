import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Device } from "../contract/model.ts";
import { identifiersOf, JOIN_KEYS } from "./identifiers.ts";
import { type JoinedFleet, joinDevices } from "./join-devices.ts";

type Entry = { account: string; device: Device };

const NO_IDENTIFIER = ["-1", "System Serial Number", "0000000", "03000200-0400-0500-0006-000700080009"];
const some = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const date = fc.constantFrom("01", "02", "03", "04", "05").map((month) => `2026-${month}-01T00:00:00Z`);

const device = fc.record({
  serial_number: some(fc.constantFrom("AAA111", "aaa111 ", "BBB222", ...NO_IDENTIFIER)),
  hardware_uuid: some(fc.constantFrom("A1933E87-6831-4EBE-A375-355C5E60B53E", "B2", ...NO_IDENTIFIER)),
  imeis: some(fc.uniqueArray(fc.constantFrom("490154203237518", "356938035643809", "-1"), { maxLength: 2 })),
  mac_addresses: some(
    fc.uniqueArray(fc.constantFrom("88:66:5a:1d:cf:16", "88:66:5a:1d:cf:17", "02:66:5a:1d:cf:16")),
  ),
  platform: some(fc.constantFrom("windows" as const, "ios" as const, "ipados" as const)),
  enrollment_status: some(fc.constantFrom("enrolled" as const, "removed" as const)),
  first_enrolled_at: some(date),
  last_activity_at: some(date),
});

/** Every identifier is one that a maker, an inventory or software gives to many devices. */
const SHARED = {
  serial_number: fc.constantFrom(...NO_IDENTIFIER, "To be filled by O.E.M.", "0123456789"),
  hardware_uuid: fc.constantFrom(...NO_IDENTIFIER, "{00020003-0004-0005-0006-000700080009}"),
  udid: fc.constantFrom("ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000000000000000000000000000"),
  imeis: fc.constant<string[]>(["000000000000000"]),
  mac_addresses: fc.constant<string[]>(["00:50:56:c0:00:01", "02:66:5a:1d:cf:16", "ff:ff:ff:ff:ff:ff"]),
};

const entries: fc.Arbitrary<Entry[]> = fc
  .array(fc.tuple(fc.constantFrom("a", "b", "c"), device), { maxLength: 9 })
  .map((all) => all.map(([account, found], at) => ({ account, device: { id: String(at), ...found } })));

const shuffled = entries.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
);

const OPTIONS = { keepsEnrollments: ["a"] };
const ids = (records: readonly Entry[]) => records.map((record) => record.device.id);

/** The whole result, without the order of devices and conflicts and of the records that a match or a conflict names. */
function meaningOf({ devices, conflicts }: JoinedFleet<Entry>) {
  const named = <T extends { records: readonly Entry[] }>(each: T) => ({
    ...each,
    records: ids(each.records).sort(),
  });
  const sorted = <T>(all: readonly T[]) => all.map((one) => JSON.stringify(one)).sort();
  return {
    devices: sorted(
      devices.map(({ records, earlier, device, matches }) => ({
        records: ids(records),
        earlier: ids(earlier),
        device: Object.entries(device).sort(),
        matches: sorted(matches.map(named)),
      })),
    ),
    conflicts: sorted(conflicts.map(named)),
  };
}

const deviceOf = ({ devices }: JoinedFleet<Entry>, record: Entry) =>
  devices.findIndex(({ records, earlier }) => [...records, ...earlier].includes(record));
const sharedKeys = (one: Entry, other: Entry) => {
  const [mine, theirs] = [identifiersOf(one.device), identifiersOf(other.device)];
  return JOIN_KEYS.filter((key) => mine[key].some((value) => theirs[key].includes(value)));
};
const run = (property: Parameters<typeof fc.assert>[0]) => fc.assert(property, { seed: 1, numRuns: 2_000 });

describe("joining, for any records", () => {
  it("has the same result in every order", () =>
    run(
      fc.property(shuffled, ([all, other]) => {
        expect(meaningOf(joinDevices(other, OPTIONS))).toEqual(meaningOf(joinDevices(all, OPTIONS)));
      }),
    ));

  it("has the same result under other names of accounts", () =>
    run(
      fc.property(entries, (all) => {
        const names: Record<string, string> = { a: "z", b: "y", c: "x" };
        const renamed = all.map((one) => ({ ...one, account: names[one.account] ?? "" }));
        const partition = (fleet: JoinedFleet<Entry>) =>
          fleet.devices.map(({ records, earlier }) => [ids(records).sort(), ids(earlier).sort()]);
        expect(partition(joinDevices(renamed, { keepsEnrollments: ["z"] }))).toEqual(
          partition(joinDevices(all, OPTIONS)),
        );
      }),
    ));

  it("loses no record and has none twice", () =>
    run(
      fc.property(entries, (all) => {
        const { devices } = joinDevices(all, OPTIONS);
        const kept = devices.flatMap(({ records, earlier }) => [...records, ...earlier]);
        expect(ids(kept).sort()).toEqual(ids(all).sort());
        for (const { records } of devices)
          expect(new Set(records.map(({ account }) => account)).size).toBe(records.length);
      }),
    ));

  it("joins only what a chain of shared identifiers links, and states the key of each link", () =>
    run(
      fc.property(entries, (all) => {
        for (const { records, earlier, matches } of joinDevices(all, OPTIONS).devices) {
          const members = [...records, ...earlier];
          const reached = new Set(members.slice(0, 1));
          for (const one of reached)
            for (const other of members) if (sharedKeys(one, other).length > 0) reached.add(other);
          expect(reached.size).toBe(members.length);
          const joined = new Set(matches.flatMap((match) => match.records));
          expect(joined.size).toBe(members.length > 1 ? members.length : 0);
          for (const match of matches) {
            const isLink = match.records.some((one) =>
              match.records.some((other) => other !== one && sharedKeys(one, other).includes(match.key)),
            );
            expect(isLink).toBe(true);
          }
        }
      }),
    ));

  it("joins nothing by values that many devices have", () =>
    run(
      fc.property(fc.array(fc.record(SHARED), { maxLength: 6 }), (shared) => {
        const all = shared.map((found, at) => ({
          account: ["a", "b", "c"][at % 3] ?? "",
          device: { id: String(at), ...found },
        }));
        const { devices, conflicts } = joinDevices(all, OPTIONS);
        expect([devices.length, conflicts]).toEqual([all.length, []]);
      }),
    ));

  it("reports whoever shares a strong identifier and was not joined", () =>
    run(
      fc.property(entries, (all) => {
        const fleet = joinDevices(all, OPTIONS);
        for (const one of all)
          for (const other of all) {
            const isStrong = sharedKeys(one, other).some((key) => key !== "mac_address");
            if (!isStrong || deviceOf(fleet, one) === deviceOf(fleet, other)) continue;
            const reported = fleet.conflicts.some(
              ({ records }) => records.includes(one) && records.includes(other),
            );
            expect(reported).toBe(true);
          }
      }),
    ));

  it("reports no conflict between records of one device alone", () =>
    run(
      fc.property(entries, (all) => {
        const fleet = joinDevices(all, OPTIONS);
        for (const { records } of fleet.conflicts)
          expect(new Set(records.map((record) => deviceOf(fleet, record))).size).toBeGreaterThan(1);
      }),
    ));
});
