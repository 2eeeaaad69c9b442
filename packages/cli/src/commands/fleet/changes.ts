import type { UnifiedComponents } from "@mdmkit/unified";
import { limitOption, type OptionTable } from "../../args/options.ts";
import { defineGatewayCommand } from "../../gateway/define-command.ts";
import { accountIdOf, ONLY_ACCOUNT, ONLY_KINDS, READ_ACCESS, resourceOption } from "../../gateway/fleets.ts";
import { printable } from "../../output/printable.ts";
import { display, displayTime } from "../../output/value.ts";
import { writeRows } from "../../output/write-result.ts";
import { usageError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";

type Change = UnifiedComponents["schemas"]["FleetChange"];

const OPTIONS = {
  after: { type: "number", value: "N", min: 0, summary: "only changes after this position" },
  account: ONLY_ACCOUNT,
  resource: resourceOption("only changes of these records"),
  kind: ONLY_KINDS,
  wait: {
    type: "number",
    value: "SECONDS",
    summary: "wait so long for a change if there is none, at most 60",
  },
  limit: limitOption("changes, at most 1000 (default: 100)"),
} as const satisfies OptionTable;

/** `mdmkit fleet changes` */
export const fleetChangesCommand = defineGatewayCommand({
  name: "fleet changes",
  summary: "Lists what changed in the fleets that a gateway stores, the oldest first.",
  options: OPTIONS,
  notes: ["The last line shows the position to continue from. --output json has it as next_after."],
  access: READ_ACCESS,
  examples: ["mdmkit fleet changes", "mdmkit fleet changes --after 1200 --kind missing --kind returned"],
  async run(call, { values: { after, account, resource, kind, wait, limit }, gateway }) {
    const ids = account === undefined ? undefined : [await accountIdOf(gateway, account)];
    const query = {
      ...(after !== undefined && { after }),
      ...(ids && { integrated_account_ids: ids }),
      ...(resource !== undefined && { resource }),
      ...(kind && { kind: [...new Set(kind)] }),
      ...(wait !== undefined && { wait }),
      ...(limit !== undefined && { limit }),
    };
    const page = await gateway.request(gateway.client.GET("/fleet/changes", { params: { query } }));
    await writeRows(call, { rows: page.result.flatMap(rowsOf), json: page, cuttable: ["before", "after"] });
    await call.info(`Continue with --after ${page.next_after}.`);
    return EXIT.ok;
  },
});

const HISTORY_OPTIONS = {
  account: { ...ONLY_ACCOUNT, summary: "the account, by id or name" },
  resource: resourceOption("what the record is (default: devices)"),
  limit: limitOption("changes, at most 1000 (default: 100)"),
} as const satisfies OptionTable;

/** `mdmkit fleet history` */
export const fleetHistoryCommand = defineGatewayCommand({
  name: "fleet history",
  summary: "Lists the changes to one stored record, the newest first.",
  arguments: ["ID"],
  options: HISTORY_OPTIONS,
  access: READ_ACCESS,
  examples: ['mdmkit fleet history 42 --account "Head office"'],
  async run(call, { arguments: [id = ""], values: { account, resource, limit }, gateway }) {
    if (account === undefined)
      throw usageError("Missing option --account.", "Records of two accounts can have one id.");
    const query = {
      integrated_account_id: await accountIdOf(gateway, account),
      ...(resource !== undefined && { resource }),
      ...(limit !== undefined && { limit }),
    };
    const { result } = await gateway.request(
      gateway.client.GET("/fleet/records/{id}/history", { params: { path: { id }, query } }),
    );
    await writeRows(call, { rows: result.flatMap(rowsOf), json: result, cuttable: ["before", "after"] });
    return EXIT.ok;
  },
});

/** Rows of a table: one for each field that changed. */
function rowsOf({ seq, at, kind, id, fields }: Change): Record<string, string>[] {
  const row = { seq: String(seq), at: displayTime(at), change: kind, id: printable(id) };
  const changed = Object.entries(fields ?? {}).map(([field, { before, after }]) => ({
    ...row,
    field,
    before: printable(display(before)),
    after: printable(display(after)),
  }));
  return changed.length > 0 ? changed : [{ ...row, field: "", before: "", after: "" }];
}
