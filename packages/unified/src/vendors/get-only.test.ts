import { expect, test } from "vitest";
import { RESOURCES } from "../contract/capabilities.ts";
import type { MapperLineage } from "../lineage/lineage.ts";
import { exampleValues, isVendorId, loadLineage, loadVendor, vendors } from "./index.ts";

test.each(Object.keys(vendors).filter(isVendorId))("%s has a lineage of every resource", async (id) => {
  const { data } = await loadLineage(id);
  const descriptor = await loadVendor(id);
  const vendor = await descriptor.create(exampleValues(descriptor));
  expect(Object.keys(data.resources).sort()).toEqual(RESOURCES.filter((name) => vendor[name]).sort());
});

test.each(Object.keys(vendors).filter(isVendorId))(
  "%s can hydrate what its lists lack according to lineage, and nothing that single reads lack too",
  async (id) => {
    const { data } = await loadLineage(id);
    const descriptor = await loadVendor(id);
    const vendor = await descriptor.create(exampleValues(descriptor));
    for (const [resource, mappers] of Object.entries(data.resources)) {
      const { getOnly = [] }: { getOnly?: readonly string[] } = Reflect.get(vendor, resource);
      const inList = fieldsOf(mappers, ({ line, both, list, constant }) =>
        Boolean(both ?? list ?? (line && constant)),
      );
      const inGet = fieldsOf(mappers, ({ get }) => get !== undefined);
      expect(getOnly.filter((field) => !inGet.has(field))).toEqual([]);
      expect([...inGet].filter((field) => !inList.has(field) && !getOnly.includes(field))).toEqual([]);
    }
  },
);

/** Names of fields of which some part passes. */
function fieldsOf(
  mappers: readonly MapperLineage[],
  passes: (field: MapperLineage["fields"][string]) => boolean,
): ReadonlySet<string> {
  const passing = mappers.flatMap(({ fields }) =>
    Object.entries(fields).filter(([, field]) => passes(field)),
  );
  return new Set(passing.map(([name]) => name.split(/[.[]/)[0] ?? name));
}
