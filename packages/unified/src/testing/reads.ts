import { NotFoundError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { ResourceName } from "../contract/capabilities.ts";
import { type OpenAccount, openAccount } from "./account.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { expectNone, expectSameRecords } from "./expectations.ts";
import { failureOf } from "./failure.ts";
import { healthyRead } from "./healthy.ts";
import { SCHEMAS } from "./resources.ts";
import { recordProblems } from "./unified-schema.ts";
import type { VendorTest } from "./vendor-test.ts";

/** Lists and single records of a healthy vendor. */
export function testReads(test: VendorTest, resource: ResourceName): void {
  const schema = SCHEMAS[resource];

  describe(`reading ${resource}`, () => {
    it.each([1, 7, undefined])("lists every record once, in pages of %s", async (pageSize) => {
      const { of, sandbox, ids, network } = openAccount(test);
      const listing = of(resource).list({ pageSize });
      const records = await listing.toArray();
      expect(records.map(({ id }) => id).sort()).toEqual([...ids(resource)].sort());
      expect(listing.report).toMatchObject({ complete: true, reason: null, duplicates: 0, unreadable: 0 });
      expect(listing.report).toMatchObject({
        records: records.length,
        matched: records.length,
        gaps: [],
        drift: [],
      });
      expectNone(records.flatMap((record) => recordProblems(schema, record)));
      expect(sandbox.violations).toEqual([]);
      expect(network.inFlight).toBe(0);
      // Many clients put ids into paths as they are: see `urlSafeId`.
      expect(records.map(({ id }) => id).filter((id) => !/^(?!\.+$)[\w.~:-]+$/.test(id))).toEqual([]);
    });

    it.each([0, 1, 4])(
      "gives the same records in the same order with %s pages read ahead",
      async (prefetch) => {
        const { records: plain } = await healthyRead(test, resource);
        const ahead = await openAccount(test).of(resource).list({ pageSize: 5, prefetch }).toArray();
        expectSameRecords(ahead, plain);
      },
    );

    it("stops after a page and goes on from its cursor in another listing", async () => {
      const { of, ids } = openAccount(test);
      const found: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const listing = of(resource).list({ pageSize: 5, cursor });
        const { value: page } = await listing.pages().next();
        if (!page) throw new Error("the cursor led to no page");
        found.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      }
      expect(found.sort()).toEqual([...ids(resource)].sort());
    });

    it.each([1, 5])(
      "reads all that remains from a cursor, in pages of %s, and calls it complete",
      async (pageSize) => {
        const { of, ids } = openAccount(test);
        const { value: page } = await of(resource).list({ pageSize }).pages().next();
        if (ids(resource).length <= pageSize) {
          expect(page?.next).toBeNull();
          return;
        }
        const rest = of(resource).list({ pageSize, cursor: page?.next ?? "" });
        const records = await rest.toArray();
        expect(records).toHaveLength(ids(resource).length - (page?.items.length ?? 0));
        expect(rest.report).toMatchObject({ complete: true, reason: null });
      },
    );

    it("gets each listed record whole", async () => {
      const { of, sandbox, ids } = openAccount(test);
      for (const id of ids(resource)) {
        const record = await of(resource).get(id);
        expect(record.id).toBe(id);
        expect(record.is_partial ?? false, `is_partial of record ${id}`).toBe(false);
        expectNone(recordProblems(schema, record));
      }
      expect(sandbox.violations).toEqual([]);
    });

    it("throws NotFoundError for an unknown id", async () => {
      const account = openAccount(test);
      const error = await failureOf(() => account.of(resource).get(unknownId(account, resource)));
      expect(error).toBeInstanceOf(NotFoundError);
      expect(error).toMatchObject({ code: "not-found", vendor: account.vendor.id, status: 404 });
    });

    it("speaks of no other kind of record for an id that none of its own can have", async () => {
      const { message } = await failureOf(() => openAccount(test).of(resource).get("x"));
      const others = ["device", "user", "app", "organization", "group"].filter(
        (one) => `${one}s` !== resource,
      );
      expect(message).not.toMatch(new RegExp(`\\b(${others.join("|")}) not found`));
    });

    it("leaves remote_data out on request", async () => {
      const { of, ids } = openAccount(test);
      const [record] = await of(resource).list({ remoteData: false }).toArray();
      expect(record?.remote_data).toBeUndefined();
      expect(
        (await of(resource).get(ids(resource)[0] ?? "", { remoteData: false })).remote_data,
      ).toBeUndefined();
    });

    it("maps without changing the vendor's record, and the same record always to the same", async () => {
      const { of, vendor } = openAccount(test);
      for (const { id, remote_data } of await of(resource).list().toArray()) {
        const raw: object = deepFreeze(structuredClone(remote_data ?? {}));
        expect(vendor[resource]?.map(raw), `record ${id}`).toEqual(vendor[resource]?.map(raw));
      }
    });

    it("hands out no secret of the vendor's document", async () => {
      const { of, vendor, ids } = openAccount(test);
      const harmless = (test.differences ?? []).flatMap((entry) =>
        entry.what === "harmless-secret-name" ? [entry.name] : [],
      );
      const names = (vendor[resource]?.secrets ?? []).filter((name) => !harmless.includes(name));
      const listed = await of(resource).list().toArray();
      const single = await Promise.all(ids(resource).map((id) => of(resource).get(id)));
      const found = propertyNames([...listed, ...single]);
      expect(names.filter((name) => found.has(name))).toEqual([]);
    });
  });
}

/** An id of the vendor's form that no record has. */
export function unknownId({ ids }: OpenAccount, resource: ResourceName): string {
  const known = ids(resource);
  for (const digit of "0123456789abcdef") {
    const candidate = `${digit}${known[0]?.slice(1)}`;
    if (!known.includes(candidate)) return candidate;
  }
  throw new Error("every candidate is taken");
}

/** Names of all properties in a value, however deep. */
export function propertyNames(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value !== "object" || value === null) return names;
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) names.add(name);
    propertyNames(inner, names);
  }
  return names;
}
