import { isRecord } from "@mdmkit/runtime";
import { createStyle } from "../process/style.ts";
import { fitColumns } from "./column-widths.ts";
import { createCsvFormat } from "./csv.ts";
import type { Target } from "./format.ts";
import { toJsonLine, toPrettyJson } from "./json.ts";
import { printable } from "./printable.ts";
import { toFacts, toTable } from "./table.ts";
import { display, displayTime, pickPaths } from "./value.ts";

export type OneOptions = {
  readonly fields?: readonly string[] | undefined;
  /** Shown in the table instead of all properties. */
  readonly facts?: readonly (readonly [name: string, value: string])[];
};

/** Prints one record or result in the requested format. */
export async function writeOne(
  { context: { stdout }, globals }: Target,
  value: object,
  { fields, facts }: OneOptions = {},
): Promise<void> {
  const picked = fields ? pickPaths(value, fields) : value;
  switch (globals.output) {
    case "json":
      return stdout.write(toPrettyJson(picked));
    case "ndjson":
      return stdout.write(`${toJsonLine(picked, undefined)}\n`);
    case "csv":
      return stdout.write(
        createCsvFormat({ fields: fields ?? Object.keys(value), verbatim: false }).records([value]),
      );
    default:
      return stdout.write(toFacts(facts ?? factsOf(picked), createStyle(stdout)));
  }
}

/** One line for each property; members of nested objects get their own lines. */
export function factsOf(value: object, prefix = ""): [name: string, value: string][] {
  return Object.entries(value).flatMap(([name, member]): [string, string][] => {
    if (member === undefined) return [];
    const path = prefix + name;
    if (isRecord(member) && Object.keys(member).length > 0) return factsOf(member, `${path}.`);
    return [[printable(path), printable(name.endsWith("_at") ? displayTime(member) : display(member))]];
  });
}

/** The texts of a row, by column. */
export type Row = Readonly<Record<string, string>>;

/** Sentences may be cut to fit the terminal; values that people copy may not. */
const CUTTABLE = ["description"];
/** A sentence or an address that is cut more than this says nothing. */
const LONG = ["description", "url"];
const MIN_LONG_WIDTH = 24;

/** Prints rows of text whose properties are the columns. JSON formats print `json`, the data behind the rows. */
export async function writeRows(
  { context: { stdout }, globals, info }: Target,
  { rows, json, cuttable = CUTTABLE }: { rows: readonly Row[]; json: object; cuttable?: readonly string[] },
): Promise<void> {
  const fields = Object.keys(rows[0] ?? {});
  switch (globals.output) {
    case "json":
      return stdout.write(toPrettyJson(json));
    case "ndjson":
      return stdout.write(
        (Array.isArray(json) ? json : [json]).map((line) => `${toJsonLine(line, undefined)}\n`).join(""),
      );
    case "csv":
      if (rows.length === 0) return;
      return stdout.write(createCsvFormat({ fields, verbatim: false }).records(rows));
    default: {
      if (rows.length === 0) return;
      const columns = fields.map((field) => ({
        title: field.toUpperCase(),
        text: (row: object) => cell(row, field),
        ...(cuttable.includes(field) ? minWidthOf(field) : { minWidth: Number.POSITIVE_INFINITY }),
      }));
      const options = { columns, width: stdout.columns, style: createStyle(stdout) };
      await stdout.write(toTable(rows, options));
      const dropped = fields.slice(fitColumns(columns, rows, stdout.columns).length);
      if (dropped.length > 0)
        await info(`Columns left out: ${dropped.join(", ")}. Use a wider terminal, or --output json.`);
    }
  }
}

const minWidthOf = (field: string) => (LONG.includes(field) ? { minWidth: MIN_LONG_WIDTH } : {});

const cell = (row: object, field: string): string =>
  String(Object.entries(row).find(([name]) => name === field)?.[1] ?? "");
