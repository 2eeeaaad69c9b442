import { COMMAND } from "./workspace/find-package.ts";
import type { CommandEnvironment } from "./workspace/terminal.ts";

type Run = (args: readonly string[], environment: CommandEnvironment) => number | Promise<number>;

/** `usage` is what `--help` prints; a command without it prints its own. */
type Loaded = { readonly run: Run; readonly usage?: string };

/** Every command; only the one that is called is loaded. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Loaded> }>> =
  {
    generate: {
      summary: "Writes the generated files, or checks that they are up to date.",
      load: async () => {
        const { runGenerate, GENERATE_USAGE } = await import("./generate/run-generate.ts");
        return { run: runGenerate, usage: GENERATE_USAGE };
      },
    },
    spec: {
      summary: "Pulls, checks and compares documents: pull, lint, diff, impact, score, docs.",
      load: async () => ({ run: (await import("./spec/run-spec-command.ts")).runSpecCommand }),
    },
    "new-vendor": {
      summary: "Makes everything that a new vendor needs from its document.",
      load: async () => {
        const { runNewVendor, NEW_VENDOR_USAGE } = await import("./new-vendor/run-new-vendor.ts");
        return { run: runNewVendor, usage: NEW_VENDOR_USAGE };
      },
    },
    "vendor-status": {
      summary: "Lists what is open for a vendor.",
      load: async () => {
        const { runVendorStatus, VENDOR_STATUS_USAGE } = await import("./vendor-status/run-vendor-status.ts");
        return { run: runVendorStatus, usage: VENDOR_STATUS_USAGE };
      },
    },
  };

/** Runs one command and returns the exit code: 1 for a problem in the files, 2 for a wrong call. */
export async function runCommand(args: readonly string[], environment: CommandEnvironment): Promise<number> {
  const [name = "", ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) {
    const { run, usage: text } = await command.load();
    if (text === undefined || !rest.some((arg) => HELP.has(arg))) return run(rest, environment);
    environment.out.write(text);
    return 0;
  }
  const isHelp = name === "help" || HELP.has(name);
  (isHelp ? environment.out : environment.error).write(usage());
  return isHelp ? 0 : 2;
}

const HELP: ReadonlySet<string> = new Set(["--help", "-h"]);

function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}\n`);
  return `Usage: ${COMMAND} <command>\n\n${rows.join("")}`;
}
