import { isRecord } from "@mdmkit/runtime";
import type { BulkTarget } from "@mdmkit/unified";
import { parse } from "csv-parse/sync";
import { usageError } from "../../process/command-error.ts";
import { parseJson } from "../../process/json-input.ts";

/** A line of `--from`: a device as a list printed it, or its id or serial number. */
export type Reference = { readonly target: BulkTarget } | { readonly serial: string };

const SERIAL = "serial:";
const EXPECTED =
  "Expected: ids or serial:NUMBER, one on each line; CSV with a column id or serial_number; or one JSON record on each line, with its id.";

/** The devices that a file names, as ids, CSV or NDJSON. Errors name lines and do not quote them. */
export function readReferences(text: string): Reference[] {
  const [first = ""] = text.trimStart().split("\n", 1);
  if (first.startsWith("{")) return fromNdjson(text);
  const isCsv = columnOf(first.split(",").map((name) => name.trim().replace(/^"(.*)"$/, "$1"))) !== undefined;
  if (isCsv) return fromCsv(text);
  if (first.includes(","))
    throw usageError("The first line of --from has no column id or serial_number.", EXPECTED);
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [referenceOf(line.trim())]));
}

const referenceOf = (text: string): Reference =>
  text.startsWith(SERIAL) ? { serial: text.slice(SERIAL.length) } : { target: text };

/** An id is enough; a serial number must be looked up. */
function columnOf(header: readonly string[]): "id" | "serial_number" | undefined {
  if (header.includes("id")) return "id";
  return header.includes("serial_number") ? "serial_number" : undefined;
}

function fromCsv(text: string): Reference[] {
  const rows = parseCsv(text);
  const column = columnOf(Object.keys(rows[0] ?? {})) ?? "id";
  return rows.flatMap((row, index): Reference[] => {
    const value = row[column]?.trim() ?? "";
    if (value === "") throw usageError(`Record ${index + 1} of --from has no ${column}.`, EXPECTED);
    return [column === "id" ? { target: value } : { serial: value }];
  });
}

function parseCsv(text: string): Record<string, string>[] {
  try {
    return parse(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim()),
      skip_empty_lines: true,
    });
  } catch {
    throw usageError("--from is not valid CSV.", EXPECTED); // the parser's message may quote the file
  }
}

function fromNdjson(text: string): Reference[] {
  return text.split("\n").flatMap((line, index): Reference[] => {
    if (line.trim() === "") return [];
    const record = parseJson(line);
    if (isRecord(record) && typeof record.id === "string") return [{ target: { ...record, id: record.id } }];
    throw usageError(`Line ${index + 1} of --from is not a record with an id.`, EXPECTED);
  });
}
