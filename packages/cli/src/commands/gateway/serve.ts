import { once } from "node:events";
import { join } from "node:path";
import type { RunningGateway, StartOptions } from "@mdmkit/gateway";
import type { Call } from "../../args/call.ts";
import { defineCommand } from "../../args/command.ts";
import type { GlobalValues } from "../../args/global-options.ts";
import type { OptionTable, ValuesOf } from "../../args/options.ts";
import { usageError } from "../../process/command-error.ts";
import type { Context } from "../../process/context.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";
import { withProgram } from "../../process/program.ts";

const OPTIONS = {
  host: { type: "text", value: "ADDRESS", summary: "address to listen on (default: 127.0.0.1)" },
  port: { type: "number", value: "N", min: 0, summary: "port; 0 selects a free one (default: 8787)" },
  data: {
    type: "text",
    value: "FOLDER",
    summary:
      "folder of the embedded database (default: ~/.local/share/mdmkit/gateway; with --sandbox: in memory)",
  },
  "admin-token": {
    type: "switch",
    summary: "issue a new admin token; automatic when there is no valid one",
  },
  rotate: { type: "switch", summary: "re-encrypt stored data with the first key, and exit" },
  "allow-private": { type: "switch", summary: "allow vendor URLs at private and loopback addresses" },
  "page-requests": {
    type: "number",
    value: "N",
    summary: "vendor pages read to fill one page of a list, at most (default: 50)",
  },
  "page-seconds": {
    type: "number",
    value: "SECONDS",
    summary: "time after which no further vendor page is read to fill one (default: 15)",
  },
  "no-walks": {
    type: "switch",
    summary: "leave reading fleets and sending webhooks to other gateways on the same database",
  },
  "retention-days": {
    type: "number",
    value: "DAYS",
    summary: "time for which changes of stored fleets are kept (default: 400)",
  },
  "mcp-host": {
    type: "text",
    value: "NAME",
    multiple: true,
    summary: "host name by which agents reach /mcp, such as mdm.example.com",
  },
  "allow-actions": {
    type: "switch",
    summary: "let agents send device actions through /mcp, each confirmed by a person",
  },
  cors: {
    type: "text",
    value: "ORIGIN",
    multiple: true,
    summary: "allow requests from web pages of this origin",
  },
} as const satisfies OptionTable;

type Values = ValuesOf<typeof OPTIONS> & GlobalValues;

/** `mdmkit gateway` */
export const gatewayCommand = defineCommand({
  name: "gateway",
  summary:
    "Serves the unified API over HTTP until interrupted, with an API reference at /docs. Requests are logged on stderr as JSON lines, unless --quiet is set.",
  options: OPTIONS,
  notes: [
    "DATABASE_URL stores data in PostgreSQL instead. MDMKIT_GATEWAY_KEY is the encryption key: 32 bytes in base64. To rotate it, put the new key before the old one, separated by a comma. It is required unless the database is embedded and the gateway listens on this machine only.",
    "MDMKIT_ALLOW_PRIVATE=1 is the same as --allow-private. `mdmkit gateway accounts add` adds an account to a running gateway.",
  ],
  examples: ["mdmkit gateway --sandbox", "mdmkit gateway --port 9000 --data ./gateway"],
  async run(call, { values }) {
    const { startGateway } = await import("@mdmkit/gateway");
    const options = await startOptions(call, values);
    if (values.rotate) {
      if (values.sandbox || values["admin-token"])
        throw usageError("--rotate cannot be combined with --sandbox or --admin-token.");
      return rotate(call, options);
    }
    const gateway = await startGateway(options);
    try {
      await call.context.stdout.write(withProgram(greeting(gateway), call.context.program));
      if (!call.context.signal.aborted) await once(call.context.signal, "abort");
    } finally {
      await gateway.close();
    }
    return EXIT.ok;
  },
});

async function rotate(call: Call, { databaseUrl, folder, keys, say }: StartOptions): Promise<ExitCode> {
  const { openStore } = await import("@mdmkit/gateway");
  const store = await openStore({ databaseUrl, folder, keys, say, loopback: true, mustExist: true });
  try {
    const { accounts, responses, bulk, webhooks } = await store.rotate();
    await call.context.stdout.write(
      `Re-encrypted ${accounts} accounts, ${responses} stored responses, ${bulk} entries of bulk actions and ${webhooks} webhooks.\n`,
    );
  } finally {
    await store.close();
  }
  return EXIT.ok;
}

async function startOptions(call: Call, values: Values): Promise<StartOptions> {
  const { context } = call;
  const { createJsonLog } = await import("@mdmkit/gateway");
  const write = (text: string) => void context.stderr.write(text).catch(() => {});
  const databaseUrl = context.env.DATABASE_URL || undefined;
  const folder = databaseUrl ? undefined : folderFor(values, context);
  const { DATABASE_URL: _, MDMKIT_GATEWAY_KEY: keys, MDMKIT_ALLOW_PRIVATE: isPrivate } = context.env;
  return {
    ...(values.host !== undefined && { host: values.host }),
    ...(values.port !== undefined && { port: portOf(values.port) }),
    ...(databaseUrl && { databaseUrl }),
    ...(folder && { folder }),
    ...(keys && { keys }),
    ...(values.sandbox && { sandbox: sandboxOf(values) }),
    ...(values.timeout !== undefined && { vendorTimeoutMs: values.timeout * 1000 }),
    pageBudget: pageBudgetOf(values),
    walks: walksOf(values),
    corsOrigins: values.cors ?? [],
    tools: { hosts: values["mcp-host"] ?? [], allowActions: values["allow-actions"] ?? false },
    allowPrivate: values["allow-private"] === true || isPrivate === "1",
    issueToken: values["admin-token"] ?? false,
    log: createJsonLog(values.quiet ? () => {} : write),
    say: (line) => write(`${line}\n`),
  };
}

function portOf(port: number): number {
  if (port < 65_536) return port;
  throw usageError("--port must be at most 65535.");
}

function pageBudgetOf({ "page-requests": requests, "page-seconds": seconds }: Values) {
  return {
    ...(requests !== undefined && { requests }),
    ...(seconds !== undefined && { timeMs: seconds * 1000 }),
  };
}

function walksOf({ "no-walks": hasNone, "retention-days": retentionDays }: Values) {
  if (hasNone && retentionDays !== undefined)
    throw usageError("--retention-days cannot be combined with --no-walks.");
  return hasNone ? false : { ...(retentionDays !== undefined && { retentionDays }) };
}

function sandboxOf({ "sandbox-devices": devices, seed }: Values) {
  return { ...(devices !== undefined && { devices }), ...(seed !== undefined && { seed }) };
}

/** Undefined for a database in memory. */
function folderFor(
  { data, sandbox }: Values,
  { env, home }: Pick<Context, "env" | "home">,
): string | undefined {
  if (data !== undefined) return data;
  if (sandbox) return undefined;
  return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "mdmkit", "gateway");
}

function greeting({ url, token, sandboxes }: RunningGateway): string {
  const [first] = sandboxes;
  const paragraphs = [
    [`Listening on ${url}; API reference: ${url}/docs`],
    token
      ? ["Admin token, shown only once:", token]
      : ["A valid admin token exists. --admin-token issues another one."],
    sandboxes.length > 0 ? ["Sandbox accounts:", ...sandboxes.map(({ id, name }) => `${id}  ${name}`)] : [],
    next({ url, token, account: first?.id }),
  ];
  return paragraphs.flatMap((lines) => (lines.length > 0 ? [`${lines.join("\n")}\n`] : [])).join("\n");
}

function next({
  url,
  token,
  account,
}: {
  url: string;
  token: string | undefined;
  account: string | undefined;
}) {
  if (token && account) return ["First request:", curl(url, { token, account })];
  return token ? ["Add an account: MDMKIT_GATEWAY_TOKEN=… mdmkit gateway accounts add"] : [];
}

function curl(url: string, { token, account }: { token: string; account: string }): string {
  return `curl '${url}/unified/mdm/devices?integrated_account_id=${account}&limit=2' -H 'Authorization: Bearer ${token}'`;
}
