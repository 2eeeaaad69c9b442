import type { UnifiedComponents } from "@mdmkit/unified";
import { defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { findAccount } from "../../gateway/accounts.ts";
import { connectGateway, REMOTE } from "../../gateway/connect.ts";
import { printable } from "../../output/printable.ts";
import { displayTime } from "../../output/value.ts";
import { writeOne } from "../../output/write-one.ts";
import { writeRows } from "../../output/write-rows.ts";
import { EXIT } from "../../process/exit-code.ts";
import { usageError } from "../../process/problem.ts";

type Schemas = UnifiedComponents["schemas"];

/** `mdmkit gateway tokens list` */
export const listTokensCommand = defineCommand({
  name: "gateway tokens list",
  summary: "Lists the API tokens of a gateway, without the tokens themselves.",
  ...REMOTE,
  notes: [REMOTE.note],
  examples: ["mdmkit gateway tokens list"],
  async run(call, { values }) {
    const { client, ask } = connectGateway(call, values.url);
    const { result: tokens } = await ask(client.GET("/admin/tokens"));
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
  name: { type: "text", value: "NAME", summary: "what people call it" },
  scope: {
    type: "text",
    value: "SCOPE",
    multiple: true,
    choices: SCOPES,
    summary: "what it may do, once for each",
  },
  account: {
    type: "text",
    value: "ID",
    multiple: true,
    summary: "with which account, by id or name, once for each (all)",
  },
  expires: {
    type: "text",
    value: "DATE",
    summary: "end, such as 2027-01-31 or 2027-01-31T12:00:00Z (never)",
  },
} as const satisfies OptionTable;

/** `mdmkit gateway tokens issue` */
export const issueTokenCommand = defineCommand({
  name: "gateway tokens issue",
  summary: "Issues an API token and prints it, this one time.",
  ...REMOTE,
  options: { ...OPTIONS, ...REMOTE.options },
  notes: [
    "No scope includes another. destructive is for deletions, and for actions that cut a user off or destroy data; admin is for accounts, tokens and the audit log.",
    REMOTE.note,
  ],
  examples: [
    "mdmkit gateway tokens issue --name reports --scope read",
    'mdmkit gateway tokens issue --name helpdesk --scope read --scope write --account "Head office" --expires 2027-01-31',
  ],
  async run(call, { values: { name, scope: scopes, account: words = [], expires, url } }) {
    if (name === undefined || scopes === undefined)
      throw usageError("`gateway tokens issue` needs --name and --scope.", `Scopes: ${SCOPES.join(", ")}.`);
    const end = expires === undefined ? undefined : timeOf(expires);
    const gateway = connectGateway(call, url);
    const accounts: string[] = [];
    for (const word of words) accounts.push((await findAccount(gateway, word)).id);
    const body = {
      name,
      scopes: [...new Set(scopes)],
      ...(accounts.length > 0 && { accounts: [...new Set(accounts)] }),
      ...(end !== undefined && { expires_at: end }),
    };
    await writeOne(call, await gateway.ask(gateway.client.POST("/admin/tokens", { body })));
    await call.tell("Keep the token: it is not shown again.");
    return EXIT.ok;
  },
});

/** A day begins in UTC. */
function timeOf(date: string): string {
  const isDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?$/.test(date);
  const time = isDate ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(time))
    throw usageError("--expires must be a date such as 2027-01-31 or 2027-01-31T12:00:00Z.");
  return new Date(time).toISOString();
}

/** `mdmkit gateway tokens revoke` */
export const revokeTokenCommand = defineCommand({
  name: "gateway tokens revoke",
  summary: "Revokes an API token: it is refused from now on.",
  arguments: ["ID"],
  ...REMOTE,
  notes: ["ID is what `mdmkit gateway tokens list` shows, not the token itself.", REMOTE.note],
  examples: ["mdmkit gateway tokens revoke 4f2a9c1d0b7e6a35"],
  async run(call, { arguments: [id = ""], values }) {
    const { client, ask } = connectGateway(call, values.url);
    await ask(client.DELETE("/admin/tokens/{id}", { params: { path: { id } } }));
    await call.tell(`Revoked ${id}.`);
    return EXIT.ok;
  },
});
