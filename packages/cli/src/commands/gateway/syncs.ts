import type { UnifiedComponents } from "@mdmkit/unified";
import type { OptionTable } from "../../args/options.ts";
import { accountNames, findAccount } from "../../gateway/accounts.ts";
import { defineGatewayCommand } from "../../gateway/define-command.ts";
import { resourceOption } from "../../gateway/fleets.ts";
import { printable } from "../../output/printable.ts";
import { display, displayTime } from "../../output/value.ts";
import { writeOne, writeRows } from "../../output/write-result.ts";
import { EXIT } from "../../process/exit-code.ts";

type Sync = UnifiedComponents["schemas"]["Sync"];

const ID_NOTE = "ID is the id that `mdmkit gateway sync list` shows.";

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
    await writeRows(call, {
      rows: result.map((sync) => rowOf(sync, nameOf(sync))),
      json: result,
      cuttable: ["account"],
    });
    const reasons = result.flatMap((sync) =>
      sync.status_reason === null ? [] : [`${nameOf(sync)} ${sync.resource}: ${sync.status_reason}`],
    );
    await call.info(...reasons.map(printable));
    if (result.length === 0) await call.info("No syncs. `mdmkit gateway sync add` adds one.");
    return EXIT.ok;
  },
});

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
  notes: ["ACCOUNT is the account's id, or its name if that is unique."],
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
    await writeOne(call, await gateway.request(gateway.client.POST("/admin/syncs", { body })));
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
    async run(call, { arguments: [id = ""], gateway: { client, request } }) {
      const body = { paused: name === "pause" };
      await writeOne(
        call,
        await request(client.PATCH("/admin/syncs/{id}", { params: { path: { id } }, body })),
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
export const removeSyncCommand = defineGatewayCommand({
  name: "gateway sync remove",
  summary: "Removes a sync with its stored records and changes. Nothing changes at the vendor.",
  arguments: ["ID"],
  notes: [ID_NOTE],
  examples: ["mdmkit gateway sync remove 1"],
  async run(call, { arguments: [id = ""], gateway: { client, request } }) {
    await request(client.DELETE("/admin/syncs/{id}", { params: { path: { id } } }));
    await call.info(`Removed ${id}.`);
    return EXIT.ok;
  },
});
