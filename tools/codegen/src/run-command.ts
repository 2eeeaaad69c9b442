import { COMMAND } from "./workspace/find-package.ts";
import type { CommandEnvironment } from "./workspace/terminal.ts";

type Run = (args: readonly string[], environment: CommandEnvironment) => number | Promise<number>;

/** Every command; only the one that is called is loaded. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Run> }>> = {
  generate: {
    summary: "Writes the generated files, or checks that they are up to date.",
    load: async () => (await import("./generate/run-generate.ts")).runGenerate,
  },
  spec: {
    summary: "Pulls, checks and compares documents: pull, lint, diff, impact, score, docs.",
    load: async () => (await import("./spec/run-spec-command.ts")).runSpecCommand,
  },
  "new-vendor": {
    summary: "Makes everything that a new vendor needs from its document.",
    load: async () => (await import("./new-vendor/run-new-vendor.ts")).runNewVendor,
  },
  "vendor-status": {
    summary: "Lists what is open for a vendor.",
    load: async () => (await import("./vendor-status/run-vendor-status.ts")).runVendorStatus,
  },
};

/** Runs one command and returns the exit code: 1 for a problem in the files, 2 for a wrong call. */
export async function runCommand(args: readonly string[], environment: CommandEnvironment): Promise<number> {
  const [name = "", ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return (await command.load())(rest, environment);
  const isHelp = ["help", "--help", "-h"].includes(name);
  (isHelp ? environment.out : environment.error).write(usage());
  return isHelp ? 0 : 2;
}

function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}\n`);
  return `Usage: ${COMMAND} <command>\n\n${rows.join("")}`;
}
