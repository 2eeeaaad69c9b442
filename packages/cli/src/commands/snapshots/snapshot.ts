import { type CombinedFleet, type Device, snapshot, snapshotFleet } from "@mdmkit/unified";
import { isForSeveral } from "../../account/accounts.ts";
import type { Call } from "../../args/call.ts";
import { type Command, defineCommand } from "../../args/command.ts";
import { toJsonLine } from "../../output/json.ts";
import { outcomeReports } from "../../output/outcomes.ts";
import { printReports, type ReadReport } from "../../output/print-reports.ts";
import { reportLines } from "../../output/report.ts";
import { usageError } from "../../process/command-error.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";
import { createStyle } from "../../process/style.ts";
import type { Resource } from "../../resource.ts";
import { filterOptions } from "../../schema/filter-options.ts";
import { specsOf } from "../../schema/input-options.ts";
import { methodsOf } from "../records/find-id.ts";
import { combinedAccounts } from "../records/list-accounts.ts";
import { listHelp, READ_OPTIONS, readListOptions } from "../records/list-options.ts";

/** `mdmkit devices snapshot`, and the same for the other resources */
export function snapshotCommand(resource: Resource): Command {
  return defineCommand({
    name: `${resource} snapshot`,
    summary: `Prints all ${resource} as JSON, to be compared later with \`mdmkit ${resource} diff\`.`,
    options: READ_OPTIONS,
    schemaOptions: specsOf(filterOptions(resource)),
    help: (call) => listHelp(call, resource, READ_OPTIONS),
    notes: [
      "Only snapshots of the same accounts with the same filters can be compared. The exit code is 5 if the list is incomplete: the snapshot says so, and a comparison with it does not report missing records.",
    ],
    examples: [
      `mdmkit ${resource} snapshot > monday.json`,
      ...(resource === "devices" ? ["mdmkit devices snapshot --account all > fleet.json"] : []),
    ],
    async run(call, { values, schemaValues }) {
      const { output = "json", account } = call.globals;
      if (output !== "json") throw usageError("A snapshot is JSON.", "Leave --output out.");
      const isCombined = isForSeveral(account);
      if (isCombined && resource !== "devices")
        throw usageError(`A snapshot of ${resource} is of one account.`, "Name one with --account.");
      const options = {
        ...(await readListOptions(call, resource, { values, schemaValues, isCombined })),
        remoteData: values["remote-data"] ?? false,
      };
      return isCombined ? ofFleet(call, options) : ofList(call, resource, options);
    },
  });
}

async function ofList(call: Call, resource: Resource, options: object): Promise<ExitCode> {
  const session = await call.open();
  const listing = methodsOf(session.mdm, resource).list(options);
  const taken = await snapshot(listing, { account: session.account });
  const style = createStyle(call.context.stderr);
  const { local: localFilters } = listing.plan;
  const lines = reportLines(taken.report, { label: resource, style, localFilters });
  return write(call, taken, [{ lines, complete: taken.complete }]);
}

/** The joined devices of several accounts. */
async function ofFleet(call: Call, options: { hydrate: readonly string[] }): Promise<ExitCode> {
  const lists = combinedAccounts(await call.openAll());
  const fleet: CombinedFleet<{ account: string; device: Device }> = await lists.devices
    .list({ ...options, partial: true })
    .join();
  const style = createStyle(call.context.stderr);
  const { verbose = false } = call.globals;
  return write(
    call,
    snapshotFleet(fleet),
    outcomeReports(fleet.outcomes, { label: "devices", style, verbose }),
  );
}

async function write(
  call: Call,
  taken: { readonly complete: boolean; toJSON(): object },
  reports: readonly ReadReport[],
): Promise<ExitCode> {
  await call.context.stdout.write(`${toJsonLine(taken.toJSON(), undefined)}\n`);
  await printReports(call, reports);
  return taken.complete ? EXIT.ok : EXIT.incomplete;
}
