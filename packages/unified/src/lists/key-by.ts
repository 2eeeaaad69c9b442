import type { Listing } from "../contract/listing.ts";
import type { ListReport } from "../contract/model.ts";

/** Fields that hold text. */
type TextField<Item> = {
  [Name in keyof Item & string]-?: NonNullable<Item[Name]> extends string ? Name : never;
}[keyof Item & string];

/** The key of a record. A record whose key is null, absent or empty text has no key. */
type KeyOf<Item, Key> = (item: Item) => Key | null | undefined;

/** The records of a list, each in exactly one of three places. */
export type KeyedRecords<Item, Key> = {
  /** Records by key. Of several records with one key, the last. */
  readonly records: ReadonlyMap<Key, Item>;
  /** The other records with such a key, in list order. */
  readonly repeated: readonly Item[];
  /** Records without a key. */
  readonly missing: readonly Item[];
  /** False if the list may lack records. */
  readonly complete: boolean;
};

/** A list of several accounts, which `combine` gives. */
type CombinedSource<Item, Outcomes> = AsyncIterable<Item> & {
  readonly outcomes: Outcomes;
  readonly complete: boolean;
};

/**
 * Reads a list to its end and indexes its records by a field, or by what a function gives for each record. `missing.length` says
 * how many have no key.
 *
 * @example
 * const { records, missing } = await keyBy(mdm.devices.list(), "serial_number");
 * records.get("C02XK1ABJGH5");
 */
export async function keyBy<Item extends object, const Name extends TextField<Item>>(
  listing: Listing<Item>,
  key: Name,
): Promise<KeyedRecords<Item, NonNullable<Item[Name]>> & { readonly report: Readonly<ListReport> }>;
export async function keyBy<Item extends object, Key extends string>(
  listing: Listing<Item>,
  key: KeyOf<Item, Key>,
): Promise<KeyedRecords<Item, Key> & { readonly report: Readonly<ListReport> }>;
export async function keyBy<Item extends object, Key extends string, Outcomes>(
  combined: CombinedSource<Item, Outcomes>,
  key: KeyOf<Item, Key>,
): Promise<KeyedRecords<Item, Key> & { readonly outcomes: Outcomes }>;
export async function keyBy<Item extends object>(
  listing: Listing<Item> | CombinedSource<Item, unknown>,
  key: string | KeyOf<Item, string>,
): Promise<KeyedRecords<Item, string> & { report?: Readonly<ListReport>; outcomes?: unknown }> {
  const keyOf = typeof key === "function" ? key : (item: Item): unknown => Reflect.get(item, key);
  const records = new Map<string, Item>();
  const repeated: Item[] = [];
  const missing: Item[] = [];
  for await (const item of listing) {
    const value = keyOf(item);
    if (typeof value !== "string" || value === "") {
      missing.push(item);
      continue;
    }
    const replaced = records.get(value);
    if (replaced !== undefined) repeated.push(replaced);
    records.set(value, item);
  }
  const keyed = { records, repeated, missing };
  if ("outcomes" in listing) return { ...keyed, complete: listing.complete, outcomes: listing.outcomes };
  const { report, plan } = listing;
  return { ...keyed, complete: report.complete && plan.fromStart, report };
}
