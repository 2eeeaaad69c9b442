import type { UnifiedComponents } from "@mdmkit/unified";
import { findAccount } from "./accounts.ts";
import type { Gateway } from "./connect.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of an account that was given by id or name. Only a name needs a token that may list the accounts. */
export async function accountIdOf(gateway: Gateway, idOrName: string): Promise<string> {
  return UUID.test(idOrName) ? idOrName : (await findAccount(gateway, idOrName)).id;
}

export const FLEET_RESOURCES = [
  "devices",
  "users",
  "apps",
  "organizations",
  "groups",
] as const satisfies readonly UnifiedComponents["schemas"]["FleetResource"][];

/** Options and notes of commands that read stored fleets. */
export const FLEET_ACCOUNT = {
  option: { type: "text", value: "ID", summary: "only this account, by id or name" },
  note: "MDMKIT_GATEWAY_TOKEN must hold a token with the scope read. The name of an account needs the scope admin; its id does not.",
} as const;
