import type { Listing } from "../contract/listing.ts";

/** Fields that hold text. */
type TextField<Item> = {
  [Name in keyof Item & string]-?: NonNullable<Item[Name]> extends string ? Name : never;
}[keyof Item & string];

/** The records of a list, each in exactly one of three places. */
export type KeyedRecords<Item, Key> = {
  /** Records by value of the field. Of several records with one value, the last. */
  readonly records: ReadonlyMap<Key, Item>;
  /** The other records with such a value, in list order. */
  readonly repeated: readonly Item[];
  /** Records in which the field is null or absent. */
  readonly missing: readonly Item[];
};

/**
 * Reads a list to its end and indexes its records by a field.
 *
 * @example
 * const { records } = await keyBy(mdm.devices.list(), "serial_number");
 * records.get("C02XK1ABJGH5");
 */
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
