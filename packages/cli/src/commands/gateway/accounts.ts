import type { UnifiedComponents } from "@mdmkit/unified";
import type { OptionTable } from "../../args/options.ts";
import { findAccount, listAccounts } from "../../gateway/accounts.ts";
import { accountNote, defineGatewayCommand } from "../../gateway/define-command.ts";
import { writeEntries } from "../../gateway/write-entries.ts";
import { printable } from "../../output/printable.ts";
import { writeOne } from "../../output/write-result.ts";
import { usageError } from "../../process/command-error.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";

type Status = UnifiedComponents["schemas"]["AccountStatus"];

/** Exit codes of commands that verify an account. */
export const STATUS_CODES: Readonly<Record<Status, ExitCode>> = {
  active: EXIT.ok,
  needs_reauth: EXIT.credentials,
  error: EXIT.failed,
};

const ID_NOTE = accountNote("ID");

/** `mdmkit gateway accounts list` */
export const listAccountsCommand = defineGatewayCommand({
  name: "gateway accounts list",
  summary: "Lists the accounts of a gateway with their status. --vendor ID shows one vendor's accounts.",
  examples: ["mdmkit gateway accounts list", "mdmkit gateway accounts list --output json"],
  async run(call, { gateway }) {
    const all = await listAccounts(gateway);
    const { vendor: vendorId } = call.globals;
    const accounts = all.filter(({ vendor }) => vendorId === undefined || vendor === vendorId);
    await writeEntries(call, accounts, {
      row: ({ name, vendor, status, id }) => ({ name: printable(name), vendor, status, id }),
      cuttable: ["name"],
      problem: ({ name, status_reason: reason }) => [name, reason],
      none: "No accounts. `mdmkit gateway accounts add` adds one.",
    });
    return EXIT.ok;
  },
});

/** `mdmkit gateway accounts check` */
export const checkAccountCommand = defineGatewayCommand({
  name: "gateway accounts check",
  summary:
    "Verifies the credentials of an account with the vendor, and shows the organization they belong to.",
  arguments: ["ID"],
  notes: [`${ID_NOTE} The exit code is 3 if the vendor rejects the credentials.`],
  examples: ['mdmkit gateway accounts check "Head office"'],
  async run(call, { arguments: [idOrName = ""], gateway }) {
    const { id } = await findAccount(gateway, idOrName);
    const check = await gateway.request(
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
export const updateAccountCommand = defineGatewayCommand({
  name: "gateway accounts update",
  summary: "Renames an account.",
  arguments: ["ID"],
  options: UPDATE_OPTIONS,
  notes: [`${ID_NOTE} \`mdmkit gateway accounts rotate\` replaces the credentials.`],
  examples: ['mdmkit gateway accounts update "Head office" --name "Berlin"'],
  async run(call, { arguments: [idOrName = ""], values: { name }, gateway }) {
    if (name === undefined)
      throw usageError(
        "Missing option --name.",
        "`mdmkit gateway accounts rotate` replaces the credentials.",
      );
    const { id } = await findAccount(gateway, idOrName);
    const changed = await gateway.request(
      gateway.client.PATCH("/admin/accounts/{id}", { params: { path: { id } }, body: { name } }),
    );
    await writeOne(call, changed);
    return EXIT.ok;
  },
});
