import { describe, expect, test } from "vitest";
import { METHODS, type Method, readFleet, someOf } from "../fixtures/fleet-reads.ts";
import type { MapperLineage } from "../lineage/lineage.ts";
import { splitPath } from "../records/record.ts";
import { isVendorId, loadLineage, vendors } from "./index.ts";

/** Each is mapped once more for each of its fields. */
const MOST_RECORDS = 60;

type Mapper = (raw: object) => Record<string, unknown>;

// Whatever a mapper reads beyond a field's sources would show: the field is mapped again from them alone.
describe.each(Object.keys(vendors).filter(isVendorId))("%s", async (id) => {
  const { data } = await loadLineage(id);
  const { origins }: { origins: Record<string, readonly { map: Mapper }[]> } = await import(
    `./${id}/origins.ts`
  );

  describe.each(Object.keys(data.resources))("%s", (resource) => {
    test.each(METHODS)(
      "each field of a record of %s is made of its sources and nothing else",
      async (method) => {
        const different = new Set<string>();
        const { records } = await readFleet(id, resource, method);
        for (const [index, mapper] of (data.resources[resource] ?? []).entries()) {
          const map: Mapper = origins[resource]?.[index]?.map ?? (() => ({}));
          const sources = sourcesByField(mapper, method);
          const own = records.filter((record) => record.id.startsWith(mapper.ids ?? ""));
          for (const raw of someOf(own, MOST_RECORDS)) {
            const whole: object = raw.remote_data ?? {};
            const mapped = map(whole);
            for (const [field, value] of Object.entries(mapped)) {
              const alone = map(onlyAt(whole, sources.get(field) ?? []))[field];
              if (JSON.stringify(alone) !== JSON.stringify(value)) different.add(`${mapper.file} ${field}`);
            }
          }
        }
        expect([...different]).toEqual([]);
      },
    );
  });
});

/** The paths that feed each field, those of its parts included. */
function sourcesByField({ fields }: MapperLineage, method: Method): Map<string, string[][]> {
  const sources = new Map<string, string[][]>();
  for (const [name, { both = [], ...field }] of Object.entries(fields)) {
    const root = name.split(/[.[]/)[0] ?? name;
    const paths = [...both, ...(field[method] ?? [])].map(splitPath);
    sources.set(root, [...(sources.get(root) ?? []), ...paths]);
  }
  return sources;
}

/** A copy of a value with what stands at some paths, and with what holds that. */
function onlyAt(value: unknown, paths: readonly (readonly string[])[]): object {
  const copy = copyAt(value, paths);
  return typeof copy === "object" && copy !== null ? copy : {};
}

function copyAt(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (typeof value !== "object" || value === null || paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) return value.map((item) => copyAt(item, below(paths, "[]")));
  const kept = Object.entries(value).flatMap(([name, member]) => {
    const inside = [...below(paths, name), ...below(paths, "*")];
    return inside.length > 0 ? [[name, copyAt(member, inside)]] : [];
  });
  return Object.fromEntries(kept);
}

function below(paths: readonly (readonly string[])[], step: string): (readonly string[])[] {
  return paths.flatMap(([first, ...rest]) => (first === step ? [rest] : []));
}
