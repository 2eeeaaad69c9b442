import type { Row } from "../../../engine/records/values.ts";

/** Names as v1 separates them, by blanks, and as v2 does, by commas. */
export function names(text: string | undefined): string[] {
  return (text ?? "").split(/[\s,]+/).filter((name) => name !== "");
}

const identity = ["_id", "id"];

/** The row with only the named properties, or without those that have a leading `-`; ids always stay. */
export function pickFields(row: Row, fields: readonly string[]): Row {
  if (fields.length === 0) return row;
  const excluded = fields.filter((field) => field.startsWith("-")).map((field) => field.slice(1));
  const included = fields.filter((field) => !field.startsWith("-")).map(topLevel);
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => {
      if (identity.includes(name)) return true;
      return included.length > 0 ? included.includes(name) : !excluded.includes(name);
    }),
  );
}

function topLevel(field: string): string {
  return field.split(".")[0] ?? field;
}
