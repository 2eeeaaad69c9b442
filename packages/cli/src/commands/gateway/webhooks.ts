import type { UnifiedComponents } from "@mdmkit/unified";
import type { Call } from "../../args/call.ts";
import type { OptionTable } from "../../args/options.ts";
import { findAccount } from "../../gateway/accounts.ts";
import { defineGatewayCommand, idNote, SECRET_NOTE } from "../../gateway/define-command.ts";
import { defineRemoveCommand } from "../../gateway/define-remove-command.ts";
import { ONLY_KINDS } from "../../gateway/fleets.ts";
import { writeEntries } from "../../gateway/write-entries.ts";
import { printable } from "../../output/printable.ts";
import { displayTime } from "../../output/value.ts";
import { factsOf, writeOne } from "../../output/write-result.ts";
import { usageError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";

type Webhook = UnifiedComponents["schemas"]["Webhook"];

const ID_NOTE = idNote("webhooks");

/** `mdmkit gateway webhooks list` */
export const listWebhooksCommand = defineGatewayCommand({
  name: "gateway webhooks list",
  summary: "Lists the receivers of a gateway's changes, and how far each has received them.",
  notes: [
    "after: the position in the feed up to which changes are delivered. failed: attempts since then. A webhook whose attempts have all failed is disabled; nothing is lost by that.",
  ],
  examples: ["mdmkit gateway webhooks list", "mdmkit gateway webhooks list --output json"],
  async run(call, { gateway: { client, request } }) {
    const { result } = await request(client.GET("/admin/webhooks"));
    await writeEntries(call, result, {
      row: rowOf,
      cuttable: ["url"],
      problem: ({ id, problem }) => [id, problem],
      none: "No webhooks. `mdmkit gateway webhooks add` adds one.",
    });
    return EXIT.ok;
  },
});

function rowOf({ id, target_url, is_active, after, attempts, delivered_at, retry_at }: Webhook) {
  return {
    id,
    url: printable(target_url),
    status: is_active ? "active" : "disabled",
    after: String(after),
    delivered: delivered_at === null ? "never" : displayTime(delivered_at),
    failed: String(attempts),
    retry: retry_at === null ? "" : displayTime(retry_at),
  };
}

/** Null, which means all, is not shown as none. */
function writeWebhook(call: Call, webhook: Webhook): Promise<void> {
  const { integrated_account_ids: accounts, kinds } = webhook;
  const shown = { ...webhook, integrated_account_ids: accounts ?? "all", kinds: kinds ?? "all" };
  return writeOne(call, webhook, { facts: factsOf(shown) });
}

const ADD_OPTIONS = {
  account: {
    type: "text",
    value: "ID",
    multiple: true,
    summary: "only changes of this account, by id or name, repeatable",
  },
  kind: ONLY_KINDS,
  after: {
    type: "number",
    value: "N",
    min: 0,
    summary: "position in the feed to start after; 0 sends all that are kept (default: the latest change)",
  },
} as const satisfies OptionTable;

/** `mdmkit gateway webhooks add` */
export const addWebhookCommand = defineGatewayCommand({
  name: "gateway webhooks add",
  summary: "Lets a gateway send changes of stored fleets to a URL, and prints the secret that signs them.",
  arguments: ["URL"],
  options: ADD_OPTIONS,
  notes: ["Messages follow Standard Webhooks. URL must be https."],
  examples: [
    "mdmkit gateway webhooks add https://hooks.example.com/fleet",
    'mdmkit gateway webhooks add https://hooks.example.com/fleet --account "Head office" --kind missing',
  ],
  async run(call, { arguments: [target_url = ""], values: { account = [], kind, after }, gateway }) {
    const accounts: string[] = [];
    for (const idOrName of account) accounts.push((await findAccount(gateway, idOrName)).id);
    const body = {
      target_url,
      ...(accounts.length > 0 && { integrated_account_ids: [...new Set(accounts)] }),
      ...(kind && { kinds: [...new Set(kind)] }),
      ...(after !== undefined && { after }),
    };
    await writeWebhook(call, await gateway.request(gateway.client.POST("/admin/webhooks", { body })));
    await call.info(SECRET_NOTE);
    return EXIT.ok;
  },
});

/** `mdmkit gateway webhooks enable` and `disable` */
const activateCommand = (name: "enable" | "disable", summary: string) =>
  defineGatewayCommand({
    name: `gateway webhooks ${name}`,
    summary,
    arguments: ["ID"],
    notes: [ID_NOTE],
    examples: [`mdmkit gateway webhooks ${name} 9d2f6c1e-0b57-4c35-8f0e-5a1f7c0f3b21`],
    async run(call, { arguments: [id = ""], gateway: { client, request } }) {
      const body = { is_active: name === "enable" };
      const params = { path: { id } };
      await writeWebhook(call, await request(client.PATCH("/admin/webhooks/{id}", { params, body })));
      return EXIT.ok;
    },
  });

export const disableWebhookCommand = activateCommand("disable", "Keeps a gateway from sending to a webhook.");
export const enableWebhookCommand = activateCommand(
  "enable",
  "Sends to a webhook again, from where it stopped, and at once where the next attempt was still to come.",
);

const REPLAY_OPTIONS = {
  after: { type: "number", value: "N", min: 0, summary: "position in the feed to continue after" },
} as const satisfies OptionTable;

/** `mdmkit gateway webhooks replay` */
export const replayWebhookCommand = defineGatewayCommand({
  name: "gateway webhooks replay",
  summary: "Sends changes to a webhook again from an earlier position, or skips some.",
  arguments: ["ID"],
  options: REPLAY_OPTIONS,
  notes: [ID_NOTE],
  examples: ["mdmkit gateway webhooks replay 9d2f6c1e-0b57-4c35-8f0e-5a1f7c0f3b21 --after 1200"],
  async run(call, { arguments: [id = ""], values: { after }, gateway: { client, request } }) {
    if (after === undefined)
      throw usageError("Missing option --after.", "`mdmkit fleet changes` shows positions.");
    const params = { path: { id } };
    await writeWebhook(
      call,
      await request(client.PATCH("/admin/webhooks/{id}", { params, body: { after } })),
    );
    return EXIT.ok;
  },
});

/** `mdmkit gateway webhooks rotate` */
export const rotateWebhookCommand = defineGatewayCommand({
  name: "gateway webhooks rotate",
  summary:
    "Replaces the secret of a webhook and prints the new one. For a day, messages have signatures by both.",
  arguments: ["ID"],
  notes: [ID_NOTE],
  examples: ["mdmkit gateway webhooks rotate 9d2f6c1e-0b57-4c35-8f0e-5a1f7c0f3b21"],
  async run(call, { arguments: [id = ""], gateway: { client, request } }) {
    const params = { path: { id } };
    await writeWebhook(call, await request(client.POST("/admin/webhooks/{id}/rotate", { params })));
    await call.info(SECRET_NOTE);
    return EXIT.ok;
  },
});

/** `mdmkit gateway webhooks remove` */
export const removeWebhookCommand = defineRemoveCommand({
  list: "webhooks",
  summary: "Removes a webhook. What was not delivered stays in the feed.",
  id: "9d2f6c1e-0b57-4c35-8f0e-5a1f7c0f3b21",
  remove: (client, params) => client.DELETE("/admin/webhooks/{id}", { params }),
});
