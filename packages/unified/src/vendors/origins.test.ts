import { describe, expect, test } from "vitest";
import { METHODS, readFleet } from "../fixtures/fleet-reads.ts";
import { type OriginRow, valuesAt } from "../lineage/lineage.ts";
import { splitPath } from "../records/record.ts";
import type { TestRecord } from "../testing/account.ts";
import { isVendorId, loadLineage, vendors } from "./index.ts";

type Leads = Record<string, Mapper | readonly Mapper[]>;
type Mapper = { readonly [Read in (typeof METHODS)[number] | "both"]?: object | string };

describe.each(Object.keys(vendors).filter(isVendorId))("%s", async (id) => {
  const { data } = await loadLineage(id);
  const { origins }: { origins: Leads } = await import(`./${id}/origins.ts`);

  describe.each(Object.keys(data.resources))("%s", (resource) => {
    const mappers = data.resources[resource] ?? [];
    describe.each(METHODS)("%s", (method) => {
      const rows = mappers.flatMap((mapper) => mapper[method]);
      const leads = [origins[resource] ?? []]
        .flat()
        .flatMap((mapper) => leadsOf(mapper.both ?? mapper[method]));

      test("calls the operations that origins.ts declares", async () => {
        const { operations } = await readFleet(id, resource, method);
        for (const mapper of mappers) {
          const whole = mapper[method].filter(([path]) => path === "").map(([, operation]) => operation);
          expect(whole.length === 0 || whole.some((operation) => operations.has(operation))).toBe(true);
        }
        const joined = rows.filter(([path]) => path !== "").map(([, operation]) => operation);
        expect([...joined, ...leads].filter((operation) => !operations.has(operation))).toEqual([]);
      });

      test("calls no others", async () => {
        const { operations } = await readFleet(id, resource, method);
        const declared = new Set([...rows.map(([, operation]) => operation), ...leads]);
        expect([...operations].filter((operation) => !declared.has(operation))).toEqual([]);
      });

      test("finds what is joined where origins.ts has it", async () => {
        const { records } = await readFleet(id, resource, method);
        const joined = rows.filter(([path]) => path !== "");
        expect(joined.filter(([path]) => !isAnywhere(path, records))).toEqual<OriginRow[]>([]);
      });
    });
  });
});

function leadsOf(
  read: { readonly leads?: readonly string[] } | object | string | undefined,
): readonly string[] {
  return typeof read === "object" && "leads" in read && read.leads !== undefined ? read.leads : [];
}

function isAnywhere(path: string, records: readonly TestRecord[]): boolean {
  return records.some((record) =>
    valuesAt(record.remote_data, splitPath(path)).some((value) => value != null),
  );
}
