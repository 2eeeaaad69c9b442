import { parseArgs } from "node:util";
import { discoverSpecs } from "../workspace/discover.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { findRoot, outsideMessage } from "../workspace/layout.ts";
import { ProblemError } from "../workspace/problem.ts";
import { type CommandEnvironment, printProblems } from "../workspace/terminal.ts";
import { CallError, type Command, type ExitCode, type FlagValues } from "./command.ts";

/** Every command of `pnpm spec`; each is loaded when it is called. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  pull: async () => (await import("./pull-command.ts")).pullCommand,
  diff: async () => (await import("./diff-command.ts")).diffCommand,
  impact: async () => (await import("./impact-command.ts")).impactCommand,
  lint: async () => (await import("./lint-command.ts")).lintCommand,
  score: async () => (await import("./redocly-commands.ts")).scoreCommand,
  docs: async () => (await import("./redocly-commands.ts")).docsCommand,
};

/** Runs `pnpm spec …` and returns the exit code. */
export async function runSpecCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<ExitCode> {
  const { out, error, cwd } = environment;
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    (name === undefined ? error : out).write(await usage());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    const near = closest(name, Object.keys(COMMANDS));
    error.write(`Unknown command: ${name}.${near ? ` Did you mean ${near}?` : ""}\n\n${await usage()}`);
    return 2;
  }
  const command = await load();
  try {
    const { flags, names } = readArguments(command, rest);
    if (flags.help) {
      out.write(`${command.summary}\n\n${command.usage}`);
      return 0;
    }
    const root = findRoot(cwd);
    if (!root) throw new CallError(outsideMessage(cwd));
    return await command.run({ ...environment, root, specs: discoverSpecs(root), names, flags });
  } catch (problem) {
    if (problem instanceof CallError) {
      error.write(`${problem.message}\n\n${command.usage}`);
      return 2;
    }
    if (problem instanceof ProblemError) printProblems(problem.problems, error);
    else error.write(`${explain(problem)}\n`);
    return 1;
  }
}

function readArguments(command: Command, args: readonly string[]): { flags: FlagValues; names: string[] } {
  try {
    const options = { ...command.flags, help: { type: "boolean", short: "h" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    return { flags: values, names: positionals };
  } catch (error) {
    throw new CallError(error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error));
  }
}

async function usage(): Promise<string> {
  const rows = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, load]) => `  ${name.padEnd(8)}${(await load()).summary}\n`),
  );
  return `Usage: ${COMMAND} spec <command> [--help]\n\n${rows.join("")}`;
}

/** An unexpected error, without a stack trace unless DEBUG is set. */
function explain(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem);
  if (process.env.DEBUG) return problem.stack ?? problem.message;
  const reason =
    problem instanceof RangeError ? "the document is nested or linked too deeply" : problem.message;
  return `Unexpected error: ${reason.split("\n")[0]}. Nothing was written. Run with DEBUG=1 for the stack trace.`;
}

/** The most similar name, within two edits. */
function closest(name: string, known: readonly string[]): string | undefined {
  const near = known.map((one) => ({ one, steps: distance(name, one) })).sort((a, b) => a.steps - b.steps)[0];
  return near && near.steps <= 2 ? near.one : undefined;
}

function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
