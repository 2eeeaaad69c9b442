import type { Call } from "./call.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { GLOBAL_OPTIONS, type GlobalValues } from "./global-options.ts";
import { commandHelp } from "./help.ts";
import {
  type OptionTable,
  type OptionValue,
  parseOptions,
  UnknownOptionError,
  type ValuesOf,
} from "./options.ts";
import { usageError } from "./problem.ts";

/** What a command was given, checked. */
export type Given<Options extends OptionTable> = {
  /** As many as the command names. */
  readonly arguments: readonly string[];
  readonly values: ValuesOf<Options> & GlobalValues;
  /** Options known only at run time: those of the vendor and of the unified document. */
  readonly extra: Readonly<Record<string, OptionValue>>;
};

export type Definition<Options extends OptionTable> = {
  /** `devices get` */
  readonly name: string;
  readonly summary: string;
  /** Names of the arguments, all required: `["ID"]`. */
  readonly arguments?: readonly string[];
  readonly options?: Options;
  readonly examples: readonly string[];
  /** More paragraphs for help. */
  readonly notes?: readonly string[];
  extra?(call: Call): Promise<OptionTable>;
  /** What to throw for an option this command does not have, if there is more to say than that. */
  unknown?(call: Call, option: string): Promise<Error | undefined>;
  run(call: Call, given: Given<Options>): Promise<ExitCode>;
};

/** One thing the command line can do. */
export type Command = { execute(call: Call): Promise<ExitCode> };

/** Help, parsing and checks that all commands share. */
export function defineCommand<const Options extends OptionTable = Record<never, never>>(
  definition: Definition<Options>,
): Command {
  return {
    async execute(call) {
      const extra = (await definition.extra?.(call)) ?? {};
      if (call.globals.help) {
        await call.context.stdout.write(commandHelp({ ...definition, extra }, call.context.stdout));
        return EXIT.ok;
      }
      const table: OptionTable = { ...extra, ...definition.options, ...GLOBAL_OPTIONS };
      const { values, positionals } = await parse(definition, call, table);
      checkArguments(definition, positionals);
      const ofExtra = Object.entries(values).flatMap(([name, value]) =>
        Object.hasOwn(extra, name) && value !== undefined ? [[name, value] as const] : [],
      );
      // The one place where values take the types of the command's own table, which was part of the one parsed.
      const own = values as Given<Options>["values"];
      return definition.run(call, {
        arguments: positionals,
        values: own,
        extra: Object.fromEntries(ofExtra),
      });
    },
  };
}

async function parse<Options extends OptionTable>(
  definition: Definition<Options>,
  call: Call,
  table: OptionTable,
) {
  try {
    return parseOptions(call.args, table);
  } catch (error) {
    if (!(error instanceof UnknownOptionError)) throw error;
    throw (await refuseSecret(error.option)) ?? (await definition.unknown?.(call, error.option)) ?? error;
  }
}

/** Arguments are in the shell's history and in the list of processes, so a credential may not be one. */
async function refuseSecret(option: string): Promise<Error | undefined> {
  const { loadVendors } = await import("@mdmkit/unified/vendors");
  const flat = (name: string) => name.replaceAll("-", "").toLowerCase();
  const found = (await loadVendors())
    .flatMap(({ options }) => options)
    .find(({ name }) => flat(name) === flat(option));
  if (!found) return undefined;
  const why = found.secret
    ? "A secret on the command line ends up in the shell's history and in the process list"
    : "What opens an account comes from the environment or the config file";
  return usageError(
    `--${option} is not accepted. ${why}.`,
    `Set ${found.env}, or put "${found.name}" into the config file.`,
  );
}

function checkArguments(
  { name, arguments: names = [] }: Pick<Definition<OptionTable>, "name" | "arguments">,
  given: readonly string[],
) {
  const usage = ["mdmkit", name, ...names].join(" ");
  const missing = names[given.length];
  if (missing) throw usageError(`\`${usage}\` needs ${missing}.`, `\`mdmkit ${name} --help\` explains it.`);
  if (given.length > names.length)
    throw usageError(`${given[names.length]} is one argument too many.`, `Usage: ${usage} [options]`);
}
