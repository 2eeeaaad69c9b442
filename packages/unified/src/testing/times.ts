import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ResourceName } from "../contract/capabilities.ts";
import type { MapperLineage } from "../lineage/lineage.ts";
import { openAccount } from "./account.ts";
import { readRecords } from "./drift-paths.ts";
import { type Leaf, leavesOf, withValue } from "./paths.ts";
import { orderProblems } from "./unified-schema.ts";
import type { VendorTest } from "./vendor-test.ts";

/** Fields that are the latest of all times that feed them. */
const LAST = [
  "last_activity_at",
  "last_enrolled_at",
  "last_seen_at",
  "last_scan_at",
  "backup_last_success_at",
];

const RANGE = { min: new Date("2015-01-01"), max: new Date("2030-01-01"), noInvalidDate: true };

/** Whatever order the vendor's times have, those of a record are in order, and the last one is the latest that is known. */
export function testTimes(test: VendorTest, resource: ResourceName): void {
  const mappers = (test.lineage?.resources[resource] ?? []).filter(({ fields }) =>
    Object.keys(fields).some((field) => field.endsWith("_at")),
  );

  describe.runIf(mappers.length > 0)(`times of ${resource}`, () => {
    it.each(mappers)("are in order by $file", async ({ ids, fields }) => {
      const account = openAccount(test);
      const records = await readRecords(account, resource, ids);
      const timed = records.map((record) => ({ record, times: timesOf(record, fields) }));
      const most = Math.max(...timed.map(({ times }) => times.length));
      const moments = fc.array(fc.date(RANGE), { minLength: most, maxLength: most });
      expect(most).toBeGreaterThan(0);
      const ordered = fc.property(fc.constantFrom(...timed), moments, ({ record, times }, given) => {
        const planted = times.map((time, index) => ({ ...time, at: given[index] ?? RANGE.min }));
        const raw = planted.reduce(
          (whole, { steps, value, at }) => withValue(whole, steps, like(value, at)),
          record,
        );
        const mapped = account.vendor[resource]?.map(raw) ?? {};
        expect(orderProblems(mapped)).toEqual([]);
        for (const field of LAST) {
          const known = Reflect.get(mapped, field);
          const feeding = planted.filter(({ path }) => pathsOf(fields, field).includes(path));
          if (!known) continue;
          expect([field, known]).toEqual([
            field,
            new Date(Math.max(...feeding.map(({ at }) => +at))).toISOString(),
          ]);
        }
      });
      fc.assert(ordered, { seed: 1, numRuns: 300 });
    });
  });
}

type Fields = MapperLineage["fields"];
type Time = Leaf & { readonly path: string };

function pathsOf(fields: Fields, field: string): string[] {
  const { both = [], list = [], get = [] } = fields[field] ?? {};
  return [...both, ...list, ...get];
}

/** The times of a vendor's record that feed times of ours, the first of each list. */
function timesOf(record: object, fields: Fields): Time[] {
  const names = Object.keys(fields).filter((field) => field.endsWith("_at"));
  const feeding = new Set(names.flatMap((field) => pathsOf(fields, field)));
  return leavesOf(record)
    .map((leaf) => ({ ...leaf, path: leaf.steps.join(".").replace(/\.0(?=\.|$)/g, "[]") }))
    .filter(({ path, value }) => feeding.has(path) && like(value, RANGE.min) !== undefined);
}

/** A moment in the form of a vendor's time; undefined where the value is not a time. */
function like(value: unknown, at: Date): string | number | undefined {
  if (typeof value === "number") return value > 1e11 ? +at : value > 1e8 ? +at / 1000 : undefined;
  if (typeof value !== "string") return undefined;
  const day = at.toISOString().slice(0, 10);
  if (/^\d{8}$/.test(value)) return day.replaceAll("-", "");
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day;
  if (/^\d{4}-\d{2}-\d{2} \d/.test(value)) return at.toISOString().replace("T", " ").replace("Z", "+00:00");
  return Number.isNaN(Date.parse(value)) || !value.includes("T") ? undefined : at.toISOString();
}
