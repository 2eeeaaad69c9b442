import { type Call, createCall } from "./call.ts";
import { COMMANDS, GROUPS, type Group } from "./commands/index.ts";
import type { Context } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { GLOBAL_OPTIONS, type GlobalValues } from "./global-options.ts";
import { parseOptions, scanWords } from "./options.ts";
import { printable } from "./output/printable.ts";
import { OutputClosedError, usageError } from "./problem.ts";
import { createStyle } from "./style.ts";
import { suggest } from "./suggest.ts";

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
  const { words, others } = scanWords(argv, GLOBAL_OPTIONS, (word) => (isGroup(word) ? 2 : 1));
  if (words[0] !== "help") return { words, args: others };
  const rest = splitWords(others);
  return { words: rest.words, args: [...rest.args, "--help"] };
}

async function dispatch(
  call: Call,
  [first, second]: readonly string[],
  { help, version }: GlobalValues,
): Promise<ExitCode> {
  if (version) return printVersion(call);
  if (first === undefined) return mainHelp(call, help);
  if (!isGroup(first)) return (await commandOf(first)).execute(call);
  if (second === undefined && help) return (await import("./group-help.ts")).groupHelp(call, first);
  if (second === undefined)
    throw usageError(`\`${first}\` needs a command.`, `\`mdmkit ${first} --help\` lists them.`);
  const load = Object.hasOwn(COMMANDS, `${first} ${second}`) ? COMMANDS[`${first} ${second}`] : undefined;
  if (load) return (await load()).execute(call);
  const { actionCommand, unknownWord } = await import("./commands/action.ts");
  const action = first === "devices" ? actionCommand(second) : undefined;
  if (!action) throw unknownWord(first, second);
  return action.execute(call);
}

function commandOf(word: string) {
  const load = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (load) return load();
  const words = Object.keys(COMMANDS).flatMap((name) => name.split(" ", 1));
  throw usageError(`There is no command ${word}.`, suggest(word, words) ?? "`mdmkit --help` lists them.");
}

async function mainHelp(call: Call, isWanted: boolean | undefined): Promise<ExitCode> {
  if (!isWanted) await (await import("./command.ts")).parseStrictly(call, GLOBAL_OPTIONS);
  const { mainHelp: text } = await import("./main-help.ts");
  await call.context.stdout.write(await text(call.context.stdout));
  return EXIT.ok;
}

async function printVersion(call: Call): Promise<ExitCode> {
  const { readVersion } = await import("./invocation.ts");
  await call.context.stdout.write(`${await readVersion()}\n`);
  return EXIT.ok;
}

async function report(error: unknown, context: Context, call: Call | undefined): Promise<ExitCode> {
  if (error instanceof OutputClosedError) return EXIT.ok;
  const { exitCodeOf, explain } = await import("./explain.ts");
  const isInterrupted = context.signal.aborted;
  const verbose = call?.globals.verbose ?? false;
  const [first = "", ...others] = isInterrupted && !verbose ? ["Interrupted."] : explain(error, { verbose });
  const safe = (text: string) => printable(call?.redact(text) ?? text);
  const lines = [`${createStyle(context.stderr)("red", "mdmkit:")} ${safe(first)}`, ...others.map(safe)];
  await context.stderr.write(`${lines.join("\n")}\n`).catch(() => {}); // there is no third stream to tell it on
  return isInterrupted ? EXIT.interrupted : exitCodeOf(error);
}

const isGroup = (word: string): word is Group => GROUPS.some((group) => group === word);
