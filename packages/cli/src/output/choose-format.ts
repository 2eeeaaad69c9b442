import type { Call } from "../args/call.ts";
import { createStyle } from "../process/style.ts";
import { allFields } from "../schema/fields.ts";
import { columnsOf, columnsWith, type Resource } from "./columns.ts";
import { createCsvFormat } from "./csv.ts";
import type { RecordFormat } from "./format.ts";
import { createJsonFormat, createNdjsonFormat } from "./json.ts";
import { createTableFormat } from "./table.ts";

export type FormatOptions = {
  readonly resource: Resource;
  readonly fields: readonly string[] | undefined;
  /** Fields that were read for the asking; a table without `fields` shows them, too. */
  readonly hydrated: readonly string[];
  readonly verbatim: boolean;
};

/** The format asked for. CSV without `--fields` has every field of the unified document, because its header comes first. */
export function chooseFormat(
  { globals, context }: Call,
  { resource, fields, hydrated, verbatim }: FormatOptions,
): RecordFormat {
  const { stdout } = context;
  switch (globals.output) {
    case "json":
      return createJsonFormat({ fields });
    case "ndjson":
      return createNdjsonFormat({ fields });
    case "csv":
      return createCsvFormat({ fields: fields ?? allFields(resource), verbatim });
    default:
      return createTableFormat({
        columns: fields ? columnsOf(fields) : columnsWith(resource, hydrated),
        width: stdout.columns,
        style: createStyle(stdout),
      });
  }
}
