import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, test } from "vitest";
import { connect } from "../client/connect.ts";
import type { FieldLineage } from "../lineage/lineage.ts";
import { ENGINE_FIELDS } from "../records/record.ts";
import type { AnyResource } from "../testing/account.ts";
import { isVendorId, loadLineage, loadVendor, type VendorId, vendors } from "./index.ts";

/** Fields that lineage has and no made-up fleet fills, each with the reason. */
const NEVER_SEEN: Partial<Record<VendorId, Readonly<Record<string, string>>>> = {
  "ivanti-neurons": { "devices.ip_addresses": "null in every record that is known of, and so in the fleet" },
};

const METHODS = ["list", "get"] as const;
type Method = (typeof METHODS)[number];

describe.each(Object.keys(vendors).filter(isVendorId))("%s", async (id) => {
  const { data } = await loadLineage(id);

  describe.each(Object.keys(data.resources))("%s", (resource) => {
    const observed = observe(id, resource);
    const known = NEVER_SEEN[id] ?? {};

    test.each(METHODS)("%s fills what lineage has, and nothing else", async (method) => {
      const expected = filledBy(
        method,
        (data.resources[resource] ?? []).flatMap((one) => Object.entries(one.fields)),
      );
      const seen = (await observed)[method];
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

/** Which fields a made-up fleet ever has, null included, by list and by single read. */
async function observe(id: VendorId, resource: string): Promise<Record<Method, ReadonlySet<string>>> {
  const { baseUrl, credentials, fetch } = createSandbox(id, { devices: 240, users: 40, seed: 1 });
  const descriptor = await loadVendor(id);
  const mdm = connect(await descriptor.create({ ...credentials, baseUrl }, { fetch }));
  const methods: AnyResource = Reflect.get(mdm, resource);
  const seen = { list: new Set<string>(), get: new Set<string>() };
  const ids: string[] = [];
  for await (const record of methods.list()) {
    ids.push(record.id);
    for (const field of toldFields(record)) seen.list.add(field);
  }
  for (const each of ids) {
    for (const field of toldFields(await methods.get(each))) seen.get.add(field);
  }
  return seen;
}

function toldFields(record: object): string[] {
  const reported = Object.entries(record).filter(([, value]) => value !== undefined);
  const engineFields: readonly string[] = ENGINE_FIELDS;
  return reported.map(([name]) => name).filter((name) => !engineFields.includes(name));
}
