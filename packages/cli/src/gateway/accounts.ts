import type { UnifiedComponents } from "@mdmkit/unified";
import { printable } from "../output/printable.ts";
import { CommandError, usageError } from "../process/command-error.ts";
import { EXIT } from "../process/exit-code.ts";
import type { Gateway } from "./connect.ts";

type Account = UnifiedComponents["schemas"]["IntegratedAccount"];

export async function listAccounts({ client, request }: Gateway): Promise<Account[]> {
  return (await request(client.GET("/admin/accounts"))).result;
}

/** The names of accounts by their ids, for people. */
export async function accountNames(gateway: Gateway): Promise<ReadonlyMap<string, string>> {
  return namesOf(await listAccounts(gateway));
}

export const namesOf = (accounts: readonly Named[]): ReadonlyMap<string, string> =>
  new Map(accounts.map(({ id, name }) => [id, printable(name)]));

/** The account with this id, or with this name if the name is unique. */
export async function findAccount(gateway: Gateway, idOrName: string): Promise<Account> {
  return oneOf(await listAccounts(gateway), idOrName);
}

type Named = { readonly id: string; readonly name: string };

/** The one of some accounts with this id, or with this name if that is unique among them. */
export function oneOf<Known extends Named>(accounts: readonly Known[], idOrName: string): Known {
  const matches = accounts.filter(({ id, name }) => id === idOrName.toLowerCase() || name === idOrName);
  const [found, ...others] = matches;
  if (!found) {
    throw new CommandError(`The gateway has no account ${idOrName}.`, {
      exitCode: EXIT.notFound,
      advice: "`mdmkit gateway accounts list` lists its accounts.",
    });
  }
  if (others.length === 0) return found;
  throw usageError(
    `Several accounts are named ${idOrName}.`,
    `Use one of their ids: ${matches.map(({ id }) => id).join(", ")}.`,
  );
}
