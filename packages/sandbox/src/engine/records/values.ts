/** A record of a vendor, as a list returns it. */
export type Row = Readonly<Record<string, unknown>>;

export function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value where it is an object, else an empty one. */
export function rowOf(value: unknown): Row {
  return isRow(value) ? value : {};
}

/** The value when it is a string. */
export function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The value when it is an integer, or a string that holds one. */
export function asInteger(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}

/** The strings of a list; other items are left out. */
export function asTexts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

export function asRows(value: unknown): Row[] {
  return Array.isArray(value) ? value.filter(isRow) : [];
}

/** Reads `a.b.c`; for a list on the path, the values of its items. */
export function valueAt(row: unknown, path: string): unknown {
  let value: unknown = row;
  for (const key of path.split(".")) {
    if (Array.isArray(value)) value = value.map((item) => (isRow(item) ? item[key] : undefined));
    else value = isRow(value) ? value[key] : undefined;
  }
  return value;
}

/** The text at `a.b.c`; empty where there is none. */
export function textOf(row: unknown, path: string): string {
  return asText(valueAt(row, path)) ?? "";
}

/** A copy of the row with `a.b.c` set. Missing objects on the path are created. */
export function withValueAt(row: Row, path: string, value: unknown): Row {
  const [key = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...row, [key]: value };
  const inner = row[key];
  return { ...row, [key]: withValueAt(isRow(inner) ? inner : {}, rest.join("."), value) };
}

/** A copy of the row without the keys whose value is undefined: a vendor leaves those out. */
export function present(row: Row): Row {
  const copy: Record<string, unknown> = {};
  for (const name in row) if (row[name] !== undefined) copy[name] = row[name];
  return copy;
}
