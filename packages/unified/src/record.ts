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
  const paths = secrets.map((path) => path.split(/\.|(?=\[\])/));
  return (raw) => {
    for (const path of paths) remove(raw, path);
    const item = map(raw);
    if (remoteData) item.remote_data = raw;
    if (isListPartial) item.is_partial = from === "list";
    return item;
  };
}

/** Deletes what stands at a path: `a.b` is a property, `a[].b` one of each item, `a.*.b` one of each value. */
function remove(value: unknown, [name = "", ...rest]: readonly string[]): void {
  if (typeof value !== "object" || value === null) return;
  if (name === "[]" || name === "*") {
    for (const inner of Object.values(value)) remove(inner, rest);
  } else if (rest.length > 0) remove(Reflect.get(value, name), rest);
  else if (name in value) Reflect.deleteProperty(value, name);
}

export function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
