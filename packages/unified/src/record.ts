import type { ResourceContract } from "./vendor.ts";

/** What unified records have in common. */
export type UnifiedRecord = { id: string; remote_data?: object | null; is_partial?: boolean | null };

type Reader<Item> = Pick<
  ResourceContract<object, Item, never, never, never>,
  "map" | "secrets" | "isListPartial"
>;

/** Turns a vendor's record into a unified one: secrets out, mapped, the vendor's record attached. */
export function createRecordReader<Item extends UnifiedRecord>(
  { map, secrets = [], isListPartial }: Reader<Item>,
  { from, remoteData = true }: { from: "list" | "get"; remoteData?: boolean },
): (raw: object) => Item {
  return (raw) => {
    for (const name of secrets) if (name in raw) Reflect.deleteProperty(raw, name);
    const item = map(raw);
    if (remoteData) item.remote_data = raw;
    if (isListPartial) item.is_partial = from === "list";
    return item;
  };
}

export function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
