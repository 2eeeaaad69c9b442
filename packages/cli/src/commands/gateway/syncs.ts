import type { UnifiedComponents } from "@mdmkit/unified";
import type { Call } from "../../args/call.ts";
import type { OptionTable } from "../../args/options.ts";
import { accountNames, findAccount } from "../../gateway/accounts.ts";
import type { Gateway } from "../../gateway/connect.ts";
import { accountNote, defineGatewayCommand, idNote } from "../../gateway/define-command.ts";
import { defineRemoveCommand } from "../../gateway/define-remove-command.ts";
import { resourceOption } from "../../gateway/fleets.ts";
import { writeEntries } from "../../gateway/write-entries.ts";
import { display, displayTime } from "../../output/value.ts";
import { writeRows } from "../../output/write-result.ts";
import { EXIT } from "../../process/exit-code.ts";

type Sync = UnifiedComponents["schemas"]["Sync"];

const ID_NOTE = idNote("sync");

/** `mdmkit gateway sync list` */
export const listSyncsCommand = defineGatewayCommand({
  name: "gateway sync list",
  summary: "Lists what a gateway reads on a schedule, and whether what it stored is up to date.",
  notes: [
    "ok: the latest walk is complete. incomplete: nothing was taken for missing by it. failing, unauthorized: the vendor could not be read.",
  ],
  examples: ["mdmkit gateway sync list", "mdmkit gateway sync list --output json"],
  async run(call, { gateway }) {
    const { result } = await gateway.request(gateway.client.GET("/admin/syncs"));
    const names = await accountNames(gateway);
    const nameOf = ({ integrated_account_id: id }: Sync) => names.get(id) ?? id;
    await writeEntries(call, result, {
      row: (sync) => rowOf(sync, nameOf(sync)),
      cuttable: ["account"],
      problem: (sync) => [`${nameOf(sync)} ${sync.resource}`, sync.status_reason],
      none: "No syncs. `mdmkit gateway sync add` adds one.",
    });
    return EXIT.ok;
  },
});

async function writeSync(call: Call, gateway: Gateway, sync: Sync): Promise<void> {
  const names = await accountNames(gateway);
  const row = rowOf(sync, names.get(sync.integrated_account_id) ?? sync.integrated_account_id);
  await writeRows(call, { rows: [row], json: sync, cuttable: ["account"] });
}

function rowOf(sync: Sync, account: string) {
  const { id, resource, status, complete_at: completeAt } = sync;
  return {
    ...{ id, account, resource, status },
    complete: completeAt === null ? "never" : displayTime(completeAt),
    full: sync.full_schedule,
    incremental: display(sync.incremental_schedule),
  };
}

const ADD_OPTIONS = {
  resource: resourceOption("what to read (default: devices)"),
  full: {
    type: "text",
    value: "CRON",
    summary: "when to read the whole list, in UTC (default: every night)",
  },
  incremental: {
    type: "text",
    value: "CRON",
    summary: "when to read only what changed, in UTC (default: never)",
  },
} as const satisfies OptionTable;

/** `mdmkit gateway sync add` */
export const addSyncCommand = defineGatewayCommand({
  name: "gateway sync add",
  summary: "Lets a gateway read a list of an account now and on a schedule, and store its records.",
  arguments: ["ACCOUNT"],
  options: ADD_OPTIONS,
  notes: [accountNote("ACCOUNT")],
  examples: [
    'mdmkit gateway sync add "Head office"',
    'mdmkit gateway sync add "Head office" --resource users --full "30 2 * * *"',
  ],
  async run(call, { arguments: [idOrName = ""], values: { resource, full, incremental }, gateway }) {
    const { id } = await findAccount(gateway, idOrName);
    const body = {
      integrated_account_id: id,
      ...(resource !== undefined && { resource }),
      ...(full !== undefined && { full_schedule: full }),
      ...(incremental !== undefined && { incremental_schedule: incremental }),
    };
    const sync = await gateway.request(gateway.client.POST("/admin/syncs", { body }));
    await writeSync(call, gateway, sync);
    await call.info("The list is read now. `mdmkit gateway sync list` shows when it is stored.");
    return EXIT.ok;
  },
});

const RUN_OPTIONS = {
  incremental: { type: "switch", summary: "read only what changed, where the vendor reports that" },
} as const satisfies OptionTable;

/** `mdmkit gateway sync run` */
export const runSyncCommand = defineGatewayCommand({
  name: "gateway sync run",
  summary: "Lets a gateway read a list now.",
  arguments: ["ID"],
  options: RUN_OPTIONS,
  notes: [ID_NOTE],
  examples: ["mdmkit gateway sync run 1"],
  async run(call, { arguments: [id = ""], values: { incremental }, gateway: { client, request } }) {
    const body = { kind: incremental ? "incremental" : "full" } as const;
    await request(client.POST("/admin/syncs/{id}/run", { params: { path: { id } }, body }));
    await call.info("The walk is queued. `mdmkit gateway sync list` shows its status.");
    return EXIT.ok;
  },
});

/** `mdmkit gateway sync pause` and `resume` */
const pauseCommand = (name: "pause" | "resume", summary: string) =>
  defineGatewayCommand({
    name: `gateway sync ${name}`,
    summary,
    arguments: ["ID"],
    notes: [ID_NOTE],
    examples: [`mdmkit gateway sync ${name} 1`],
    async run(call, { arguments: [id = ""], gateway }) {
      const body = { paused: name === "pause" };
      const params = { path: { id } };
      await writeSync(
        call,
        gateway,
        await gateway.request(gateway.client.PATCH("/admin/syncs/{id}", { params, body })),
      );
      return EXIT.ok;
    },
  });

export const pauseSyncCommand = pauseCommand(
  "pause",
  "Keeps a gateway from reading a list. What is stored stays.",
);
export const resumeSyncCommand = pauseCommand("resume", "Lets a gateway read a list again.");

/** `mdmkit gateway sync remove` */
export const removeSyncCommand = defineRemoveCommand({
  list: "sync",
  summary: "Removes a sync with its stored records and changes. Nothing changes at the vendor.",
  id: "1",
  remove: (client, params) => client.DELETE("/admin/syncs/{id}", { params }),
});
