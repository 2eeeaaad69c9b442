import type { VendorErrors } from "../contract/errors.ts";
import { isRecord } from "./record.ts";

/** Reads what a response must have. They throw `InvalidResponseError`: JSON of another shape is not from the vendor. */
export type Responses = {
  /** The rows of a list, of which any may be unreadable. */
  rowsIn<Row>(rows: readonly Row[] | null | undefined, operation: string): readonly Row[];
  /** The rows of a response that is nothing but a list: at least one of them is a record. */
  recordsIn<Row>(rows: readonly Row[] | null | undefined, operation: string): readonly Row[];
  /** A record, by the property that must have its id. */
  recordIn<Raw extends object>(raw: Raw | null | undefined, operation: string, id?: keyof Raw & string): Raw;
};

/** Creates the reads of a vendor's responses. */
export function createResponses({ invalidResponse }: VendorErrors): Responses {
  const rowsIn: Responses["rowsIn"] = (rows, operation) => {
    if (Array.isArray(rows)) return rows;
    throw invalidResponse(operation, "The response contains no list.");
  };
  return {
    rowsIn,
    recordsIn(rows, operation) {
      const records = rowsIn(rows, operation);
      if (records.length === 0 || records.some(isRecord)) return records;
      throw invalidResponse(operation, "The response is not a list of records.");
    },
    recordIn(raw, operation, id) {
      if (isRecord(raw) && isId(Reflect.get(raw, id ?? "id"))) return raw;
      throw invalidResponse(operation, "The response contains no record.");
    },
  };
}

const isId = (value: unknown): boolean =>
  typeof value === "string" ? value.trim() !== "" : Number.isInteger(value);

/** The id at a place of a response, such as that of a record or command that a write made; undefined where there is none. */
export function idAt(response: unknown, ...path: readonly (string | number)[]): string | undefined {
  const id = path.reduce<unknown>(
    (at, name) => (at == null ? undefined : Reflect.get(Object(at), name)),
    response,
  );
  return isId(id) ? String(id) : undefined;
}
