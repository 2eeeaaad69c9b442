import type { UnifiedComponents } from "@mdmkit/unified";
import { limitOption, type OptionTable } from "../../args/options.ts";
import { defineGatewayCommand } from "../../gateway/define-command.ts";
import { ONLY_ACCOUNT, ONLY_KINDS, READ_ACCESS, readAccounts, resourceOption } from "../../gateway/fleets.ts";
import type { Target } from "../../output/format.ts";
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
    const { names, only } = await readAccounts(gateway, account);
    const query = {
      ...(after !== undefined && { after }),
      ...(only !== undefined && { integrated_account_ids: [only] }),
      ...(resource !== undefined && { resource }),
      ...(kind && { kind: [...new Set(kind)] }),
      ...(wait !== undefined && { wait }),
      ...(limit !== undefined && { limit }),
    };
    const page = await gateway.request(gateway.client.GET("/fleet/changes", { params: { query } }));
    await writeChanges(call, page.result, { names, json: page });
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
    const { names, only = "" } = await readAccounts(gateway, account);
    const query = {
      integrated_account_id: only,
      ...(resource !== undefined && { resource }),
      ...(limit !== undefined && { limit }),
    };
    const { result } = await gateway.request(
      gateway.client.GET("/fleet/records/{id}/history", { params: { path: { id }, query } }),
    );
    await writeChanges(call, result, { names, json: result });
    return EXIT.ok;
  },
});

type Shown = { readonly names: ReadonlyMap<string, string>; readonly json: object };

function writeChanges(call: Target, changes: readonly Change[], { names, json }: Shown): Promise<void> {
  const rows = changes.flatMap((change) => rowsOf(change, names));
  return writeRows(call, { rows, json, cuttable: ["account", "before", "after"] });
}

/** Rows of a table: one for each field that changed. */
function rowsOf(change: Change, names: Shown["names"]): Record<string, string>[] {
  const { seq, at, kind, id, fields, integrated_account_id: account, resource, origin } = change;
  const changed = Object.entries(fields ?? {}).map(([field, { before, after }]) => ({
    ...{ field, before: printable(display(before)), after: printable(display(after)) },
  }));
  return (changed.length > 0 ? changed : [{ field: "", before: "", after: "" }]).map((values) => ({
    ...{ seq: String(seq), at: displayTime(at), account: names.get(account) ?? account },
    ...{ change: kind, id: printable(id), ...values, resource, origin },
  }));
}
