import type { UnifiedComponents } from "@mdmkit/unified";
import { EXIT } from "../process/exit-code.ts";
import { CommandError, usageError } from "../process/problem.ts";
import type { Gateway } from "./connect.ts";

type Account = UnifiedComponents["schemas"]["IntegratedAccount"];

export async function listAccounts({ client, ask }: Gateway): Promise<Account[]> {
  return (await ask(client.GET("/admin/accounts"))).result;
}

/** The account of an id, or of a name that only one has. */
export async function findAccount(gateway: Gateway, word: string): Promise<Account> {
  const accounts = await listAccounts(gateway);
  const named = accounts.filter(({ id, name }) => id === word.toLowerCase() || name === word);
  const [found, ...others] = named;
  if (!found) {
    throw new CommandError(`The gateway has no account ${word}.`, {
      exitCode: EXIT.notFound,
      advice: "`mdmkit gateway accounts list` shows what it has.",
    });
  }
  if (others.length === 0) return found;
  throw usageError(
    `Several accounts are called ${word}.`,
    `Their ids: ${named.map(({ id }) => id).join(", ")}.`,
  );
}
