import type { Call } from "../args/call.ts";
import { createStyle } from "../process/style.ts";
import { createCsvFormat } from "./csv.ts";
import { toJsonLine, toPrettyJson } from "./json.ts";
import { layOut } from "./layout.ts";
import { toTable } from "./table.ts";

type Row = Readonly<Record<string, string>>;

/** Sentences may be cut; what people copy may not. */
const SENTENCES = ["description"];

/** Prints rows of text whose properties are the columns; as JSON, what they were made from. */
export async function writeRows(
  call: Call,
  { rows, json, cuttable = SENTENCES }: { rows: readonly Row[]; json: object; cuttable?: readonly string[] },
): Promise<void> {
  const { stdout } = call.context;
  const fields = Object.keys(rows[0] ?? {});
  switch (call.globals.output) {
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
        ...(cuttable.includes(field) ? {} : { least: Number.POSITIVE_INFINITY }),
      }));
      const options = { columns, width: stdout.columns, style: createStyle(stdout) };
      await stdout.write(toTable(rows, options));
      const dropped = fields.slice(layOut(columns, rows, stdout.columns).length);
      if (dropped.length > 0)
        await call.tell(`No room for ${dropped.join(", ")}: widen the terminal, or choose another --output.`);
    }
  }
}

const cell = (row: object, field: string): string =>
  String(Object.entries(row).find(([name]) => name === field)?.[1] ?? "");
