import type { UnifiedComponents } from "@mdmkit/unified";
import type { OptionTable } from "../../args/options.ts";
import { findAccount } from "../../gateway/accounts.ts";
import { defineGatewayCommand, idNote } from "../../gateway/define-command.ts";
import { printable } from "../../output/printable.ts";
import { displayTime } from "../../output/value.ts";
import { writeOne, writeRows } from "../../output/write-result.ts";
import { usageError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";

type Schemas = UnifiedComponents["schemas"];

/** `mdmkit gateway tokens list` */
export const listTokensCommand = defineGatewayCommand({
  name: "gateway tokens list",
  summary: "Lists the API tokens of a gateway. The tokens themselves are not shown.",
  examples: ["mdmkit gateway tokens list"],
  async run(call, { gateway: { client, request } }) {
    const { result: tokens } = await request(client.GET("/admin/tokens"));
    await writeRows(call, { rows: tokens.map(rowOf), json: tokens, cuttable: ["name"] });
    return EXIT.ok;
  },
});

function rowOf({ id, name, scopes, accounts, expires_at, last_used_at }: Schemas["ApiToken"]) {
  return {
    name: printable(name),
    scopes: scopes.join(","),
    id,
    accounts: accounts === "all" ? accounts : String(accounts.length),
    expires: expires_at === null ? "never" : displayTime(expires_at),
    used: last_used_at === null ? "never" : displayTime(last_used_at),
  };
}

const SCOPES = ["read", "write", "destructive", "admin"] as const satisfies readonly Schemas["TokenScope"][];

const OPTIONS = {
  name: { type: "text", value: "NAME", summary: "name of the token" },
  scope: {
    type: "text",
    value: "SCOPE",
    multiple: true,
    choices: SCOPES,
    summary: "permitted scope, repeatable",
  },
  account: {
    type: "text",
    value: "ID",
    multiple: true,
    summary: "permitted account by id or name, repeatable (default: all accounts)",
  },
  expires: {
    type: "text",
    value: "DATE",
    summary: "expiry, such as 2027-01-31 or 2027-01-31T12:00:00Z (default: never)",
  },
} as const satisfies OptionTable;

/** `mdmkit gateway tokens issue` */
export const issueTokenCommand = defineGatewayCommand({
  name: "gateway tokens issue",
  summary: "Issues an API token and prints it. It cannot be shown again.",
  options: OPTIONS,
  notes: [
    "Scopes do not include each other. destructive: deletions, and actions that lock a user out or destroy data. admin: accounts, tokens and the audit log.",
  ],
  examples: [
    "mdmkit gateway tokens issue --name reports --scope read",
    'mdmkit gateway tokens issue --name helpdesk --scope read --scope write --account "Head office" --expires 2027-01-31',
  ],
  async run(call, input) {
    const { name, scope: scopes, account: idsOrNames = [], expires } = input.values;
    if (name === undefined || scopes === undefined)
      throw usageError("--name and --scope are required.", `Scopes: ${SCOPES.join(", ")}.`);
    const expiresAt = expires === undefined ? undefined : timeOf(expires);
    const { gateway } = input;
    const accounts: string[] = [];
    for (const idOrName of idsOrNames) accounts.push((await findAccount(gateway, idOrName)).id);
    const body = {
      name,
      scopes: [...new Set(scopes)],
      ...(accounts.length > 0 && { accounts: [...new Set(accounts)] }),
      ...(expiresAt !== undefined && { expires_at: expiresAt }),
    };
    await writeOne(call, await gateway.request(gateway.client.POST("/admin/tokens", { body })));
    await call.info("Store the token now. It cannot be shown again.");
    return EXIT.ok;
  },
});

/** A date without a time is midnight UTC. */
function timeOf(date: string): string {
  const isDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?$/.test(date);
  const time = isDate ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(time))
    throw usageError("--expires must be a date such as 2027-01-31 or 2027-01-31T12:00:00Z.");
  return new Date(time).toISOString();
}

/** `mdmkit gateway tokens revoke` */
export const revokeTokenCommand = defineGatewayCommand({
  name: "gateway tokens revoke",
  summary: "Revokes an API token. The gateway rejects it from then on.",
  arguments: ["ID"],
  notes: [`${idNote("tokens")} It is not the token itself.`],
  examples: ["mdmkit gateway tokens revoke 4f2a9c1d0b7e6a35"],
  async run(call, { arguments: [id = ""], gateway: { client, request } }) {
    await request(client.DELETE("/admin/tokens/{id}", { params: { path: { id } } }));
    await call.info(`Revoked ${id}.`);
    return EXIT.ok;
  },
});
