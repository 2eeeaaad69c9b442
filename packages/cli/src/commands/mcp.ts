import type { Call } from "../args/call.ts";
import { defineCommand } from "../args/command.ts";
import { usageError } from "../process/command-error.ts";
import { EXIT } from "../process/exit-code.ts";
import { readVersion } from "../process/program.ts";

/** `mdmkit mcp` */
export const mcpCommand = defineCommand({
  name: "mcp",
  summary:
    "Serves tools for agents over standard input and output (Model Context Protocol), until the client ends.",
  options: {
    "allow-actions": {
      type: "switch",
      summary: "let the agent send device actions, each confirmed by a person in the client",
    },
  },
  notes: [
    "A client starts this command itself: give it the command and its arguments. It sees all configured accounts, or those of --account. The tools only read, unless --allow-actions is set.",
    "An agent reads what the accounts can read, with names and email addresses of people. Give it an account whose credentials can only read.",
  ],
  examples: [
    "mdmkit mcp",
    "mdmkit mcp --account hq --allow-actions",
    "mdmkit mcp --account hq,labs",
    "mdmkit mcp --sandbox",
  ],
  async run(call, { values }) {
    const { context } = call;
    if (context.stdin.isTTY)
      throw usageError(
        "This command speaks with a program, not with a terminal.",
        "docs/agents.md shows how clients start it.",
      );
    const sessions = await openSessions(call); // what is wrong with the configuration shows at once
    const { createLocalFleet, serveStdio } = await import("@mdmkit/mcp");
    await serveStdio({
      fleet: createLocalFleet({
        open: async () => sessions,
        redact: call.redact,
        allowActions: values["allow-actions"] ?? false,
      }),
      version: await readVersion(),
      stdin: context.stdin,
      write: (text) => context.stdout.write(text),
      signal: context.signal,
      onUnexpected: (error) =>
        void call.info(`Unexpected error: ${error instanceof Error ? error.stack : String(error)}`),
    });
    return EXIT.ok;
  },
});

/** All configured accounts; one sandbox, unless several are named. */
async function openSessions(call: Call) {
  const { sandbox, account } = call.globals;
  return sandbox && account === undefined ? [await call.open()] : call.openAll();
}
