import { InvalidInputError } from "@mdmkit/runtime";
import type { FleetAccount } from "../fleet/fleet.ts";
import { quoted } from "../output/tool-result.ts";
import type { ToolCall } from "./tool.ts";

/** The argument that selects an account. */
export const ACCOUNT = {
  account: {
    type: "string",
    description: "Id or name of one account, as `capabilities` lists them. Without it: all accounts.",
  },
} as const;

/** The account of an argument, or all. Throws for one that the caller cannot see. */
export async function accountsFor(
  { fleet }: Pick<ToolCall, "fleet">,
  account: string | undefined,
): Promise<readonly FleetAccount[]> {
  const accounts = await fleet.accounts();
  if (accounts.length === 0)
    throw new InvalidInputError("No account is connected.", { advice: "A person has to add one." });
  if (account === undefined) return accounts;
  const found = accounts.filter(({ id }) => id === account);
  const [match, ...others] = found.length > 0 ? found : accounts.filter(({ name }) => name === account);
  const known = accounts.map(({ id, name }) =>
    id === name ? quoted(id) : `${quoted(id)} (${quoted(name)})`,
  );
  if (!match) throw new InvalidInputError(`Unknown account. Accounts: ${known.join(", ")}.`);
  if (others.length > 0) throw new InvalidInputError("Several accounts have this name. Use an id.");
  return [match];
}

/** The account of an argument that must name one, unless there is only one. */
export async function accountFor(
  call: Pick<ToolCall, "fleet">,
  account: string | undefined,
): Promise<FleetAccount> {
  const [only, ...others] = await accountsFor(call, account);
  if (only && others.length === 0) return only;
  const names = (await call.fleet.accounts()).map(({ id }) => quoted(id));
  throw new InvalidInputError(`Say which \`account\`: ${names.join(", ")}.`);
}
