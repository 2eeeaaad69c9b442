import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, test } from "vitest";
import { connect } from "../client/connect.ts";
import { type MapperLineage, type UnsetLineage, type VendorLineage, valuesAt } from "../lineage/lineage.ts";
import { createRecordReader, splitPath, type UnifiedRecord } from "../records/record.ts";
import { mapRecord } from "../records/unset.ts";
import type { AnyResource, TestRecord } from "../testing/account.ts";
import { isVendorId, loadLineage, loadVendor, type VendorId, vendors } from "./index.ts";

type Contract = { unset?(raw: object): void; map(raw: object): UnifiedRecord };
type Raw = Record<string, unknown>;

// What the vendor's document says of unset values, against what mappers make of it.
describe.each(Object.keys(vendors).filter(isVendorId))("%s", async (id) => {
  const { data } = await loadLineage(id);
  const opened = open(id);

  describe.each(annotated(data))("%s", (resource, mappers) => {
    const records = opened.then(({ readAll }) => readAll(resource));
    const contract = opened.then(({ contractOf }) => contractOf(resource));

    describe.each(mappers)("by $file", (mapper) => {
      const properties = Object.entries(mapper.unset ?? {});
      const hidden = properties.flatMap(([path, { values, ...rest }]) =>
        values.map((value) => ({ path, value, ...rest })),
      );
      const identity = async () => {
        const record = (await records).find((one) => one.id.startsWith(mapper.ids ?? ""));
        return onlyAt(record?.remote_data ?? {}, identityPaths(mapper));
      };

      test.each(hidden)(
        "maps nothing but the identity of a record with $path $value",
        async ({ path, value }) => {
          const raw = put(await identity(), path, value);
          expect(read(await contract, raw)).toEqual(read(await contract, await identity()));
        },
      );

      test("maps nothing but the identity of a record in which all is unset", async () => {
        const raw = hidden.reduce((record, { path, value }) => put(record, path, value), await identity());
        const before = structuredClone(raw);
        expect(read(await contract, raw)).toEqual(read(await contract, await identity()));
        expect(raw).toEqual(before);
      });

      test.each(properties)("lets other values of %s through", async (path, { values }) => {
        for (const value of [true, false, 7, "text"].filter((one) => !values.includes(one))) {
          expect(seenAt(await contract, put(await identity(), path, value), path)).toEqual([value]);
        }
      });

      test.each(signs(properties))("lets $path $value through where $sign says something", async (row) => {
        const raw = put(put(await identity(), row.path, row.value), row.sign, "2026-10-31T08:00:00Z");
        expect(seenAt(await contract, raw, row.path)).toEqual([row.value]);
      });
    });
  });
});

/** The resources whose mappers read a property with an unset value, with these mappers. */
function annotated({ resources }: VendorLineage) {
  return Object.entries(resources)
    .map(([resource, mappers]) => [resource, mappers.filter(({ unset }) => unset)] as const)
    .filter(([, mappers]) => mappers.length > 0);
}

function signs(properties: readonly (readonly [string, UnsetLineage])[]) {
  return properties.flatMap(([path, { values, unless = [] }]) =>
    unless.flatMap((sign) => values.map((value) => ({ path, value, sign }))),
  );
}

function identityPaths({ fields }: MapperLineage): string[][] {
  const { both = [], list = [], get = [] } = fields.id ?? {};
  return [...both, ...list, ...get].map(splitPath);
}

const read = (contract: Contract, raw: Raw): UnifiedRecord =>
  createRecordReader(contract, { from: "get", remoteData: false })(raw);

/** What a mapper sees at a path. */
const seenAt = (contract: Contract, raw: Raw, path: string): unknown[] =>
  mapRecord({ unset: contract.unset, map: (record: Raw) => valuesAt(record, splitPath(path)) }, raw);

/** The record with a value at a path; lists on the way have one item. */
function put(record: Raw, path: string, value: unknown): Raw {
  place(record, splitPath(path), value);
  return record;
}

function place(holder: Raw | unknown[], [step = "", next, ...rest]: readonly string[], value: unknown): void {
  const key = step === "[]" ? 0 : step;
  if (next === undefined) Reflect.set(holder, key, value);
  else {
    const known: unknown = Reflect.get(holder, key);
    const inner = isHolder(known) ? known : next === "[]" ? [] : {};
    Reflect.set(holder, key, inner);
    place(inner, [next, ...rest], value);
  }
}

function isHolder(value: unknown): value is Raw | unknown[] {
  return typeof value === "object" && value !== null;
}

/** A copy of a record with what stands at some paths. */
function onlyAt(record: object, paths: readonly string[][]): Raw {
  const copy: Raw = {};
  for (const path of paths) {
    const [value] = valuesAt(record, path);
    if (value !== undefined) place(copy, path, value);
  }
  return copy;
}

async function open(id: VendorId) {
  const { baseUrl, credentials, fetch } = createSandbox(id, { devices: 40, users: 10, seed: 1 });
  const vendor = await (await loadVendor(id)).create({ ...credentials, baseUrl }, { fetch });
  const mdm = connect(vendor);
  return {
    contractOf: (resource: string): Contract => Reflect.get(vendor, resource),
    readAll: (resource: string): Promise<TestRecord[]> => {
      const methods: AnyResource = Reflect.get(mdm, resource);
      return methods.list().toArray();
    },
  };
}
