import { parseArgs } from "node:util";
import { discoverSpecs, findRoot } from "../workspace/discover.ts";
import { ProblemError } from "../workspace/problem.ts";
import { printProblems, type Surroundings } from "../workspace/terminal.ts";
import { CallError, type Command, type ExitCode, type FlagValues } from "./command.ts";

/** Every command of `pnpm spec`; only the one that is called is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  pull: async () => (await import("./pull-command.ts")).pullCommand,
  diff: async () => (await import("./diff-command.ts")).diffCommand,
  impact: async () => (await import("./impact-command.ts")).impactCommand,
  lint: async () => (await import("./lint-command.ts")).lintCommand,
  score: async () => (await import("./redocly-commands.ts")).scoreCommand,
  docs: async () => (await import("./redocly-commands.ts")).docsCommand,
};

/** Runs `pnpm spec …` and answers its exit code. */
export async function runSpecCommand(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { out, error, cwd } = surroundings;
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    (name === undefined ? error : out).write(await usage());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    const near = closest(name, Object.keys(COMMANDS));
    error.write(`There is no command ${name}.${near ? ` Did you mean ${near}?` : ""}\n\n${await usage()}`);
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
    if (!root)
      throw new CallError(`${cwd} is not inside the repository: no pnpm-workspace.yaml here or above.`);
    return await command.run({ ...surroundings, root, specs: discoverSpecs(root), names, flags });
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
  return `Usage: pnpm spec <command> [--help]\n\n${rows.join("")}`;
}

/** A document can be odd in ways nobody thought of; a person needs no stack trace for that, unless asked for. */
function explain(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem);
  if (process.env.DEBUG) return problem.stack ?? problem.message;
  const reason =
    problem instanceof RangeError ? "the document is nested or linked too deeply" : problem.message;
  return `It cannot be done: ${reason.split("\n")[0]}. Nothing was written; DEBUG=1 shows where it happened.`;
}

/** The name that needs the fewest changed letters, if they are few. */
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
