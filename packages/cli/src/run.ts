import { type Call, createCall } from "./args/call.ts";
import type { Command } from "./args/command.ts";
import { GLOBAL_OPTIONS, type GlobalValues } from "./args/global-options.ts";
import { parseOptions, scanWords } from "./args/options.ts";
import { COMMANDS, isGroup } from "./commands/index.ts";
import { printable } from "./output/printable.ts";
import type { Context } from "./process/context.ts";
import { EXIT, type ExitCode } from "./process/exit-code.ts";
import { OutputClosedError } from "./process/problem.ts";
import { createStyle } from "./process/style.ts";

/** Runs one command line; gives the exit code and never throws. */
export async function run(argv: readonly string[], context: Context): Promise<ExitCode> {
  let call: Call | undefined;
  try {
    const { words, args } = splitWords(argv);
    const { values } = parseOptions(args, GLOBAL_OPTIONS, { ignoreUnknown: true });
    const globals = words[0] === "demo" ? { ...values, sandbox: true } : values;
    call = createCall(context, args, globals);
    return await dispatch(call, words, globals);
  } catch (error) {
    return report(error, context, call);
  }
}

/** The command's words and everything else; `help devices list` is `devices list --help`. */
function splitWords(argv: readonly string[]): { words: string[]; args: readonly string[] } {
  const { words, others } = scanWords(argv, GLOBAL_OPTIONS, isGroup);
  if (words[0] !== "help") return { words, args: others };
  const rest = splitWords(others);
  return { words: rest.words, args: [...rest.args, "--help"] };
}

async function dispatch(
  call: Call,
  words: readonly string[],
  { help, version }: GlobalValues,
): Promise<ExitCode> {
  if (version) return printVersion(call);
  if (words.length === 0) return mainHelp(call, help);
  const name = words.join(" ");
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load) {
    const further =
      isGroup(name) && help ? await (await import("./commands/group-help.ts")).commandRows(name) : [];
    return (await load()).execute(call, further);
  }
  if (isGroup(name) && help) return (await import("./commands/group-help.ts")).groupHelp(call, name);
  const action = words[0] === "devices" ? await actionOf(words[1]) : undefined;
  if (action) return action.execute(call);
  throw (await import("./commands/unknown-command.ts")).unknownCommand(words);
}

async function actionOf(word: string | undefined): Promise<Command | undefined> {
  return word === undefined ? undefined : (await import("./commands/records/action.ts")).actionCommand(word);
}

async function mainHelp(call: Call, isWanted: boolean | undefined): Promise<ExitCode> {
  if (!isWanted) await (await import("./args/command.ts")).parseStrictly(call, GLOBAL_OPTIONS);
  const { mainHelp: text } = await import("./args/main-help.ts");
  await call.context.stdout.write(await text(call.context.stdout));
  return EXIT.ok;
}

async function printVersion(call: Call): Promise<ExitCode> {
  const { readVersion } = await import("./process/invocation.ts");
  await call.context.stdout.write(`${await readVersion()}\n`);
  return EXIT.ok;
}

async function report(error: unknown, context: Context, call: Call | undefined): Promise<ExitCode> {
  if (error instanceof OutputClosedError) return EXIT.ok;
  const { exitCodeOf, explain } = await import("./process/explain.ts");
  const isInterrupted = context.signal.aborted;
  const verbose = call?.globals.verbose ?? false;
  const [first = "", ...others] = isInterrupted && !verbose ? ["Interrupted."] : explain(error, { verbose });
  const safe = (text: string) => printable(call?.redact(text) ?? text);
  const lines = [`${createStyle(context.stderr)("red", "mdmkit:")} ${safe(first)}`, ...others.map(safe)];
  await context.stderr.write(`${lines.join("\n")}\n`).catch(() => {}); // there is no third stream to tell it on
  return isInterrupted ? EXIT.interrupted : exitCodeOf(error);
}
