import { describe, expect, it } from "vitest";
import { connect, type DriftEvent } from "../client/connect.ts";
import type { ResourceName } from "../contract/capabilities.ts";
import type { DeviceContract } from "../contract/device-contract.ts";
import type { Vendor } from "../contract/vendor.ts";
import { type AnyResource, leaksIn, type OpenAccount, openAccount } from "./account.ts";
import { healthyRead } from "./healthy.ts";
import type { VendorTest } from "./vendor-test.ts";

/** A text that shows up nowhere but in the value that drifted. */
const MARK = "drifted-and-perhaps-personal";

const PAGE = { pageSize: 5 };
/** Devices of which vendors read several pages where the caller's page size is not theirs. */
const MORE_DEVICES = { devices: 120 };

/** One bad field never loses a record, and one bad record never loses a page. */
export function testBadRecords(test: VendorTest, resource: ResourceName): void {
  const areRowsRecords = !test.differences?.some(
    (entry) => entry.what === "rows-are-no-records" && entry.resource === resource,
  );

  describe(`bad records of ${resource}`, () => {
    it.each([null, 7, "text", [[]], [{}]])("cost nothing but themselves: %j", async (entry) => {
      const value = Array.isArray(entry) ? entry[0] : entry;
      const account = openAccount(test);
      const { records: whole, operation } = await healthyRead(test, resource);
      account.sandbox.inject({ type: "bad-row", value, operation });
      const listing = account.of(resource).list();
      const ids = (await listing.toArray()).map(({ id }) => id);
      const lost = whole.filter(({ id }) => !ids.includes(id));
      if (!areRowsRecords) {
        // What the row held may be held by another one, too.
        if (listing.report.complete) expect(lost).toEqual([]);
        return;
      }
      expect([lost.length, ids.length]).toEqual([1, whole.length - 1]);
      expect(listing.report).toMatchObject({ complete: false, reason: "unreadable", unreadable: 1 });
    });

    const isPaged = openAccount(test).ids(resource).length > PAGE.pageSize;

    const BAD_ENDS = [{ row: -1 }, { row: -2, count: 2 }, { row: 0, count: 1000 }];
    const times = [1, Number.POSITIVE_INFINITY];
    let pages: Promise<number> | undefined;

    async function openSeveralPages(): Promise<OpenAccount> {
      pages ??= pagesOf(openAccount(test).of(resource));
      return (await pages) > 1 ? openAccount(test) : openAccount(test, MORE_DEVICES);
    }

    it.runIf(isPaged).each(BAD_ENDS.flatMap((rows) => times.map((often) => ({ ...rows, times: often }))))(
      "do not keep a list from its next page: %j",
      async (fault) => {
        const account = await openSeveralPages();
        const { operation } = await healthyRead(test, resource);
        const handle = account.sandbox.inject({ type: "bad-row", ...fault, operation });
        const listing = account.of(resource).list(PAGE);
        const records = await listing.toArray().catch((error: unknown) => {
          // A page of nothing but bad rows may be no list.
          expect(error).toMatchObject({ code: "invalid-response" });
          return undefined;
        });
        expect(handle.hits).toBeGreaterThan(0);
        if (!records) return;
        const ids = records.map(({ id }) => id);
        const lost = account.ids(resource).filter((id) => !ids.includes(id));
        // What was read again may have come whole.
        const isWhole = lost.length === 0 && fault.times === 1;
        if (!isWhole) expect(listing.report.complete).toBe(false);
        if (areRowsRecords && fault.times === 1)
          expect(lost.length).toBeLessThanOrEqual(Math.min(fault.count ?? 1, PAGE.pageSize));
      },
    );

    const field = test.drift[resource]?.text ?? "";

    it.runIf(field)(
      "are reported as they occur, without the value, and the next list continues the count",
      async () => {
        const account = openAccount(test);
        const { operation } = await healthyRead(test, resource);
        const fault = { type: "drifted-field", field, value: { text: MARK } };
        account.sandbox.inject({ ...fault, operation, times: Number.POSITIVE_INFINITY });
        const { events, of } = observed(account.vendor);
        const listing = of(resource).list();
        await listing.toArray();
        const count = listing.report.drift[0]?.count ?? 0;
        await of(resource).list().toArray();
        const event = { vendor: account.vendor.id, resource, property: field, problem: "wrong-type" };
        expect(events).toEqual(Array.from({ length: 2 * count }, (_, at) => ({ ...event, count: at + 1 })));
        expect(leaksIn(events, [MARK, ...account.secrets])).toEqual([]);
      },
    );

    it.runIf(field)("are reported for a single read, too", async () => {
      const { vendor, of: unspoiled } = openAccount(test);
      const { events, of } = observed(spoiling(vendor, resource, field));
      const records = await unspoiled(resource).list().toArray();
      // A list may hold records of several kinds.
      const { id } = records.find(({ remote_data }) => holds(remote_data, field)) ?? { id: "" };
      expect(await of(resource).get(id)).toMatchObject({ id });
      const event = { vendor: vendor.id, resource, property: field, problem: "wrong-type" };
      expect(events).toEqual([{ ...event, count: 1 }]);
      expect(leaksIn(events, [MARK])).toEqual([]);
    });
  });
}

async function pagesOf({ list }: AnyResource): Promise<number> {
  const listing = list(PAGE);
  await listing.toArray();
  return listing.report.pages;
}

function observed(vendor: Vendor) {
  const events: DriftEvent[] = [];
  const mdm = connect(vendor, { onDrift: (event) => void events.push(event) });
  // The boundary: tests choose the resource at run time.
  return { events, of: (resource: ResourceName) => mdm[resource] as unknown as AnyResource };
}

/** The vendor, with a wrong value at one place of each record it gets. */
function spoiling(vendor: Vendor, resource: ResourceName, field: string): Vendor {
  const contract = vendor[resource];
  const get = async (...call: Parameters<DeviceContract["get"]>) => {
    const raw = await contract?.get(...call);
    const names = field.split(".");
    const last = names.pop() ?? "";
    Reflect.set(Object(valueAt(raw, names)), last, { text: MARK });
    return raw ?? {};
  };
  return { ...vendor, [resource]: { ...contract, get } };
}

const valueAt = (record: unknown, names: readonly string[]): unknown =>
  names.reduce((value: unknown, name) => Reflect.get(Object(value), name), record);

const holds = (record: unknown, field: string): boolean => valueAt(record, field.split(".")) !== undefined;
