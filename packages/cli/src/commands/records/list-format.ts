import type { Call } from "../../args/call.ts";
import { type Column, columnsOf, columnsWith } from "../../output/columns.ts";
import { createCsvFormat } from "../../output/csv.ts";
import type { RecordFormat } from "../../output/format.ts";
import { createJsonFormat, createNdjsonFormat } from "../../output/json.ts";
import { type SortKey, sortedFormat } from "../../output/sorted.ts";
import { createTableFormat } from "../../output/table.ts";
import { createStyle } from "../../process/style.ts";
import type { Listed } from "../../resource.ts";
import { allFields } from "../../schema/fields.ts";

export type ListFormatOptions = {
  readonly resource: Listed;
  /** `--fields` */
  readonly fields: readonly string[] | undefined;
  /** `--hydrate`. A table without `--fields` shows these fields as well. */
  readonly hydrated: readonly string[];
  /** `--csv-verbatim` */
  readonly verbatim: boolean;
  /** `--sort`: records are held back until the end, which is when `limit` applies. */
  readonly sort: readonly SortKey[] | undefined;
  readonly limit: number | undefined;
  /** What rows have beside the record; a table shows it after the name, other formats first. */
  readonly added?: { readonly fields: readonly string[]; readonly columns: readonly Column[] };
};

/** The format of `--output`, in the order of `--sort`. */
export function createListFormat(
  target: Pick<Call, "globals" | "context">,
  options: ListFormatOptions,
): RecordFormat {
  const format = plainFormat(target, options);
  return options.sort ? sortedFormat(format, options.sort, options.limit) : format;
}

/** The unified fields that the format shows or sorts by; undefined: all that a record has. */
export function fieldsToRead(
  { output }: Call["globals"],
  {
    resource,
    fields,
    hydrated,
    sort = [],
  }: Pick<ListFormatOptions, "resource" | "fields" | "hydrated" | "sort">,
): readonly string[] | undefined {
  const isTable = output === undefined || output === "table";
  const shown = fields?.map(topLevel) ?? (isTable ? tableFields(resource, hydrated) : undefined);
  return shown && [...new Set([...shown, ...sort.map(({ path }) => topLevel(path))])];
}

const topLevel = (path: string): string => path.split(".", 1)[0] ?? path;

const tableFields = (resource: Listed, hydrated: readonly string[]): string[] =>
  columnsWith(resource, hydrated).flatMap(({ field }) => field ?? []);

/** At which record a list ends that is written as it is read. */
export const readingLimit = ({ sort, limit }: Pick<ListFormatOptions, "sort" | "limit">): number =>
  (sort ? undefined : limit) ?? Number.POSITIVE_INFINITY;

/** CSV without `--fields` contains all fields of the unified document, because its header is written before the records are known. */
function plainFormat(
  { globals, context: { stdout } }: Pick<Call, "globals" | "context">,
  { resource, fields, hydrated, verbatim, added }: ListFormatOptions,
): RecordFormat {
  const first = added?.fields ?? [];
  const paths = fields && [...first, ...fields];
  switch (globals.output) {
    case "json":
      return createJsonFormat({ fields: paths });
    case "ndjson":
      return createNdjsonFormat({ fields: paths });
    case "csv":
      return createCsvFormat({ fields: paths ?? [...first, ...allFields(resource)], verbatim });
    default: {
      const columns = fields ? columnsOf(fields) : columnsWith(resource, hydrated);
      return createTableFormat({
        columns: [...columns.slice(0, 1), ...(added?.columns ?? []), ...columns.slice(1)],
        width: stdout.columns,
        style: createStyle(stdout),
      });
    }
  }
}
