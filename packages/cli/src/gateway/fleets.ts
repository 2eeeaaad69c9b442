import type { UnifiedComponents } from "@mdmkit/unified";
import type { OptionSpec } from "../args/options.ts";
import { findAccount } from "./accounts.ts";
import { type Gateway, TOKEN } from "./connect.ts";

type Schemas = UnifiedComponents["schemas"];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of an account that was given by id or name. Only a name needs a token that may list the accounts. */
export async function accountIdOf(gateway: Gateway, idOrName: string): Promise<string> {
  return UUID.test(idOrName) ? idOrName : (await findAccount(gateway, idOrName)).id;
}

const FLEET_RESOURCES = [
  "devices",
  "users",
  "apps",
  "organizations",
  "groups",
] as const satisfies readonly Schemas["FleetResource"][];

export const ONLY_ACCOUNT = {
  type: "text",
  value: "ID",
  summary: "only this account, by id or name",
} as const satisfies OptionSpec;

export const ONLY_KINDS = {
  type: "text",
  value: "KIND",
  multiple: true,
  choices: [
    "created",
    "updated",
    "missing",
    "returned",
  ] as const satisfies readonly Schemas["FleetChangeKind"][],
  summary: "only these changes, repeatable",
} as const satisfies OptionSpec;

/** What the token of a command that reads stored fleets must be allowed to do. */
export const READ_ACCESS = `${TOKEN} must hold a token with the scope read. The name of an account needs the scope admin; its id does not.`;

export const resourceOption = <Summary extends string>(summary: Summary) =>
  ({ type: "text", value: "RESOURCE", choices: FLEET_RESOURCES, summary }) as const satisfies OptionSpec;
