import { once } from "node:events";
import { join } from "node:path";
import type { RunningGateway, StartOptions } from "@mdmkit/gateway";
import type { Call } from "../../args/call.ts";
import { defineCommand } from "../../args/command.ts";
import type { GlobalValues } from "../../args/global-options.ts";
import type { OptionTable, ValuesOf } from "../../args/options.ts";
import type { Context } from "../../process/context.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";
import { COMMAND } from "../../process/invocation.ts";
import { usageError } from "../../process/problem.ts";

const OPTIONS = {
  host: { type: "text", value: "ADDRESS", summary: "where to listen (127.0.0.1)" },
  port: { type: "number", value: "N", least: 0, summary: "port; 0 takes a free one (8787)" },
  data: {
    type: "text",
    value: "FOLDER",
    summary: "embedded database (~/.local/share/mdmkit/gateway); with --sandbox, in memory unless given",
  },
  "admin-token": {
    type: "switch",
    summary: "issue another admin token; a start without a valid one does by itself",
  },
  rotate: { type: "switch", summary: "encrypt everything with the first key again, and end" },
  "allow-private": { type: "switch", summary: "let vendors be at private addresses and on loopback" },
  cors: { type: "text", value: "ORIGIN", multiple: true, summary: "let pages of this origin call" },
} as const satisfies OptionTable;

type Values = ValuesOf<typeof OPTIONS> & GlobalValues;

/** `mdmkit gateway` */
export const gatewayCommand = defineCommand({
  name: "gateway",
  summary:
    "Serves the unified API over HTTP, with an API reference at /docs, until it is interrupted. Requests are logged to stderr as lines of JSON, unless --quiet.",
  options: OPTIONS,
  notes: [
    "DATABASE_URL keeps everything in PostgreSQL instead. MDMKIT_GATEWAY_KEY encrypts credentials: 32 bytes in base64, several separated by commas to rotate. It must be set unless the database is embedded and only this machine can call.",
    "MDMKIT_ALLOW_PRIVATE=1 is --allow-private. `mdmkit gateway accounts add` connects an account of a vendor to a gateway that runs.",
  ],
  examples: ["mdmkit gateway --sandbox", "mdmkit gateway --port 9000 --data ./gateway"],
  async run(call, { values }) {
    const { startGateway } = await import("@mdmkit/gateway");
    const options = await startOptions(call, values);
    if (values.rotate) {
      if (values.sandbox || values["admin-token"])
        throw usageError("--rotate goes with neither --sandbox nor --admin-token: it encrypts, and ends.");
      return rotate(call, options);
    }
    const gateway = await startGateway(options);
    try {
      await call.context.stdout.write(greeting(gateway));
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
    const { accounts, answers } = await store.rotate();
    await call.context.stdout.write(`Encrypted again: ${accounts} accounts, ${answers} stored answers.\n`);
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
    corsOrigins: values.cors ?? [],
    allowPrivate: values["allow-private"] === true || isPrivate === "1",
    issueToken: values["admin-token"] ?? false,
    log: createJsonLog(values.quiet ? () => {} : write),
    say: (line) => write(`${line}\n`),
  };
}

function portOf(port: number): number {
  if (port < 65_536) return port;
  throw usageError("--port must be below 65536.");
}

function sandboxOf({ "sandbox-devices": devices, seed }: Values) {
  return { ...(devices !== undefined && { devices }), ...(seed !== undefined && { seed }) };
}

/** Undefined: in memory. */
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
      ? ["Admin token, shown this one time:", token]
      : ["There is an admin token already; --admin-token issues another."],
    sandboxes.length > 0
      ? ["Accounts of made-up data:", ...sandboxes.map(({ id, name }) => `${id}  ${name}`)]
      : [],
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
  if (token && account) return ["Try:", curl(url, { token, account })];
  return token ? [`Connect an account: MDMKIT_GATEWAY_TOKEN=… ${COMMAND} gateway accounts add`] : [];
}

function curl(url: string, { token, account }: { token: string; account: string }): string {
  return `curl '${url}/unified/mdm/devices?integrated_account_id=${account}&limit=2' -H 'Authorization: Bearer ${token}'`;
}
