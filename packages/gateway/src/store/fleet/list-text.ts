import type { Value } from "../../database/database.ts";

// A slice of records is sent as columns, because PostgreSQL takes them apart in a fraction of the time of a JSON document.

/** A column of texts or numbers, for `unnest($1::text::text[])`. Both drivers take a text, where they differ in arrays. */
export function toArray(values: readonly (Exclude<Value, boolean> | undefined)[]): string {
  const items = values.map((value) => (typeof value === "string" ? quoted(value) : (value ?? "null")));
  return `{${items.join()}}`;
}

/** A column of JSON, for `string_to_table($1, E'\n')`: JSON has no line breaks. Empty for none. */
export function toLines(values: readonly (string | undefined)[]): string {
  return values.join("\n");
}

const SPECIAL = /["\\]/g;

function quoted(value: string): string {
  return `"${value.includes('"') || value.includes("\\") ? value.replaceAll(SPECIAL, "\\$&") : value}"`;
}

/** The start of a text, by which records are sorted and found: PostgreSQL refuses a row with more than 2,700 bytes of an index. */
export function indexed<Text extends string | null | undefined>(value: Text): Text | string {
  return value?.slice(0, INDEXED) ?? value;
}

/** Characters. */
export const INDEXED = 500;
