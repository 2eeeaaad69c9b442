import { describe, expect, it } from "vitest";
import type { ResourceName } from "../contract/capabilities.ts";
import { leaksIn, type OpenAccount, openAccount, type TestRecord } from "./account.ts";
import { expectNone } from "./expectations.ts";
import { healthyRead } from "./healthy.ts";
import { SCHEMAS } from "./resources.ts";
import { recordProblems } from "./unified-schema.ts";
import type { TestFault, VendorTest } from "./vendor-test.ts";

const PAGE = { pageSize: 5 };
const FOREVER = Number.POSITIVE_INFINITY;

type Case = { readonly fault: TestFault; readonly reasons: readonly (string | null)[] };

/** What a list may say of each fault; null where it can make up for it. */
const PAGE_FAULTS: readonly Case[] = [
  { fault: { type: "repeat-page", page: 2 }, reasons: ["loop", "shifted"] },
  { fault: { type: "repeat-page", page: 2, times: FOREVER }, reasons: ["loop", "shifted"] },
  { fault: { type: "repeat-page", page: 3, times: FOREVER }, reasons: ["loop", "shifted"] },
  { fault: { type: "short-page", page: 2, rows: 2 }, reasons: [null, "short"] },
  { fault: { type: "short-page", page: 1, rows: 3, times: FOREVER }, reasons: [null, "short"] },
  { fault: { type: "empty-page", page: 1 }, reasons: ["short"] },
  { fault: { type: "empty-page", page: 2 }, reasons: ["short", "shifted"] },
  { fault: { type: "empty-page", page: 2, times: FOREVER }, reasons: ["short", "shifted"] },
  { fault: { type: "lost-row", page: 1 }, reasons: ["short", "shifted"] },
  { fault: { type: "lost-row", page: 2 }, reasons: ["short", "shifted"] },
  { fault: { type: "lost-row", page: 2, row: 4 }, reasons: [null, "short", "shifted"] },
  { fault: { type: "wrong-total", by: 3 }, reasons: ["short"] },
  { fault: { type: "total-shrinks", by: 3 }, reasons: ["total-shrank"] },
  { fault: { type: "delete-mid-walk", which: "first" }, reasons: ["total-shrank", "shifted"] },
  { fault: { type: "delete-mid-walk", which: "last" }, reasons: ["total-shrank"] },
  { fault: { type: "insert-mid-walk" }, reasons: [null, "shifted"] },
];

/** A list that is inconsistent, shrinks or loops ends, and is never reported as complete when it is not. */
export function testListFaults(test: VendorTest, resource: ResourceName): void {
  const schema = SCHEMAS[resource];
  const tellsTotal = !test.differences?.some(
    (entry) => entry.what === "no-total" && entry.resource === resource,
  );

  const hasSeek = !test.differences?.some((entry) => entry.what === "no-seek" && entry.resource === resource);

  // Faults are of the third page at most.
  const isPaged = openAccount(test).ids(resource).length > 2 * PAGE.pageSize;

  describe(`inconsistent lists of ${resource}`, () => {
    it.runIf(isPaged).each(PAGE_FAULTS)("reports the reason for $fault", async ({ fault, reasons }) => {
      const account = openAccount(test);
      const { operation } = await healthyRead(test, resource);
      const handle = account.sandbox.inject({ ...fault, operation });
      const listing = account.of(resource).list(PAGE);
      const records = await listing.toArray();
      const found = records.map(({ id }) => id);
      expect(handle.hits).toBeGreaterThan(0);
      expect(new Set(found).size).toBe(found.length);
      const { complete, reason } = listing.report;
      expect(complete).toBe(reason === null);
      if (complete && tellsTotal) expect(found.sort()).toEqual([...account.ids(resource)].sort());
      if (tellsTotal) expect(reasons).toContain(reason);
      expect(account.network.inFlight).toBe(0);
    });

    // 20 records are four pages, or with a record of each read twice, five.
    it.runIf(isPaged).each([-3, -4, -7, -23])("reads on though the total is wrong by %i", async (by) => {
      const account = openAccount(test);
      const { operation } = await healthyRead(test, resource);
      account.sandbox.inject({ type: "wrong-total", operation, by });
      const listing = account.of(resource).list(PAGE);
      const ids = (await listing.toArray()).map(({ id }) => id);
      expect(ids.sort()).toEqual([...account.ids(resource)].sort());
      if (tellsTotal) expect(listing.report).toMatchObject({ complete: false, reason: "total-exceeded" });
    });

    it.runIf(isPaged).each([1, 3, 5])(
      "gives whole pages and no empty one, by %i, at the end",
      async (pageSize) => {
        const account = openAccount(test);
        let cursor: string | null | undefined;
        const pages: number[] = [];
        for (; cursor !== null; ) {
          const { items, next } = await account.of(resource).list({ pageSize, cursor }).page();
          pages.push(items.length);
          cursor = next;
        }
        expect(pages.reduce((sum, count) => sum + count, 0)).toBe(account.ids(resource).length);
        if (tellsTotal) expect(pages.at(-1)).toBeGreaterThan(0);
      },
    );

    it.runIf(isPaged).each([
      [0, 500],
      [2, 504],
      [4, 502],
    ])("reads around the record at %i, which makes its page fail with %i", async (row, status) => {
      const account = openAccount(test);
      const { records: all, operation } = await healthyRead(test, resource);
      account.sandbox.inject({ type: "failing-row", row, status, operation });
      const listing = account.of(resource).list();
      const records = await listing.toArray().catch((error: unknown) => {
        // A list that comes whole, or leads to the records, cannot go around it.
        expect(error).toMatchObject({ code: "vendor-unavailable", status, operation });
        if (hasSeek) expect(["apps", "organizations", "groups"]).toContain(resource);
        expect(listing.report).toMatchObject({ complete: false, reason: "failed" });
        return undefined;
      });
      if (!records) return;
      expect(listing.report.complete).toBe(false);
      if (resource === "apps") return;
      expect(listing.report).toMatchObject({ reason: "unreadable", unreadable: 1 });
      expect(records).toHaveLength(all.length - 1);
    });

    it.runIf(isPaged).each(["first", "last"])(
      "reads ahead without missing that the %s record is deleted",
      async (which) => {
        const account = openAccount(test);
        const { operation } = await healthyRead(test, resource);
        account.sandbox.inject({ type: "delete-mid-walk", which, operation, page: 3 });
        const listing = account.of(resource).list({ ...PAGE, prefetch: 3 });
        await listing.toArray();
        if (tellsTotal) expect(listing.report.complete).toBe(false);
      },
    );

    const fields = test.drift[resource];
    const drifts = fields
      ? [
          { type: "drifted-field", field: fields.text },
          { type: "drifted-field", field: fields.text, value: ["a", "list"] },
          { type: "drifted-field", field: fields.text, value: 7 },
          ...(fields.date
            ? [
                { type: "drifted-field", field: fields.date, value: 7 },
                { type: "bad-date", field: fields.date },
                { type: "bad-date", field: fields.date, value: "yesterday" },
              ]
            : []),
          ...(fields.choice ? [{ type: "drifted-field", field: fields.choice }] : []),
        ]
      : [];

    it.each(drifts)("reports $type of $field ($value) and keeps the record", async (fault) => {
      const account = openAccount(test);
      const { report, records } = await spoiled(account, fault);
      expect(records).toHaveLength(account.ids(resource).length);
      expect(report).toMatchObject({ complete: false, reason: "drifted" });
      expect(report.drift).toMatchObject([
        { property: fault.field, count: await spoiledIn(records, fault.field) },
      ]);
    });

    it.runIf(fields?.choice)(
      "reads a value outside its closed set as unknown and names it in the report",
      async () => {
        const field = fields?.choice ?? "";
        const account = openAccount(test);
        const { report, records } = await spoiled(account, { type: "unknown-enum", field });
        expect(records).toHaveLength(account.ids(resource).length);
        const count = await spoiledIn(records, field);
        expect(report.drift).toEqual([{ property: field, problem: "unknown-value", count }]);
      },
    );

    async function spoiled(account: OpenAccount, fault: TestFault) {
      const { operation } = await healthyRead(test, resource);
      account.sandbox.inject({ ...fault, operation, times: FOREVER });
      const listing = account.of(resource).list();
      const records = await listing.toArray();
      expectNone(records.flatMap((record) => recordProblems(schema, record)));
      expect(leaksIn([listing.report], account.secrets)).toEqual([]);
      return { report: listing.report, records };
    }

    /** How many records have another value of a property than before: a list may hold records of several kinds, one of which was spoiled. */
    async function spoiledIn(records: readonly TestRecord[], field: string): Promise<number> {
      const before = new Map(
        (await healthyRead(test, resource)).records.map((record) => [record.id, record]),
      );
      return records.filter(
        ({ id, remote_data: after }) => valueIn(after, field) !== valueIn(before.get(id)?.remote_data, field),
      ).length;
    }
  });
}

const valueIn = (record: unknown, field: string): unknown =>
  field.split(".").reduce((value: unknown, name) => Reflect.get(Object(value), name), record);
