import type { Drift } from "../contract/drift.ts";
import { isNoTime, isPlaceholder } from "../mapping/placeholders.ts";

// What a vendor sends where nothing was set or collected is no statement. Code generated from the vendor's document hides
// it while a record is mapped, so that mappers need not know, and `remote_data` stays what the vendor sent.

type Fields = { [name: string]: unknown };
type Hidden = { target: Fields; name: string; value: unknown };

/** What is hidden right now, `count` of them. Mapping is synchronous, so that one list serves all records. */
const hidden: Hidden[] = [];
const NONE: Fields = {};
let count = 0;

/** Makes a property read as absent until the record is mapped. */
export function hide(target: Fields, name: string): void {
  const value = target[name];
  target[name] = undefined;
  const entry = hidden[count];
  count += 1;
  if (!entry) hidden.push({ target, name, value });
  else {
    entry.target = target;
    entry.name = name;
    entry.value = value;
  }
}

/** Puts back what was hidden last, down to a number. */
function restore(outer: number): void {
  while (count > outer) {
    count -= 1;
    const entry = hidden[count];
    if (!entry) continue;
    entry.target[entry.name] = entry.value;
    entry.target = NONE;
    entry.value = undefined;
  }
}

/** Whether a property says something: it is there, not empty, no placeholder, and none of its own unset values. */
export function isTold(value: unknown, ...unset: readonly unknown[]): boolean {
  if (typeof value === "string") return saysSomething(value.trim()) && !unset.includes(value);
  return value != null && !isEmpty(value) && !unset.includes(value);
}

/** Text of blanks, signs and zeros, such as a price of `0.00`, says nothing. */
function saysSomething(text: string): boolean {
  return /[\p{L}1-9]/u.test(text) && !isPlaceholder(text) && !isNoTime(text);
}

/** Whether a value is an empty array. */
export function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

type Mapper<Raw, Item> = { unset?(raw: Raw): void; map(raw: Raw, drift?: Drift): Item };

/** Maps a vendor's record with its unset values hidden. Afterwards the record is as it was. */
export function mapRecord<Raw, Item>(mapper: Mapper<Raw, Item>, raw: Raw, drift?: Drift): Item {
  const outer = count;
  try {
    mapper.unset?.(raw);
    return mapper.map(raw, drift);
  } finally {
    restore(outer);
  }
}
