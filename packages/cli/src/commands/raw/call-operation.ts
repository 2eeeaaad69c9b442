import { isSequence, type OperationInput } from "@mdmkit/runtime";
import { INCOMPLETE_REASONS } from "@mdmkit/unified";
import type { OperationDescription } from "@mdmkit/unified/vendors";
import { askToType, assertCanAsk } from "../../account/confirm.ts";
import type { Session } from "../../account/session.ts";
import type { Call } from "../../args/call.ts";
import { type Command, defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { toCompactJson, toPrettyJson } from "../../output/json.ts";
import { printReports } from "../../output/print-reports.ts";
import { printable } from "../../output/printable.ts";
import { usageError } from "../../process/command-error.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";
import { WRITE_OPTIONS, writeOutcome } from "../records/write-outcome.ts";
import { candidateVendors, type FoundOperation, findOperation } from "./documents.ts";
import { operationHelp } from "./operation-help.ts";
import { readInput } from "./read-input.ts";
import { writeItems, writeSequence } from "./write-items.ts";

const OPTIONS = {
  json: { type: "text", value: "JSON", summary: "the body as JSON, @FILE, or - for standard input" },
  all: { type: "switch", summary: "all records of a list, page by page" },
  ...WRITE_OPTIONS,
  confirm: {
    type: "text",
    value: "VALUE",
    summary: "repeat the value of the last path parameter to confirm; without it you are prompted",
  },
} as const satisfies OptionTable;

/** `mdmkit raw systems_list`, and the same for every operation of every vendor's document */
export function operationCommand(name: string): Command {
  return defineCommand({
    name: `raw ${name}`,
    summary: "Calls an operation of a vendor's own API, and prints its response as JSON.",
    rest: "NAME=VALUE",
    options: OPTIONS,
    examples: [`mdmkit raw ${name} --sandbox`],
    help: async (call) =>
      operationHelp(name, await findOperation(await candidateVendors(call), name), OPTIONS),
    async run(call, { arguments: given, values }) {
      const { output } = call.globals;
      if (output !== undefined && output !== "json" && output !== "ndjson")
        throw usageError("A vendor's response is JSON.", "Leave --output out, or use --output ndjson.");
      const { descriptor } = await call.account();
      const found = await findOperation([descriptor], name);
      const input = await readInput(call.context, found, { given, json: values.json });
      const session = await call.open();
      const dryRun = values["dry-run"];
      if (values.all && !dryRun) return writeRecords(call, session, { name, input });
      const confirm =
        found.operation.safety === "destructive"
          ? await confirmOperation(call, {
              name,
              operation: found.operation,
              input,
              option: values.confirm,
              dryRun,
            })
          : undefined;
      const { signal } = call.context;
      if (dryRun)
        return writeOutcome(call, await session.mdm.raw.request(name, input, { dryRun: true, signal }));
      return writeResponse(call, await session.mdm.raw.request(name, input, { signal, confirm }), found);
    },
  });
}

type Confirmation = {
  readonly name: string;
  readonly operation: OperationDescription;
  readonly input: OperationInput;
  /** `--confirm` */
  readonly option: string | undefined;
  readonly dryRun: boolean | undefined;
};

/** The confirmation of a destructive operation: the value of `--confirm`, or what the user types. The engine compares it. */
async function confirmOperation(
  { context }: Call,
  { name, operation, input, option, dryRun }: Confirmation,
): Promise<string | undefined> {
  if (option !== undefined || dryRun) return option;
  const { confirmedBy, method, path } = operation;
  const what = confirmedBy ? `value of ${confirmedBy}` : "name of the operation";
  assertCanAsk(context, { action: name, keys: what, value: "VALUE" });
  const value = confirmedBy ? String(input.path?.[confirmedBy] ?? "") : name;
  return askToType(context, {
    about: `About to call ${name} (${method} ${path}): ${printable(value)}.`,
    what,
    value,
  });
}

type Response = { readonly data: unknown; readonly response: { readonly status: number } };

/** Prints a response as JSON; one without a body as its status, on standard error. */
async function writeResponse(
  call: Call,
  { data, response }: Response,
  { operation }: FoundOperation,
): Promise<ExitCode> {
  const { stdout } = call.context;
  if (isSequence(data)) return writeSequence(call, data, operation);
  if (data === undefined || data === "") await call.info(`Status ${response.status}, without a body.`);
  else if (data instanceof Blob) await stdout.write(new Uint8Array(await data.arrayBuffer()));
  else if (typeof data === "string") await stdout.write(stdout.isTerminal ? `${printable(data)}\n` : data);
  else await stdout.write(call.globals.output === "ndjson" ? `${toCompactJson(data)}\n` : toPrettyJson(data));
  return EXIT.ok;
}

/** Prints all records of a list as they are read, with the list's report. */
async function writeRecords(
  call: Call,
  { mdm }: Session,
  { name, input }: { name: string; input: OperationInput },
): Promise<ExitCode> {
  const list = await mdm.raw.paginate(name, input, { signal: call.context.signal, incomplete: "report" });
  await writeItems(call, list, () => list.report);
  const { pages, records, complete, reason } = list.report;
  const state = complete
    ? "complete"
    : `INCOMPLETE, ${reason ? INCOMPLETE_REASONS[reason] : "it did not end"}`;
  const text = `${records} records read in ${pages} ${pages === 1 ? "page" : "pages"}: ${state}`;
  await printReports(call, [{ lines: [text], complete }]);
  return complete ? EXIT.ok : EXIT.incomplete;
}
