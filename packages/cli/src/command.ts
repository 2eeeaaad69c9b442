import type { Call } from "./call.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { GLOBAL_OPTIONS, type GlobalValues } from "./global-options.ts";
import { commandHelp } from "./help.ts";
import { type OptionTable, type OptionValue, parseOptions, type ValuesOf } from "./options.ts";
import { usageError } from "./problem.ts";
import { refuseSecret } from "./refuse-secret.ts";

/** What a command was given, checked. */
export type Given<Options extends OptionTable> = {
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
  /** What to throw for an option this command does not have, if that deserves more than "unknown". */
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
      if (call.wantsHelp) {
        await call.context.stdout.write(commandHelp({ ...definition, extra }, call.context.stdout));
        return EXIT.ok;
      }
      const table = { ...extra, ...definition.options, ...GLOBAL_OPTIONS };
      const unknown = await findUnknown(definition, call, table);
      const { values, positionals } = parseOptions(call.args, table, { unknown });
      checkArguments(definition, positionals);
      const extraValues = Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(extra, name)));
      // Both tables were checked as one; the types of the static one are known here.
      return definition.run(call, { arguments: positionals, values: values as Given<Options>["values"], extra: extraValues });
    },
  };
}
