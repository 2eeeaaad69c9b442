import { valueAt } from "../output/value.ts";
import type { ColumnType } from "../schema/column-type.ts";
import type { RecordFile } from "./record-file.ts";

export type ParquetColumn = { readonly path: string; readonly type: ColumnType };

/** Rows that are in memory at once. */
const ROW_GROUP = 5_000;

/** A Parquet file with a column for each path. Null and absent values are both null; times are exact to the millisecond. */
export async function createParquetFile(
  path: string,
  columns: readonly ParquetColumn[],
): Promise<RecordFile> {
  const { fileWriter, ParquetWriter } = await import("hyparquet-writer");
  const leaves = columns.flatMap(({ path: name, type }) => elementsOf(name, type));
  const file = new ParquetWriter({
    writer: fileWriter(path),
    schema: [{ name: "records", num_children: columns.length }, ...leaves],
    createdBy: "mdmkit",
  });
  let rows: object[] = [];
  const flush = async () => {
    if (rows.length === 0) return;
    const columnData = columns.map(({ path: name, type }) => ({
      name,
      data: rows.map((row) => toCell(valueAt(row, name), type)),
    }));
    await file.write({ columnData, rowGroupSize: rows.length });
    rows = [];
  };
  return {
    async add(records) {
      rows.push(...records);
      if (rows.length >= ROW_GROUP) await flush();
    },
    async end() {
      await flush();
      await file.finish();
    },
  };
}

type Element = ConstructorParameters<typeof import("hyparquet-writer").ParquetWriter>[0]["schema"][number];

const PHYSICAL: Record<Exclude<ColumnType, "texts">, Omit<Element, "name">> = {
  boolean: { type: "BOOLEAN" },
  integer: { type: "INT64" },
  number: { type: "DOUBLE" },
  time: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  json: { type: "BYTE_ARRAY", converted_type: "JSON" },
};

function elementsOf(name: string, type: ColumnType): Element[] {
  if (type !== "texts") return [{ name, repetition_type: "OPTIONAL", ...PHYSICAL[type] }];
  return [
    { name, repetition_type: "OPTIONAL", converted_type: "LIST", num_children: 1 },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", repetition_type: "OPTIONAL", ...PHYSICAL.text },
  ];
}

function toCell(value: unknown, type: ColumnType): unknown {
  if (value === undefined || value === null) return null;
  if (type === "integer") return BigInt(Number(value));
  if (type === "time") return new Date(String(value));
  if (type === "text") return String(value);
  return type === "texts" && Array.isArray(value) ? value.map(String) : value;
}
