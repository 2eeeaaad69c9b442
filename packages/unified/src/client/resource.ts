import type { NoteDrift } from "../contract/drift.ts";
import { unsupported } from "../contract/errors.ts";
import type { HydrateOptions, ListOptions, ReadOptions } from "../contract/read-options.ts";
import type { ResourceContract } from "../contract/resource-contract.ts";
import type { Vendor } from "../contract/vendor.ts";
import type { TypeOptions } from "../lists/record-type.ts";
import type { UnifiedRecord } from "../records/record.ts";
import type { Changes, createRecordWrites } from "../writes/write-record.ts";
import { createReadMethods, type Reads } from "./read-methods.ts";

type Writes<Item extends UnifiedRecord, Create extends Changes, Update extends Changes> = ReturnType<
  typeof createRecordWrites<Item, Create, Update>
>;

/**
 * Creates the five methods of a resource. A method that the vendor lacks throws before any request. What writes consist of loads with
 * the first of them, so that a bundle which only reads does not contain it.
 */
export function createResource<
  Item extends UnifiedRecord,
  Filters extends object,
  Create extends Changes,
  Update extends Changes,
>(
  vendor: Vendor,
  name: string,
  contract: ResourceContract<object, Item, Filters, Create, Update> | undefined,
  onDrift?: NoteDrift,
) {
  const reads = (method: string): Reads<Item, Filters> => {
    if (!contract) throw unsupported(vendor, `${name}.${method}`);
    return createReadMethods(vendor, name, contract, onDrift);
  };
  const get = async (id: string, options: ReadOptions & TypeOptions = {}) => reads("get").get(id, options);
  const writes = async () =>
    (await import("../writes/write-record.ts")).createRecordWrites({ vendor, name, contract, get });

  return {
    get,
    list: (options: ListOptions & HydrateOptions<string> & Partial<Filters> = {}) =>
      reads("list").list(options),
    create: async (...call: Parameters<Writes<Item, Create, Update>["create"]>) =>
      (await writes()).create(...call),
    update: async (...call: Parameters<Writes<Item, Create, Update>["update"]>) =>
      (await writes()).update(...call),
    delete: async (...call: Parameters<Writes<Item, Create, Update>["delete"]>) =>
      (await writes()).delete(...call),
  };
}
