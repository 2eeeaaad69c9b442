import { chmod, rename, stat } from "node:fs/promises";
import type { Session } from "../../account/session.ts";
import type { Call } from "../../args/call.ts";
import type { RecordFile } from "../../export/record-file.ts";
import { type WorkFolder, workFolderOf } from "../../export/work-folder.ts";
import { printReports } from "../../output/print-reports.ts";
import { reportLines } from "../../output/report.ts";
import { describeError, exitCodeOf } from "../../process/describe-error.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";
import { createStyle } from "../../process/style.ts";
import type { Resource } from "../../resource.ts";
import { type Outcome, readAccounts, recordsOf } from "./read-accounts.ts";

type Export = {
  readonly file: string;
  readonly folder: WorkFolder;
  readonly sessions: readonly Session[];
  readonly resource: Resource;
  readonly list: { readonly hydrate: readonly string[]; readonly [option: string]: unknown };
  /** Records have the name of their account. */
  readonly isCombined: boolean;
  /** `--accept-incomplete` */
  readonly accepts: boolean;
  /** Opens the new file. */
  open(): Promise<RecordFile>;
};

/** Reads all records into the work folder, and then writes the file from there. */
export async function exportRecords(call: Call, options: Export): Promise<ExitCode> {
  const { folder, file, sessions, resource, isCombined, accepts } = options;
  let done = false;
  try {
    const accounts = sessions.flatMap((session, index) => {
      const part = folder.parts[index];
      return part ? [{ session, part }] : [];
    });
    const outcomes = await readAccounts(call, accounts, options);
    await printOutcomes(call, outcomes, options);
    if (call.context.signal.aborted || (!accepts && outcomes.some(({ report }) => !report?.complete))) {
      const next = "What was read is kept: the same command goes on from there.";
      await call.info(`${file} was not written. ${next} (${workFolderOf(file)})`);
      call.context.signal.throwIfAborted();
      await call.info("--accept-incomplete writes it as it is.");
      const [failed] = outcomes.flatMap(({ error }) => error ?? []);
      return failed !== undefined && !isCombined ? exitCodeOf(failed) : EXIT.incomplete;
    }
    await writeFile(options, outcomes);
    done = true;
    await call.info(`Wrote ${recordsOf(outcomes)} ${resource} to ${file}.`);
    return outcomes.some(({ error }) => error !== undefined) ? EXIT.incomplete : EXIT.ok;
  } finally {
    await folder.close({ done });
  }
}

async function printOutcomes(
  call: Call,
  outcomes: readonly Outcome[],
  { resource, isCombined }: Pick<Export, "resource" | "isCombined">,
): Promise<void> {
  const style = createStyle(call.context.stderr);
  const { verbose = false } = call.globals;
  const reports = outcomes.map(({ session, report, error }) => {
    const label = isCombined ? `${session.account} ${resource}` : resource;
    const read = report ? reportLines(report, { label, style, localFilters: [] }) : [];
    const problem =
      error === undefined || call.context.signal.aborted ? [] : describeError(error, { verbose });
    return { lines: [...read, ...problem], complete: report?.complete ?? false };
  });
  await printReports(call, reports);
}

/** Writes the new file beside the old one, and then puts it in its place. */
async function writeFile(
  { file, folder, isCombined, open }: Pick<Export, "file" | "folder" | "isCombined" | "open">,
  outcomes: readonly Outcome[],
): Promise<void> {
  const mode = await stat(file).then(
    (existing) => existing.mode & 0o777,
    () => 0o600,
  );
  const output = await open();
  for (const { session, part } of outcomes) {
    const { account } = session;
    for await (const batch of part.batches())
      await output.add(isCombined ? batch.map((record) => ({ account, ...record })) : batch);
  }
  const reports = Object.fromEntries(outcomes.map(({ session, report }) => [session.account, report]));
  await output.end(isCombined ? { reports } : { report: outcomes[0]?.report });
  await chmod(folder.output, mode);
  await rename(folder.output, file);
}
