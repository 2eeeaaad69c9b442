import type { Listing } from "../contract/listing.ts";

/** Fields that hold text, by which records can be found. */
type TextField<Item> = {
  [Name in keyof Item & string]-?: NonNullable<Item[Name]> extends string ? Name : never;
}[keyof Item & string];

/** Every record of a list in one of three places. */
export type KeyedRecords<Item, Key> = {
  /** The records by the field; of several with one value the last, as a gateway has it. */
  readonly records: ReadonlyMap<Key, Item>;
  /** The others of those several, in the order of the list. */
  readonly repeated: readonly Item[];
  /** Records in which the field is null or absent. */
  readonly missing: readonly Item[];
};

/** Reads a list to its end and finds its records by a field: `await keyBy(mdm.devices.list(), "serial_number")`. */
export async function keyBy<Item extends object, const Name extends TextField<Item>>(
  listing: Listing<Item>,
  name: Name,
): Promise<KeyedRecords<Item, NonNullable<Item[Name]>>> {
  const records = new Map<NonNullable<Item[Name]>, Item>();
  const repeated: Item[] = [];
  const missing: Item[] = [];
  for await (const item of listing) {
    const key = item[name];
    if (key == null) {
      missing.push(item);
      continue;
    }
    const replaced = records.get(key);
    if (replaced !== undefined) repeated.push(replaced);
    records.set(key, item);
  }
  return { records, repeated, missing };
}
