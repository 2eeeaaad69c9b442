import type { UnifiedComponents } from "@mdmkit/unified";
import { defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { findAccount, listAccounts } from "../../gateway/accounts.ts";
import { connectGateway, REMOTE } from "../../gateway/connect.ts";
import { printable } from "../../output/printable.ts";
import { writeOne } from "../../output/write-one.ts";
import { writeRows } from "../../output/write-rows.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";
import { usageError } from "../../process/problem.ts";

type Status = UnifiedComponents["schemas"]["AccountStatus"];

/** An account that does not work fails the command that looked. */
export const STATUS_CODES: Readonly<Record<Status, ExitCode>> = {
  active: EXIT.ok,
  needs_reauth: EXIT.credentials,
  error: EXIT.failed,
};

const ID_NOTE = "ID is the account's id, or its name if no other has that.";

/** `mdmkit gateway accounts list` */
export const listAccountsCommand = defineCommand({
  name: "gateway accounts list",
  summary: "Lists the accounts of a gateway, and whether they work. --vendor ID shows that vendor's.",
  ...REMOTE,
  notes: [REMOTE.note],
  examples: ["mdmkit gateway accounts list", "mdmkit gateway accounts list --output json"],
  async run(call, { values }) {
    const all = await listAccounts(connectGateway(call, values.url));
    const { vendor: wanted } = call.globals;
    const accounts = all.filter(({ vendor }) => wanted === undefined || vendor === wanted);
    await writeRows(call, {
      rows: accounts.map(({ name, vendor, status, id }) => ({ name: printable(name), vendor, status, id })),
      json: accounts,
      cuttable: ["name"],
    });
    const reasons = accounts.flatMap(({ name, status_reason: reason }) =>
      reason ? [`${name}: ${reason}`] : [],
    );
    await call.tell(...reasons.map(printable));
    if (accounts.length === 0) await call.tell("None. `mdmkit gateway accounts add` connects one.");
    return EXIT.ok;
  },
});

/** `mdmkit gateway accounts check` */
export const checkAccountCommand = defineCommand({
  name: "gateway accounts check",
  summary: "Tries the credentials of an account at the vendor, and says whose they are.",
  arguments: ["ID"],
  ...REMOTE,
  notes: [`${ID_NOTE} Credentials that the vendor refuses make the exit code 3.`, REMOTE.note],
  examples: ['mdmkit gateway accounts check "Head office"'],
  async run(call, { arguments: [word = ""], values }) {
    const gateway = connectGateway(call, values.url);
    const { id } = await findAccount(gateway, word);
    const check = await gateway.ask(
      gateway.client.POST("/admin/accounts/{id}/check", { params: { path: { id } } }),
    );
    await writeOne(call, check);
    return STATUS_CODES[check.status];
  },
});

const UPDATE_OPTIONS = {
  name: { type: "text", value: "NAME", summary: "new name" },
} as const satisfies OptionTable;

/** `mdmkit gateway accounts update` */
export const updateAccountCommand = defineCommand({
  name: "gateway accounts update",
  summary: "Renames an account.",
  arguments: ["ID"],
  ...REMOTE,
  options: { ...UPDATE_OPTIONS, ...REMOTE.options },
  notes: [`${ID_NOTE} New credentials: \`mdmkit gateway accounts rotate\`.`, REMOTE.note],
  examples: ['mdmkit gateway accounts update "Head office" --name "Berlin"'],
  async run(call, { arguments: [word = ""], values: { name, url } }) {
    if (name === undefined)
      throw usageError(
        "`gateway accounts update` needs --name.",
        "New credentials: `mdmkit gateway accounts rotate`.",
      );
    const gateway = connectGateway(call, url);
    const { id } = await findAccount(gateway, word);
    const changed = await gateway.ask(
      gateway.client.PATCH("/admin/accounts/{id}", { params: { path: { id } }, body: { name } }),
    );
    await writeOne(call, changed);
    return EXIT.ok;
  },
});
