import { type Device, type JoinedFleet, joinDevices } from "@mdmkit/unified";
import fc from "fast-check";
import { expect, test } from "vitest";
import { identifierValues } from "../store/fleet/identifiers.ts";
import { joinPage, type StoredDevice } from "./join-page.ts";

const some = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const date = fc.constantFrom("01", "02", "03").map((month) => `2026-${month}-01T00:00:00Z`);
const device = fc.record({
  serial_number: some(fc.constantFrom("AAA111", "BBB222", "CCC333")),
  hardware_uuid: some(fc.constantFrom("A1933E87-6831-4EBE-A375-355C5E60B53E", "B2")),
  mac_addresses: some(
    fc.uniqueArray(fc.constantFrom("88:66:5a:1d:cf:16", "88:66:5a:1d:cf:17", "88:66:5a:1d:cf:18")),
  ),
  platform: some(fc.constantFrom("windows" as const, "ios" as const)),
  enrollment_status: some(fc.constantFrom("enrolled" as const, "removed" as const)),
  first_enrolled_at: some(date),
  last_activity_at: some(date),
});
const fleet: fc.Arbitrary<StoredDevice[]> = fc
  .array(fc.tuple(fc.constantFrom("a", "b", "c"), device), { maxLength: 9 })
  .map((all) => all.map(([account, found], at) => ({ account, device: { id: String(at), ...found } })));

const keepsEnrollments = ["a"];

function lookUpIn(all: readonly StoredDevice[]) {
  const read = new Set<StoredDevice>();
  const holdersOf = async (values: readonly string[]) => {
    const holders = values.map((value) =>
      all.filter((entry) => identifierValues(entry.device).includes(value)),
    );
    for (const entry of holders.flat()) read.add(entry);
    return new Map(values.map((value, at) => [value, holders[at] ?? []]));
  };
  return { read, lookup: { valuesOf: identifierValues, holdersOf, keepsEnrollments } };
}

/** Without the order of anything. */
function meaningOf({ devices, conflicts }: JoinedFleet<StoredDevice>): string[] {
  const ids = (records: readonly StoredDevice[]) => records.map((one) => one.device.id);
  const named = <T extends { records: readonly StoredDevice[] }>(one: T) => ({
    ...one,
    records: ids(one.records).sort(),
  });
  const shown = devices.map(({ records, earlier, device: merged, matches }) => ({
    ...{ records: ids(records), earlier: ids(earlier), merged },
    matches: matches.map((match) => JSON.stringify(named(match))).sort(),
  }));
  return [...shown, ...conflicts.map(named)].map((one) => JSON.stringify(one)).sort();
}

test("all pages together have the devices and conflicts of all records, each once", () =>
  fc.assert(
    fc.asyncProperty(fleet, fc.integer({ min: 1, max: 4 }), async (all, size) => {
      const { lookup } = lookUpIn(all);
      const joined: JoinedFleet<StoredDevice>[] = [];
      for (let start = 0; start < all.length; start += size)
        joined.push(await joinPage(all.slice(start, start + size), lookup));
      const together = {
        devices: joined.flatMap(({ devices }) => devices),
        conflicts: joined.flatMap(({ conflicts }) => conflicts),
      };
      expect(meaningOf(together)).toEqual(meaningOf(joinDevices(all, { keepsEnrollments })));
    }),
    { seed: 1, numRuns: 500 },
  ));

test("a page reads only the records that identifiers link with its own, and not the users of a shared dock", async () => {
  const dock = ["88:66:5a:1d:cf:16"];
  const one = (account: string, at: number): StoredDevice => {
    const found: Device = { id: `${account}${at}`, serial_number: `C02XK0AAJG${at}`, mac_addresses: dock };
    return { account, device: { ...found, ...(at % 10 > 0 && { mac_addresses: [] }) } };
  };
  const all = ["a", "b"].flatMap((account) => Array.from({ length: 1000 }, (_, at) => one(account, at)));
  const { lookup, read } = lookUpIn(all);
  const { devices } = await joinPage(all.slice(1, 11), lookup);
  expect(devices.map(({ records }) => records.length)).toEqual(Array.from({ length: 10 }, () => 2));
  expect(read.size).toBe(2 * (9 + 100));
});
