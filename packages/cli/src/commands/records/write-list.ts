import type { Listing } from "@mdmkit/unified";
import type { Call } from "../../args/call.ts";
import type { RecordFormat } from "../../output/format.ts";
import { printReports } from "../../output/print-reports.ts";
import { createProgress } from "../../output/progress.ts";
import { reportLines } from "../../output/report.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";
import { createStyle } from "../../process/style.ts";
import { createListFormat, type ListFormatOptions, readingLimit } from "./list-format.ts";

/** Writes a list to stdout page by page, so that memory use does not grow, and its report to stderr. */
export async function writeList(
  call: Call,
  listing: Listing<{ id: string }>,
  options: ListFormatOptions,
): Promise<ExitCode> {
  const { stderr } = call.context;
  const format = createListFormat(call, options);
  const limit = readingLimit(options);
  const { printed, isLimited } = await writePages(call, listing, {
    resource: options.resource,
    limit,
    format,
  });

  const { report, plan } = listing;
  const isIncomplete = !report.complete && !isLimited;
  const lines = reportLines(report, {
    label: options.resource,
    style: createStyle(stderr),
    localFilters: plan.local,
    limit: isLimited ? printed : undefined,
  });
  const note = format.note?.();
  await printReports(call, [{ lines, complete: !isIncomplete }]);
  await call.info(...(note ? [note] : []));
  return isIncomplete ? EXIT.incomplete : EXIT.ok;
}

type Pages = Pick<ListFormatOptions, "resource"> & { readonly limit: number; readonly format: RecordFormat };

/** `isLimited`: reading stopped at the limit, before the end of the list. */
async function writePages(
  { context, globals }: Call,
  listing: Listing<{ id: string }>,
  { resource, limit, format }: Pages,
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
    await stdout.write(format.end({ report: listing.report }));
  }
  return { printed, isLimited };
}
