import {
  type BulkPlan,
  type BulkResult,
  type BulkRun,
  fromWireAction,
  GUARDED_ACTIONS,
  parseBulkPlan,
  runBulk,
} from "@mdmkit/unified";
import { canPrompt, readLine } from "../../account/prompt.ts";
import type { Session } from "../../account/session.ts";
import type { Call } from "../../args/call.ts";
import { printable } from "../../output/printable.ts";
import { createProgress } from "../../output/progress.ts";
import { display } from "../../output/value.ts";
import { writeRows } from "../../output/write-result.ts";
import { CommandError, usageError } from "../../process/command-error.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";
import { readInput } from "../../process/json-input.ts";
import { kebab } from "../../schema/input-options.ts";
import { openLog } from "./open-log.ts";

export type ApplyRequest = {
  /** `--apply` */
  readonly path: string;
  /** The action on the command line. */
  readonly action: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly confirm: number | undefined;
  readonly budget: number | undefined;
  /** `--log` */
  readonly log: string | undefined;
};

/** Runs a plan, and goes on where an earlier run of it ended. */
export async function apply(call: Call, request: ApplyRequest): Promise<ExitCode> {
  const { path, action, inputs, budget } = request;
  const plan = parseBulkPlan(await readInput(call.context, path));
  if (plan.action !== action) throw usageError(`The plan is for the action ${kebab(plan.action)}.`);
  const session = await call.open();
  if (plan.account !== session.account)
    throw usageError(
      `The plan is for the account ${plan.account ?? "of another program"}.`,
      "Choose it with --account or --vendor.",
    );
  const confirm = await readCount(call, session, { plan, option: request.confirm });
  const logPath = request.log ?? `${path}.log`;
  const log = await openLog(logPath);
  try {
    if (log.entries.length > 0) await call.info(`Going on from ${logPath}: what was sent is not repeated.`);
    const progress = createProgress(call.context, { label: "Devices", quiet: call.globals.quiet ?? false });
    let done = 0;
    const run = await runBulk(session.vendor, plan, {
      ...{ inputs, log, entries: log.entries, signal: call.context.signal },
      ...(confirm !== undefined && { confirm }),
      ...(budget !== undefined && { budget }),
      onResult: () => progress.update({ done: ++done, total: plan.devices.length }),
    }).finally(progress.clear);
    return await writeRun(call, { plan, run, logPath });
  } finally {
    await log.close();
  }
}

/** Actions that lock people out or destroy data need the number of devices, as an option or typed. */
async function readCount(
  { context }: Call,
  { mdm, account }: Session,
  { plan, option }: { plan: BulkPlan; option: number | undefined },
): Promise<number | undefined> {
  const isGuarded = GUARDED_ACTIONS.some((guarded) => guarded === fromWireAction(plan.action));
  const count = plan.devices.length;
  if (option !== undefined || !isGuarded) return option;
  if (!canPrompt(context))
    throw new CommandError(
      `\`${kebab(plan.action)}\` must be confirmed, and there is no terminal to ask on.`,
      {
        exitCode: EXIT.refused,
        advice: `Repeat the number of devices with --confirm ${count}.`,
      },
    );
  const question = `About to ${kebab(plan.action)} ${count} devices of ${printable(account)} (${mdm.vendor.name}).\nType the number of devices to continue: `;
  const typed = (await readLine(context, { question })).trim();
  if (typed === String(count)) return count;
  throw new CommandError("The number does not match. Nothing was sent.", { exitCode: EXIT.refused });
}

async function writeRun(
  call: Call,
  { plan, run, logPath }: { plan: BulkPlan; run: BulkRun; logPath: string },
): Promise<ExitCode> {
  const { results, counts, stopped } = run;
  const names = new Map(plan.devices.map(({ id, name }) => [id, name]));
  const rowOf = ({ id, outcome, command_id, message = "" }: BulkResult) => ({
    ...{ id, name: display(names.get(id)), outcome, command: command_id ?? "" },
    message: call.redact(message),
  });
  const json = call.globals.output === "ndjson" ? results : run;
  await writeRows(call, { rows: results.map(rowOf), json, cuttable: ["name", "message"] });
  const parts = Object.entries(counts).flatMap(([outcome, count]) =>
    count > 0 ? [`${count} ${outcome}`] : [],
  );
  const why = stopped === null ? "" : ` (stopped: ${stopped}; run it again to go on)`;
  await call.info(`${parts.join(", ")}${why}. The log is ${logPath}.`);
  if (call.context.signal.aborted) return EXIT.interrupted;
  if (stopped === "authentication") return EXIT.credentials;
  if (counts.failed + counts.unsettled > 0) return EXIT.failed;
  if (counts.skipped > 0) return EXIT.incomplete;
  return counts.refused > 0 ? EXIT.refused : EXIT.ok;
}
