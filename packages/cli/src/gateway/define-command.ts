import type { Call } from "../args/call.ts";
import { type Command, type CommandDefinition, type CommandInput, defineCommand } from "../args/command.ts";
import type { OptionTable } from "../args/options.ts";
import type { ExitCode } from "../process/exit-code.ts";
import { connectGateway, DEFAULT_URL, type Gateway, TOKEN, URL_VARIABLE } from "./connect.ts";

const URL_OPTION = {
  url: {
    type: "text",
    value: "URL",
    summary: `URL of the gateway (default: ${URL_VARIABLE}, or ${DEFAULT_URL})`,
  },
} as const satisfies OptionTable;

type GatewayCommandDefinition<Options extends OptionTable> = Omit<
  CommandDefinition<Options>,
  "run" | "variables"
> & {
  /** What the token must be allowed to do, for help. Default: administration. */
  readonly access?: string;
  run(call: Call, input: CommandInput<Options> & { readonly gateway: Gateway }): Promise<ExitCode>;
};

const ADMIN = `${TOKEN} must hold a token with the scope admin. A gateway prints one when it starts for the first time.`;

/** What ID is in commands for one entry of a list. */
export const idNote = (list: string): string => `ID is the id that \`mdmkit gateway ${list} list\` shows.`;

/** What the argument of commands for one account is. */
export const accountNote = (argument: "ID" | "ACCOUNT"): string =>
  `${argument} is the account's id, or its name if that is unique.`;

export const SECRET_NOTE = "Store the secret now. It cannot be shown again.";

/** A command for a running gateway: adds its URL to the options, and what its token must be to the notes. */
export function defineGatewayCommand<const Options extends OptionTable = Record<never, never>>(
  definition: GatewayCommandDefinition<Options>,
): Command;
export function defineGatewayCommand({
  access = ADMIN,
  run,
  ...definition
}: GatewayCommandDefinition<Record<never, never>>): Command {
  return defineCommand({
    ...definition,
    options: { ...definition.options, ...URL_OPTION },
    notes: [...(definition.notes ?? []), access],
    variables: { token: TOKEN },
    run: (call, input) =>
      run(call, {
        ...input,
        // Not before it is used, so that a command can check its options without a token.
        get gateway() {
          return connectGateway(call, input.values.url);
        },
      }),
  });
}
