import { AbortedError, UnsupportedCapabilityError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { ResourceName } from "../contract/capabilities.ts";
import { ENGINE_FIELDS } from "../contract/engine-fields.ts";
import { openAccount, type TestRecord } from "./account.ts";
import { expectNone } from "./expectations.ts";
import { failureOf } from "./failure.ts";
import { until } from "./observed-fetch.ts";
import type { VendorTest } from "./vendor-test.ts";

/** What a single record has beyond the list: declared exactly, and filled on request within a budget. */
export function testHydration(test: VendorTest, resource: ResourceName): void {
  const contract = openAccount(test).vendor[resource];
  const getOnly: readonly string[] = contract?.getOnly ?? [];
  const cost = contract?.getRequests ?? 1;

  describe(`hydrating ${resource}`, () => {
    it("declares each field that get returns and the list does not, and no other", async () => {
      const { of } = openAccount(test);
      const firstWith = new Map<string, string>();
      for (const listed of await of(resource).list().toArray()) {
        const whole = await of(resource).get(listed.id);
        const added = fieldsOf(whole).filter((field) => Reflect.get(listed, field) === undefined);
        for (const field of added) if (!firstWith.has(field)) firstWith.set(field, listed.id);
      }
      const undeclared = [...firstWith].filter(([field]) => !getOnly.includes(field));
      expectNone(undeclared.map(([field, id]) => `${field} of record ${id}, which getOnly lacks`));
      expect([...firstWith.keys()].sort()).toEqual([...getOnly].sort());
    });

    it("declares the most requests a get takes", async () => {
      const account = openAccount(test);
      const [first] = account.ids(resource);
      // Both read what is read once, as hydration does after a list.
      await account.of(resource).list().toArray();
      await account.of(resource).get(first ?? "");
      for (const id of account.ids(resource)) {
        account.newRequests();
        await account.of(resource).get(id);
        expect(account.newRequests().length, `requests for record ${id}`).toBeLessThanOrEqual(cost);
      }
    });

    it("rejects a field that no single record has, before any request", async () => {
      const account = openAccount(test);
      const error = await failureOf(async () => account.of(resource).list({ hydrate: ["id"] }));
      expect(error).toBeInstanceOf(UnsupportedCapabilityError);
      expect(account.network.calls).toBe(0);
    });
  });

  describe.runIf(getOnly.length > 0)(`hydrating ${resource} within a budget`, () => {
    it("fills the fields as get has them", async () => {
      const { of } = openAccount(test);
      const listing = of(resource).list({ hydrate: getOnly, hydrateRequests: 10_000 });
      for (const record of await listing.toArray()) {
        const whole = await of(resource).get(record.id);
        expect(fieldsAmong(record, getOnly), `record ${record.id}`).toEqual(fieldsAmong(whole, getOnly));
      }
      expect(listing.report).toMatchObject({ complete: true, hydration: { skipped: 0, failed: 0 } });
    });

    it("spends no more than it may, and says what it left", async () => {
      const plain = openAccount(test);
      const all = await plain.of(resource).list().toArray();
      const lacking = all.filter((record) =>
        getOnly.some((field) => Reflect.get(record, field) === undefined),
      );
      for (const hydrateRequests of [0, cost, 3 * cost]) {
        const account = openAccount(test);
        const listing = account.of(resource).list({ hydrate: getOnly, hydrateRequests });
        await listing.toArray();
        const filled = Math.min(hydrateRequests / cost, lacking.length);
        expect(listing.report.hydration).toEqual({
          fields: getOnly,
          filled,
          skipped: lacking.length - filled,
          failed: 0,
        });
      }
    });

    it("leaves no request in flight when the caller aborts", async () => {
      const plain = openAccount(test);
      await plain.of(resource).list().toArray();
      const account = openAccount(test);
      const controller = new AbortController();
      account.network.before(plain.network.calls + 2, () => controller.abort());
      const listing = account.of(resource).list({ hydrate: getOnly, signal: controller.signal });
      expect(await failureOf(() => listing.toArray())).toBeInstanceOf(AbortedError);
      await until(() => account.network.inFlight === 0);
      expect(listing.report).toMatchObject({ complete: false, reason: "aborted" });
    });

    it("keeps a record whose own read fails, and says so", async () => {
      const account = openAccount(test);
      const operation = await operationOfGet(account, resource);
      account.sandbox.inject({ type: "forbidden", operation, times: Number.POSITIVE_INFINITY });
      const listing = account.of(resource).list({ hydrate: getOnly });
      expect(await failureOf(() => account.of(resource).get(account.ids(resource)[0] ?? ""))).toBeDefined();
      if (await usesInList(test, resource, operation)) return;
      const records = await listing.toArray();
      expect(records).toHaveLength(account.ids(resource).length);
      expect(listing.report.hydration?.failed).toBeGreaterThan(0);
      expect(listing.report.gaps).toContainEqual(expect.objectContaining({ fields: [...getOnly] }));
    });
  });
}

async function operationOfGet(
  account: ReturnType<typeof openAccount>,
  resource: ResourceName,
): Promise<string> {
  const exchanges: string[] = [];
  const onExchange = ({ operation }: { operation: string }) => exchanges.push(operation);
  await account.of(resource).get(account.ids(resource)[0] ?? "", { onExchange });
  return exchanges.at(-1) ?? "";
}

/** A vendor may read single records by the operation of its list; then the list fails as well. */
async function usesInList(test: VendorTest, resource: ResourceName, operation: string): Promise<boolean> {
  const account = openAccount(test);
  await account.of(resource).list().toArray();
  return account.sandbox.requests.some((request) => request.operation === operation);
}

const ENGINE: readonly string[] = ENGINE_FIELDS;

const fieldsOf = (record: TestRecord): string[] =>
  Object.entries(record).flatMap(([name, value]) =>
    value === undefined || ENGINE.includes(name) ? [] : [name],
  );

const fieldsAmong = (record: object, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(fields.map((field): [string, unknown] => [field, Reflect.get(record, field)]));
