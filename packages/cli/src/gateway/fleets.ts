import type { UnifiedComponents } from "@mdmkit/unified";
import type { OptionSpec } from "../args/options.ts";
import { namesOf, oneOf } from "./accounts.ts";
import { type Gateway, TOKEN } from "./connect.ts";

type Schemas = UnifiedComponents["schemas"];

/** Accounts that the token may see: their names by id, and the query for one of them, by id or name, or for all. */
export async function readAccounts({ client, request }: Gateway, only: string | undefined) {
  const { result } = await request(client.GET("/integrated-account"));
  return { names: namesOf(result), only: only === undefined ? undefined : oneOf(result, only).id };
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
export const READ_ACCESS = `${TOKEN} must hold a token with the scope read.`;

export const resourceOption = <Summary extends string>(summary: Summary) =>
  ({ type: "text", value: "RESOURCE", choices: FLEET_RESOURCES, summary }) as const satisfies OptionSpec;
