// What a vendor sends where nothing was set or collected is no statement. Code generated from the vendor's document hides
// it while a record is mapped, so that mappers need not know, and `remote_data` stays what the vendor sent.

type Hidden = { readonly target: object; readonly name: string; readonly value: unknown };

/** What is hidden right now; mapping is synchronous, so that one list serves all records. */
const hidden: Hidden[] = [];

/** Makes a property read as absent until the record is mapped. */
export function hide<Name extends string>(target: { [Key in Name]?: unknown }, name: Name): void {
  hidden.push({ target, name, value: target[name] });
  target[name] = undefined;
}

/** Whether a property says something: it is there, not blank, not empty, and none of its own unset values. */
export function isTold(value: unknown, ...unset: readonly unknown[]): boolean {
  return value != null && value !== "" && !isEmpty(value) && !unset.includes(value);
}

export function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

type Mapper<Raw, Item> = {
  readonly unset?: ((raw: Raw) => void) | undefined;
  map(raw: Raw): Item;
};

/** Maps a vendor's record with its unset values hidden. Afterwards the record is as it was. */
export function mapRecord<Raw, Item>({ unset, map }: Mapper<Raw, Item>, raw: Raw): Item {
  if (!unset) return map(raw);
  const outer = hidden.length;
  try {
    unset(raw);
    return map(raw);
  } finally {
    while (hidden.length > outer) {
      const last = hidden.pop();
      if (last) Reflect.set(last.target, last.name, last.value);
    }
  }
}
