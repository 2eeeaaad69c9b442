import type { VendorDescriptor } from "@mdmkit/unified/vendors";
import { EXIT, type ExitCode } from "../process/exit-code.ts";
import { usageError } from "../process/problem.ts";
import type { Call } from "./call.ts";
import { GLOBAL_OPTIONS, type GlobalValues } from "./global-options.ts";
import { commandHelp, type HelpFacts } from "./help.ts";
import {
  type OptionTable,
  type OptionValue,
  parseOptions,
  UnknownOptionError,
  type ValuesOf,
} from "./options.ts";

/** What a command was given, checked. */
export type Given<Options extends OptionTable> = {
  /** As many as the command names. */
  readonly arguments: readonly string[];
  readonly values: ValuesOf<Options> & GlobalValues;
  /** Options known only at run time: those of the unified document. */
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
  /** Options that are not taken, because the arguments of a process are no secret, and the variables that are. */
  readonly variables?: Readonly<Record<string, string>>;
  /** More paragraphs for help. */
  readonly notes?: readonly string[];
  /** Options made from the unified document. Parsing comes before the vendor is known, so all of them are here. */
  readonly extra?: OptionTable;
  /** What help says instead once it is known which vendors are in question. */
  help?(call: Call): Promise<Partial<HelpFacts>>;
  run(call: Call, given: Given<Options>): Promise<ExitCode>;
};

/** One thing the command line can do. */
export type Command = {
  /** For help of the group it is in: words and arguments, and a phrase. */
  readonly row: readonly [usage: string, summary: string];
  /** `further` are the commands that begin with its words, for its help. */
  execute(call: Call, further?: HelpFacts["commands"]): Promise<ExitCode>;
};

/** Help, parsing and checks that all commands share. */
export function defineCommand<const Options extends OptionTable = Record<never, never>>(
  definition: Definition<Options>,
): Command {
  const { name, summary, arguments: names = [] } = definition;
  return {
    row: [[name, ...names].join(" "), summary],
    async execute(call, further = []) {
      const { extra = {} } = definition;
      if (call.globals.help) {
        const facts = { ...definition, commands: further, ...(await definition.help?.(call)) };
        await call.context.stdout.write(commandHelp(facts, call.context.stdout));
        return EXIT.ok;
      }
      const table: OptionTable = { ...extra, ...definition.options, ...GLOBAL_OPTIONS };
      const { values, positionals } = await parseStrictly(call, table, definition.variables);
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

/** As `parseOptions`; an option that would hold a credential is answered with where that goes. */
export async function parseStrictly(
  call: Call,
  table: OptionTable,
  variables: Definition<OptionTable>["variables"] = {},
) {
  try {
    return parseOptions(call.args, table);
  } catch (error) {
    if (!(error instanceof UnknownOptionError)) throw error;
    const variable = Object.hasOwn(variables, error.option) ? variables[error.option] : undefined;
    if (variable) throw usageError(`--${error.option} is not accepted. ${EXPOSED}.`, `Set ${variable}.`);
    throw (await refuseSecret(call, error.option)) ?? error;
  }
}

const EXPOSED = "A secret on the command line ends up in the shell's history and in the process list";

/** Arguments are in the shell's history and in the list of processes, so a credential may not be one. */
async function refuseSecret(call: Call, option: string): Promise<Error | undefined> {
  const { loadVendors } = await import("@mdmkit/unified/vendors");
  const flat = (name: string) => name.replaceAll("-", "").toLowerCase();
  const among = (vendors: readonly VendorDescriptor[]) =>
    vendors.flatMap(({ options }) => options.filter(({ name }) => flat(name) === flat(option)));
  // Whatever is wrong with the setup is not what has to be told now.
  const inQuestion = await call.vendors().catch(() => []);
  const own = among(inQuestion.map(({ descriptor }) => descriptor));
  const found = own.length > 0 ? own : among(await loadVendors());
  const [first, ...others] = found;
  if (!first) return undefined;
  const why = found.some(({ secret }) => secret)
    ? EXPOSED
    : "What opens an account comes from the environment or the config file";
  const last = others.at(-1);
  const variables = found.map(({ env }) => env);
  const list = last ? `${variables.slice(0, -1).join(", ")} or ${last.env}` : first.env;
  const which = last ? ", whichever vendor is meant" : "";
  return usageError(
    `--${option} is not accepted. ${why}.`,
    `Set ${list}${which}, or put "${first.name}" into the config file.`,
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
