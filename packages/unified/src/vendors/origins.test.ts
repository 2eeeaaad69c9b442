import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, test } from "vitest";
import { connect } from "../client/connect.ts";
import { type OriginRow, valuesAt } from "../lineage/lineage.ts";
import { splitPath } from "../records/record.ts";
import type { AnyResource, TestRecord } from "../testing/account.ts";
import { isVendorId, loadLineage, loadVendor, type VendorId, vendors } from "./index.ts";

type Leads = Record<string, readonly { readonly list: object; readonly get: object }[]>;

const METHODS = ["list", "get"] as const;

describe.each(Object.keys(vendors).filter(isVendorId))("%s", async (id) => {
  const { data } = await loadLineage(id);
  const { origins }: { origins: Leads } = await import(`./${id}/origins.ts`);

  describe.each(Object.keys(data.resources))("%s", (resource) => {
    const mappers = data.resources[resource] ?? [];
    const listed = readAll(id, resource, undefined);
    const reads = {
      list: listed,
      get: listed.then(({ records }) =>
        readAll(
          id,
          resource,
          records.map((record) => record.id),
        ),
      ),
    };

    describe.each(METHODS)("%s", (method) => {
      const rows = mappers.flatMap((mapper) => mapper[method]);
      const leads = (origins[resource] ?? []).flatMap((mapper) => leadsOf(mapper[method]));

      test("calls the operations that origins.ts declares", async () => {
        const { operations } = await reads[method];
        for (const mapper of mappers) {
          const whole = mapper[method].filter(([path]) => path === "").map(([, operation]) => operation);
          expect(whole.length === 0 || whole.some((operation) => operations.has(operation))).toBe(true);
        }
        const joined = rows.filter(([path]) => path !== "").map(([, operation]) => operation);
        expect([...joined, ...leads].filter((operation) => !operations.has(operation))).toEqual([]);
      });

      test("calls no others", async () => {
        const { operations } = await reads[method];
        const declared = new Set([...rows.map(([, operation]) => operation), ...leads]);
        expect([...operations].filter((operation) => !declared.has(operation))).toEqual([]);
      });

      test("finds what is joined where origins.ts has it", async () => {
        const { records } = await reads[method];
        const joined = rows.filter(([path]) => path !== "");
        expect(joined.filter(([path]) => !isAnywhere(path, records))).toEqual<OriginRow[]>([]);
      });
    });
  });
});

function leadsOf(read: { readonly leads?: readonly string[] } | object): readonly string[] {
  return "leads" in read && read.leads !== undefined ? read.leads : [];
}

type Read = { readonly records: readonly TestRecord[]; readonly operations: ReadonlySet<string> };

/** All records of a fresh account, by list or by their ids, and the operations that it took. */
async function readAll(id: VendorId, resource: string, ids: readonly string[] | undefined): Promise<Read> {
  const { baseUrl, credentials, fetch, requests } = createSandbox(id, { devices: 90, users: 20, seed: 1 });
  const descriptor = await loadVendor(id);
  const mdm = connect(await descriptor.create({ ...credentials, baseUrl }, { fetch }));
  const methods: AnyResource = Reflect.get(mdm, resource);
  const records: TestRecord[] = [];
  if (!ids) records.push(...(await methods.list().toArray()));
  for (const each of ids ?? []) records.push(await methods.get(each));
  const operations = requests.map(({ operation }) => operation).filter(isOperation);
  return { records, operations: new Set(operations) };
}

/** Signing in is no part of a read. */
const isOperation = (operation: string): boolean => !/token/i.test(operation);

function isAnywhere(path: string, records: readonly TestRecord[]): boolean {
  return records.some((record) =>
    valuesAt(record.remote_data, splitPath(path)).some((value) => value != null),
  );
}
