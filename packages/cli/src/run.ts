import { type Call, createCall } from "./args/call.ts";
import type { Command } from "./args/command.ts";
import { GLOBAL_OPTIONS, type GlobalValues, SHARED_OPTIONS } from "./args/global-options.ts";
import { parseOptions, scanWords } from "./args/options.ts";
import { COMMANDS, isGroup } from "./commands/index.ts";
import { printable } from "./output/printable.ts";
import { sentenceLines } from "./output/wrap.ts";
import { OutputClosedError } from "./process/command-error.ts";
import type { Context } from "./process/context.ts";
import { EXIT, type ExitCode } from "./process/exit-code.ts";
import { readVersion, withProgram } from "./process/program.ts";
import { createStyle } from "./process/style.ts";

/** Runs one command line. Returns the exit code; never throws. */
export async function run(argv: readonly string[], context: Context): Promise<ExitCode> {
  let call: Call | undefined;
  try {
    const { words, args } = splitWords(argv);
    const table =
      words.length === 0 ? GLOBAL_OPTIONS : words[0] === "gateway" ? GATEWAY_OPTIONS : SHARED_OPTIONS;
    const { values }: { values: GlobalValues } = parseOptions(args, table, { ignoreUnknown: true });
    const globals = words[0] === "demo" ? { ...values, sandbox: true } : values;
    call = createCall(context, args, globals);
    return await dispatch(call, words, globals);
  } catch (error) {
    return report(error, context, call);
  }
}

/** The accounts of a gateway are its own, and its commands have their own option for them. */
const { account: _account, ...GATEWAY_OPTIONS } = SHARED_OPTIONS;

/** Separates the words of the command from the other arguments. `help devices list` is `devices list --help`. */
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
    const subcommands =
      isGroup(name) && help ? await (await import("./commands/group-help.ts")).commandRows(name) : [];
    return (await load()).execute(call, subcommands);
  }
  if (isGroup(name) && help) return (await import("./commands/group-help.ts")).groupHelp(call, name);
  const command = await openCommand(words);
  if (command) return command.execute(call);
  throw await (await import("./commands/group-help.ts")).unknownCommand(words);
}

/** A command whose second word is open: a device action of the unified document, or an operation of a vendor's. */
async function openCommand([group, word]: readonly string[]): Promise<Command | undefined> {
  if (word === undefined) return undefined;
  if (group === "devices") return (await import("./commands/records/action.ts")).actionCommand(word);
  return group === "raw"
    ? (await import("./commands/raw/call-operation.ts")).operationCommand(word)
    : undefined;
}

async function mainHelp(call: Call, isRequested: boolean | undefined): Promise<ExitCode> {
  if (!isRequested) await (await import("./args/command.ts")).parseStrictly(call, GLOBAL_OPTIONS);
  const { mainHelp: text } = await import("./args/main-help.ts");
  await call.context.stdout.write(await text(call.context));
  return EXIT.ok;
}

async function printVersion(call: Call): Promise<ExitCode> {
  await call.context.stdout.write(`${await readVersion()}\n`);
  return EXIT.ok;
}

async function report(error: unknown, context: Context, call: Call | undefined): Promise<ExitCode> {
  if (error instanceof OutputClosedError) return EXIT.ok;
  const { describeError, exitCodeOf } = await import("./process/describe-error.ts");
  const isInterrupted = context.signal.aborted;
  const verbose = call?.globals.verbose ?? false;
  const [first = "", ...others] =
    isInterrupted && !verbose ? ["Interrupted."] : describeError(error, { verbose });
  const safe = (text: string) =>
    sentenceLines(printable(withProgram(call?.redact(text) ?? text, context.program)), context.stderr);
  const name = createStyle(context.stderr)("red", "mdmkit:");
  const lines = [...safe(`mdmkit: ${first}`), ...others.flatMap(safe)].map((line) =>
    line.replace(/^mdmkit:/, name),
  );
  await context.stderr.write(`${lines.join("\n")}\n`).catch(() => {}); // no stream is left to report this on
  return isInterrupted ? EXIT.interrupted : exitCodeOf(error);
}
