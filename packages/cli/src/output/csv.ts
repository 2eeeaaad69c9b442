import { isRecord } from "@mdmkit/runtime";
import type { RecordFormat } from "./format.ts";
import { valueAt } from "./value.ts";

/**
 * RFC 4180 with a header. Text that a spreadsheet would run as a formula gets a leading apostrophe unless `verbatim`;
 * numbers do not. Null and absent values are both empty; use JSON to distinguish them.
 */
export function createCsvFormat({
  fields,
  verbatim,
}: {
  fields: readonly string[];
  verbatim: boolean;
}): RecordFormat {
  let head = line(fields.map((field) => quote(field)));
  const text = (items: readonly object[]) => {
    const lines = items.map((item) => line(fields.map((field) => cell(valueAt(item, field), verbatim))));
    const all = head + lines.join("");
    head = "";
    return all;
  };
  return { records: text, end: () => text([]) };
}

const line = (cells: readonly string[]): string => `${cells.join(",")}\r\n`;

function cell(value: unknown, verbatim: boolean): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = plain(value);
  return quote(!verbatim && STARTS_FORMULA.test(text) ? `'${text}` : text);
}

// Characters listed by OWASP. Spreadsheets ignore leading white space.
const STARTS_FORMULA = /^\s*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/u;

function plain(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(plain).join("; ");
  return isRecord(value) ? JSON.stringify(value) : String(value).replace(CONTROL, "\ufffd");
}

// Tabs and line breaks are allowed inside quotes. Other control characters could control a terminal that shows the file.
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
