import type { VendorDescriptor } from "@mdmkit/unified/vendors";
import { usageError } from "../process/command-error.ts";
import { EXIT, type ExitCode } from "../process/exit-code.ts";
import type { Call } from "./call.ts";
import { type GlobalValues, SHARED_OPTIONS } from "./global-options.ts";
import { commandHelp, type HelpContent } from "./help.ts";
import {
  type OptionTable,
  type OptionValue,
  parseOptions,
  UnknownOptionError,
  type ValuesOf,
} from "./options.ts";

/** Parsed and checked input of a command. */
export type CommandInput<Options extends OptionTable> = {
  /** As many as the command declares, or more with `rest`. */
  readonly arguments: readonly string[];
  readonly values: ValuesOf<Options> & GlobalValues;
  /** Values of `schemaOptions`, which are known only at run time. */
  readonly schemaValues: Readonly<Record<string, OptionValue>>;
};

export type CommandDefinition<Options extends OptionTable> = {
  /** `devices get` */
  readonly name: string;
  readonly summary: string;
  /** Names of the arguments, all required: `["ID"]`. */
  readonly arguments?: readonly string[];
  /** Name of an argument that can follow any number of times: `NAME=VALUE`. */
  readonly rest?: string;
  readonly options?: Options;
  readonly examples: readonly string[];
  /** Options that are refused because other users can read command lines, with the variable to set instead. */
  readonly variables?: Readonly<Record<string, string>>;
  /** More paragraphs for help. */
  readonly notes?: readonly string[];
  /** Options from the unified document. Options are parsed before the vendor is known, so these cover all vendors. */
  readonly schemaOptions?: OptionTable;
  /** Help content that depends on the vendors; replaces members of the definition. */
  help?(call: Call): Promise<Partial<HelpContent>>;
  run(call: Call, input: CommandInput<Options>): Promise<ExitCode>;
};

/** A command that can be executed. */
export type Command = {
  /** A row in the help of the command's group. */
  readonly row: readonly [usage: string, summary: string];
  /** Its own options, without those that every command has. */
  readonly options: OptionTable;
  /** `subcommands` are listed in the command's help. */
  execute(call: Call, subcommands?: HelpContent["subcommands"]): Promise<ExitCode>;
};

/** Adds what all commands share: help, parsing, and checks of the arguments. */
export function defineCommand<const Options extends OptionTable = Record<never, never>>(
  definition: CommandDefinition<Options>,
): Command {
  const { name, summary, arguments: names = [], schemaOptions = {} } = definition;
  const own: OptionTable = { ...schemaOptions, ...definition.options };
  return {
    row: [[name, ...names].join(" "), summary],
    options: own,
    async execute(call, subcommands = []) {
      if (call.globals.help) {
        const content = { ...definition, subcommands, ...(await definition.help?.(call)) };
        await call.context.stdout.write(commandHelp(content, call.context));
        return EXIT.ok;
      }
      const table: OptionTable = { ...SHARED_OPTIONS, ...own };
      const { values, positionals } = await parseStrictly(call, table, definition.variables);
      checkArguments(definition, positionals);
      const schemaValues = Object.entries(values).flatMap(([name, value]) =>
        Object.hasOwn(schemaOptions, name) && value !== undefined ? [[name, value] as const] : [],
      );
      // The parsed table contains the command's own options, so their values have these types.
      return definition.run(call, {
        arguments: positionals,
        values: values as CommandInput<Options>["values"],
        schemaValues: Object.fromEntries(schemaValues),
      });
    },
  };
}

/** Like `parseOptions`, but a credential given as an option is refused with a message that says where to put it. */
export async function parseStrictly(
  call: Call,
  table: OptionTable,
  variables: CommandDefinition<OptionTable>["variables"] = {},
) {
  try {
    return parseOptions(call.args, table);
  } catch (error) {
    if (!(error instanceof UnknownOptionError)) throw error;
    const variable = Object.hasOwn(variables, error.option) ? variables[error.option] : undefined;
    if (variable) throw usageError(`--${error.option} is not accepted. ${EXPOSED}.`, `Set ${variable}.`);
    throw (await credentialError(call, error.option)) ?? error;
  }
}

const EXPOSED = "A secret on the command line is visible in the shell's history and in the process list";

/** The error for an option that is the name of a vendor's credential or address; undefined for any other option. */
async function credentialError(call: Call, option: string): Promise<Error | undefined> {
  const { loadVendors } = await import("@mdmkit/unified/vendors");
  const flat = (name: string) => name.replaceAll("-", "").toLowerCase();
  const matching = (vendors: readonly VendorDescriptor[]) =>
    vendors.flatMap(({ options }) => options.filter(({ name }) => flat(name) === flat(option)));
  // Problems of the configuration are not what this error is about.
  const candidates = await call.vendors().catch(() => []);
  const ofCandidates = matching(candidates.map(({ descriptor }) => descriptor));
  const found = ofCandidates.length > 0 ? ofCandidates : matching(await loadVendors());
  const [first, ...others] = found;
  if (!first) return undefined;
  const why = found.some(({ secret }) => secret)
    ? EXPOSED
    : "Accounts are configured with environment variables or the config file";
  const variables = either(found.map(({ env }) => env));
  const which = others.length > 0 ? ", depending on the vendor" : "";
  return usageError(
    `--${option} is not accepted. ${why}.`,
    `Set ${variables}${which}, or "${first.name}" in the config file.`,
  );
}

const either = (names: readonly string[]): string =>
  new Intl.ListFormat("en-GB", { type: "disjunction" }).format(names);

function checkArguments(
  { name, arguments: names = [], rest }: Pick<CommandDefinition<OptionTable>, "name" | "arguments" | "rest">,
  given: readonly string[],
) {
  const usage = ["mdmkit", name, ...names].join(" ");
  const missing = names[given.length];
  if (missing) throw usageError(`Missing argument ${missing}.`, `Usage: ${usage} [options]`);
  if (given.length > names.length && rest === undefined)
    throw usageError(`Unexpected argument ${given[names.length]}.`, `Usage: ${usage} [options]`);
}
