import { type AccountOutcome, createDeviceTally, type Device, INCOMPLETE_REASONS } from "@mdmkit/unified";
import { isForSeveral } from "../account/accounts.ts";
import type { Session } from "../account/session.ts";
import type { Call } from "../args/call.ts";
import { type Command, defineCommand } from "../args/command.ts";
import type { OptionTable } from "../args/options.ts";
import { toJsonLine } from "../output/json.ts";
import { outcomeReports } from "../output/outcomes.ts";
import { printReports } from "../output/print-reports.ts";
import { createProgress } from "../output/progress.ts";
import { usageError } from "../process/command-error.ts";
import { EXIT } from "../process/exit-code.ts";
import { readInput } from "../process/json-input.ts";
import { createStyle } from "../process/style.ts";
import { createAttention } from "../report/attention.ts";
import { type AccountReport, type FleetReport, FORMAT, VERSION } from "../report/fleet-report.ts";
import { reportPage } from "../report/page.ts";
import { readReport } from "../report/read-report.ts";
import { filterOptions } from "../schema/filter-options.ts";
import { specsOf } from "../schema/input-options.ts";
import { combinedAccounts } from "./records/list-accounts.ts";
import { listHelp, READ_OPTIONS, readListOptions } from "./records/list-options.ts";

const { "remote-data": _remoteData, ...READING } = READ_OPTIONS;
const OPTIONS = {
  against: { type: "text", value: "FILE", summary: "an earlier report: show what changed since" },
  names: { type: "switch", summary: "name devices that need attention, at most 50 for each reason" },
  ...READING,
} as const satisfies OptionTable;

/** `mdmkit report`: a fleet in numbers, as one page for people who have no terminal. */
export const reportCommand: Command = defineCommand({
  name: "report",
  summary: "Prints a report about a fleet as one HTML page.",
  options: OPTIONS,
  schemaOptions: specsOf(filterOptions("devices")),
  help: (call) => listHelp(call, "devices", OPTIONS),
  notes: [
    "The page shows platforms, disk encryption, compliance, last activity and operating systems, for all accounts and by account. It has no script and loads nothing. It names no device, unless --names is set.",
    "--output json prints the numbers. The exit code is 5 if the list of an account is incomplete: the report says so at its top.",
  ],
  examples: [
    "mdmkit report > fleet.html",
    "mdmkit report --account all --against last-month.html > fleet.html",
    "mdmkit report --sandbox --account all --names > fleet.html",
  ],
  async run(call, { values, schemaValues }) {
    const { output, account } = call.globals;
    if (output !== undefined && output !== "json")
      throw usageError("A report is an HTML page, or JSON.", "Leave --output out, or use --output json.");
    if (output === undefined && call.context.stdout.isTerminal)
      throw usageError("A report is a page for a browser.", "Write it to a file: mdmkit report > fleet.html");
    const against =
      values.against === undefined ? undefined : readReport(await readInput(call.context, values.against));
    const isCombined = isForSeveral(account);
    const list = await readListOptions(call, "devices", {
      values: { ...values, "remote-data": undefined },
      schemaValues,
      isCombined,
    });
    const withoutRemoteData = { ...list, remoteData: false };
    const report = await readFleet(call, {
      sessions: isCombined ? await call.openAll() : [await call.open()],
      list: withoutRemoteData,
      filters: schemaValues,
      names: values.names ?? false,
    });
    await call.context.stdout.write(
      output === "json" ? `${toJsonLine(report, undefined)}\n` : reportPage(report, against),
    );
    return report.complete ? EXIT.ok : EXIT.incomplete;
  },
});

type Reading = {
  readonly sessions: readonly Session[];
  /** Options of the lists. */
  readonly list: { readonly hydrate: readonly string[] };
  readonly filters: FleetReport["filters"];
  readonly names: boolean;
};

/** Reads all devices once and keeps only the counts. */
async function readFleet(
  call: Call,
  { sessions, list: options, filters, names }: Reading,
): Promise<FleetReport> {
  const list: DeviceList = combinedAccounts(sessions).devices.list({ ...options, partial: true });
  const createdAt = new Date();
  const now = createdAt.getTime();
  const tallies = new Map(sessions.map(({ account }) => [account, createDeviceTally(now)]));
  const attention = names ? createAttention(now) : undefined;
  const progress = createProgress(call.context, {
    label: "Reading devices",
    quiet: call.globals.quiet ?? false,
  });
  let done = 0;
  try {
    for await (const { account, device } of list) {
      tallies.get(account)?.add(device);
      attention?.add(account, device);
      done += 1;
      if (done % 100 === 0) progress.update({ done, total: null });
    }
  } finally {
    progress.clear();
  }
  await writeOutcomes(call, list);
  return {
    format: FORMAT,
    version: VERSION,
    created_at: createdAt.toISOString(),
    complete: list.complete,
    filters,
    accounts: [...tallies].map(
      ([account, tally]): AccountReport => ({
        account,
        ...stateOf(list.outcomes[account]),
        ...tally.counts(),
      }),
    ),
    ...(attention && { attention: attention.lists() }),
  };
}

function stateOf(outcome: AccountOutcome | undefined): Pick<AccountReport, "complete" | "problem"> {
  if (outcome?.report.complete) return { complete: true, problem: null };
  const { reason = null } = outcome?.report ?? {};
  // An error's message can quote what a vendor said; its code cannot.
  const why = outcome?.error ? `it could not be read (${outcome.error.code})` : "it did not end";
  return { complete: false, problem: reason && reason !== "failed" ? INCOMPLETE_REASONS[reason] : why };
}

type DeviceList = AsyncIterable<{ readonly account: string; readonly device: Device }> & {
  readonly outcomes: Readonly<Record<string, AccountOutcome | undefined>>;
  readonly complete: boolean;
};

async function writeOutcomes(call: Call, { outcomes }: DeviceList): Promise<void> {
  const style = createStyle(call.context.stderr);
  const { verbose = false } = call.globals;
  await printReports(call, outcomeReports(outcomes, { label: "devices", style, verbose }));
}
