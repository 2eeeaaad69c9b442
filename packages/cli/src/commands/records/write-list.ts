import type { Listing } from "@mdmkit/unified";
import type { Call } from "../../args/call.ts";
import { columnsOf, columnsWith } from "../../output/columns.ts";
import { createCsvFormat } from "../../output/csv.ts";
import type { RecordFormat } from "../../output/format.ts";
import { createJsonFormat, createNdjsonFormat } from "../../output/json.ts";
import { createProgress } from "../../output/progress.ts";
import { reportLines } from "../../output/report.ts";
import { createTableFormat } from "../../output/table.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";
import { createStyle } from "../../process/style.ts";
import type { Resource } from "../../resource.ts";
import { allFields } from "../../schema/fields.ts";

export type ListOutput = {
  readonly resource: Resource;
  /** `--fields` */
  readonly fields: readonly string[] | undefined;
  /** `--hydrate`. A table without `--fields` shows these fields as well. */
  readonly hydrated: readonly string[];
  /** `--csv-verbatim` */
  readonly verbatim: boolean;
  readonly limit: number | undefined;
};

/** Writes a list to stdout page by page, so that memory use does not grow, and its report to stderr. */
export async function writeList(
  call: Call,
  listing: Listing<{ id: string }>,
  options: ListOutput,
): Promise<ExitCode> {
  const { stderr } = call.context;
  const format = createFormat(call, options);
  const { printed, isLimited } = await writePages(call, listing, { ...options, format });

  const { report, plan } = listing;
  const isIncomplete = !report.complete && !isLimited;
  const lines = reportLines(report, {
    label: options.resource,
    style: createStyle(stderr),
    localFilters: plan.local,
    limit: isLimited ? printed : undefined,
  });
  const note = format.note?.();
  await call.info(...lines, ...(note ? [note] : []));
  if (isIncomplete && call.globals.quiet) await stderr.write(`${lines[0]}\n`);
  return isIncomplete ? EXIT.incomplete : EXIT.ok;
}

type Pages = Pick<ListOutput, "resource" | "limit"> & { readonly format: RecordFormat };

/** `isLimited`: reading stopped at the limit, before the end of the list. */
async function writePages(
  { context, globals }: Call,
  listing: Listing<{ id: string }>,
  { resource, limit = Number.POSITIVE_INFINITY, format }: Pages,
): Promise<{ printed: number; isLimited: boolean }> {
  const { stdout } = context;
  const progress = createProgress(context, { label: `Reading ${resource}`, quiet: globals.quiet ?? false });
  let isDrawing = true;
  let printed = 0;
  let isLimited = false;
  try {
    for await (const { items, next } of listing.pages()) {
      const shown = items.slice(0, limit - printed);
      printed += shown.length;
      const text = format.records(shown);
      if (text !== "") {
        progress.clear();
        if (stdout.isPipe) isDrawing = false;
        await stdout.write(text);
      }
      isLimited = printed >= limit && (shown.length < items.length || next !== null);
      if (isLimited) break;
      const { records, total, pages } = listing.report;
      if (isDrawing) progress.update({ done: records, total, pages });
    }
  } finally {
    progress.clear();
    await stdout.write(format.end(listing.report));
  }
  return { printed, isLimited };
}

/** CSV without `--fields` contains all fields of the unified document, because its header is written before the records are known. */
function createFormat(
  { globals, context: { stdout } }: Call,
  { resource, fields, hydrated, verbatim }: ListOutput,
): RecordFormat {
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
