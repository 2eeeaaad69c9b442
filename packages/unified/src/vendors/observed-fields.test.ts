import { describe, expect, test } from "vitest";
import { ENGINE_FIELDS } from "../contract/engine-fields.ts";
import { METHODS, type Method, readFleet } from "../fixtures/fleet-reads.ts";
import type { FieldLineage } from "../lineage/lineage.ts";
import { isVendorId, loadLineage, type VendorId, vendors } from "./index.ts";

/** Fields that lineage has and no made-up fleet fills, each with the reason. */
const NEVER_SEEN: Partial<Record<VendorId, Readonly<Record<string, string>>>> = {
  "ivanti-neurons": { "devices.ip_addresses": "null in every record that is known of, and so in the fleet" },
};

describe.each(Object.keys(vendors).filter(isVendorId))("%s", async (id) => {
  const { data } = await loadLineage(id);

  describe.each(Object.keys(data.resources))("%s", (resource) => {
    const known = NEVER_SEEN[id] ?? {};

    test.each(METHODS)("%s fills what lineage has, and nothing else", async (method) => {
      const expected = filledBy(
        method,
        (data.resources[resource] ?? []).flatMap((one) => Object.entries(one.fields)),
      );
      const { records } = await readFleet(id, resource, method);
      const seen = new Set(records.flatMap(toldFields));
      const never = [...expected].filter((field) => !seen.has(field));
      const listed = Object.keys(known).filter((name) => name.startsWith(`${resource}.`));
      expect(listed.filter((name) => seen.has(name.slice(resource.length + 1)))).toEqual([]);
      expect([...seen].filter((field) => !expected.has(field))).toEqual([]);
      expect(never.map((field) => `${resource}.${field}`).filter((field) => !known[field])).toEqual([]);
    });
  });
});

/** Fields that some record can hold by a method. */
function filledBy(
  method: Method,
  entries: readonly (readonly [string, FieldLineage])[],
): ReadonlySet<string> {
  const filling = entries.filter(([, { both, line, constant, ...one }]) =>
    Boolean(both ?? one[method] ?? (line && constant !== undefined)),
  );
  return new Set(filling.map(([name]) => name.split(/[.[]/)[0] ?? name));
}

function toldFields(record: object): string[] {
  const reported = Object.entries(record).filter(([, value]) => value !== undefined);
  const engineFields: readonly string[] = ENGINE_FIELDS;
  return reported.map(([name]) => name).filter((name) => !engineFields.includes(name));
}
