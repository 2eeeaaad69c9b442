import { isRecord } from "@mdmkit/runtime";

/** A cell whose value the vendor does not provide. `null` is one that there is none of. */
const NOT_PROVIDED = {} as const;

/** The value at a path such as `owner.name`; of an array, those of its members. Undefined where the vendor does not provide it. */
export function cellAt(record: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    if (Array.isArray(value))
      return value.flatMap((member: unknown) => (isRecord(member) ? (member[name] ?? []) : []));
    if (value === null) return null; // without an owner there is no name of one
    return isRecord(value) ? value[name] : undefined;
  }, record);
}

export function rowOf(record: object, columns: readonly string[]): unknown[] {
  return columns.map((column) => {
    const value = cellAt(record, column);
    return value === undefined ? NOT_PROVIDED : value;
  });
}

/** The fields that have to be read for some columns. */
export function fieldsFor(columns: readonly string[]): string[] {
  return [...new Set(columns.map((column) => column.split(".", 1)[0] ?? column))];
}
