import type { UnifiedComponents } from "@mdmkit/unified";
import { canAsk, readLine } from "../../account/prompt.ts";
import type { Call } from "../../args/call.ts";
import { defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { findAccount } from "../../gateway/accounts.ts";
import { connectGateway, REMOTE } from "../../gateway/connect.ts";
import { printable } from "../../output/printable.ts";
import { EXIT } from "../../process/exit-code.ts";
import { CommandError } from "../../process/problem.ts";

type Account = UnifiedComponents["schemas"]["IntegratedAccount"];

const OPTIONS = {
  confirm: { type: "text", value: "NAME", summary: "the account's name, again; without it you are asked" },
} as const satisfies OptionTable;

/** `mdmkit gateway accounts remove` */
export const removeAccountCommand = defineCommand({
  name: "gateway accounts remove",
  summary:
    "Removes an account from the gateway: its credentials are gone then. Nothing changes at the vendor.",
  arguments: ["ID"],
  ...REMOTE,
  options: { ...OPTIONS, ...REMOTE.options },
  notes: ["ID is the account's id, or its name if no other has that.", REMOTE.note],
  examples: ['mdmkit gateway accounts remove "Head office" --confirm "Head office"'],
  async run(call, { arguments: [word = ""], values: { confirm, url } }) {
    const gateway = connectGateway(call, url);
    const account = await findAccount(gateway, word);
    await assertConfirmed(call, account, confirm);
    const params = { path: { id: account.id } };
    await gateway.ask(gateway.client.DELETE("/admin/accounts/{id}", { params }));
    await call.tell(`Removed ${printable(account.name)} (${account.id}).`);
    return EXIT.ok;
  },
});

async function assertConfirmed(
  { context }: Call,
  account: Account,
  given: string | undefined,
): Promise<void> {
  const { name, vendor, id } = account;
  if (given === undefined && !canAsk(context)) {
    throw new CommandError("`remove` needs a confirmation, and there is no terminal to ask on.", {
      exitCode: EXIT.refused,
      advice: "Repeat the account's name: --confirm NAME.",
    });
  }
  const question = `About to remove ${printable(name)} (${vendor}, ${id}) with its credentials.\nType the name to go on: `;
  const typed = given ?? (await readLine(context, { question })).trim();
  if (typed === name) return;
  throw new CommandError("That is not the account's name; nothing was removed.", { exitCode: EXIT.refused });
}
