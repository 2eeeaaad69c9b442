import type { UnifiedComponents } from "@mdmkit/unified";
import { canPrompt, readLine } from "../../account/prompt.ts";
import type { Call } from "../../args/call.ts";
import type { OptionTable } from "../../args/options.ts";
import { findAccount } from "../../gateway/accounts.ts";
import { accountNote, defineGatewayCommand } from "../../gateway/define-command.ts";
import { printable } from "../../output/printable.ts";
import { CommandError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";

type Account = UnifiedComponents["schemas"]["IntegratedAccount"];

const OPTIONS = {
  confirm: {
    type: "text",
    value: "NAME",
    summary: "repeat the account's name to confirm; without it you are prompted",
  },
} as const satisfies OptionTable;

/** `mdmkit gateway accounts remove` */
export const removeAccountCommand = defineGatewayCommand({
  name: "gateway accounts remove",
  summary: "Removes an account and its credentials from the gateway. Nothing changes at the vendor.",
  arguments: ["ID"],
  options: OPTIONS,
  notes: [accountNote("ID")],
  examples: ['mdmkit gateway accounts remove "Head office" --confirm "Head office"'],
  async run(call, { arguments: [idOrName = ""], values: { confirm }, gateway }) {
    const account = await findAccount(gateway, idOrName);
    await assertConfirmed(call, account, confirm);
    const params = { path: { id: account.id } };
    await gateway.request(gateway.client.DELETE("/admin/accounts/{id}", { params }));
    await call.info(`Removed ${printable(account.name)} (${account.id}).`);
    return EXIT.ok;
  },
});

async function assertConfirmed(
  { context }: Call,
  account: Account,
  option: string | undefined,
): Promise<void> {
  const { name, vendor, id } = account;
  if (option === undefined && !canPrompt(context)) {
    throw new CommandError("`remove` must be confirmed, and there is no terminal to ask on.", {
      exitCode: EXIT.refused,
      advice: "Repeat the account's name with --confirm NAME.",
    });
  }
  const question = `About to remove ${printable(name)} (${vendor}, ${id}) with its credentials.\nType the name to continue: `;
  const typed = option ?? (await readLine(context, { question })).trim();
  if (typed === name) return;
  throw new CommandError("The name does not match. Nothing was removed.", { exitCode: EXIT.refused });
}
