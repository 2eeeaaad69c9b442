import type { Listing } from "@mdmkit/unified";
import type { Call } from "../../args/call.ts";
import type { RecordFormat } from "../../output/format.ts";
import { createProgress } from "../../output/progress.ts";
import { reportLines } from "../../output/report.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";
import { createStyle } from "../../process/style.ts";

export type ListToWrite = {
  readonly listing: Listing<{ id: string }>;
  readonly format: RecordFormat;
  readonly label: string;
  readonly limit: number | undefined;
};

/** Reads a list page by page onto stdout, so that memory stays flat, and reports on stderr. */
export async function writeList(
  call: Call,
  { listing, format, label, limit = Number.POSITIVE_INFINITY }: ListToWrite,
): Promise<ExitCode> {
  const { stdout, stderr } = call.context;
  const progress = createProgress(call.context, {
    label: `Reading ${label}`,
    quiet: call.globals.quiet ?? false,
  });
  let isDrawing = true;
  const write = async (text: string) => {
    if (text === "") return;
    progress.clear();
    if (stdout.isPipe) isDrawing = false;
    await stdout.write(text);
  };

  let printed = 0;
  let isStopped = false;
  try {
    for await (const { items, next } of listing.pages()) {
      const shown = items.slice(0, limit - printed);
      printed += shown.length;
      await write(format.records(shown));
      isStopped = printed >= limit && (shown.length < items.length || next !== null);
      if (isStopped) break;
      const { records, total, pages } = listing.report;
      if (isDrawing) progress.update({ done: records, total, pages });
    }
  } finally {
    progress.clear();
    await stdout.write(format.end(listing.report));
  }

  const { report, plan } = listing;
  const isIncomplete = !report.complete && !isStopped;
  const lines = reportLines(report, {
    label,
    style: createStyle(stderr),
    localFilters: plan.local,
    stoppedAt: isStopped ? printed : undefined,
  });
  const note = format.note?.();
  await call.tell(...lines, ...(note ? [note] : []));
  if (isIncomplete && call.globals.quiet) await stderr.write(`${lines[0]}\n`);
  return isIncomplete ? EXIT.incomplete : EXIT.ok;
}
