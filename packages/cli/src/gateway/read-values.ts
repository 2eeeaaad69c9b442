import { isRecord } from "@mdmkit/runtime";
import { checkValues, explainProblem, usableValues, type Values } from "@mdmkit/unified/vendors";
import { askAccount } from "../account/ask-account.ts";
import { readConfig } from "../account/config.ts";
import { canPrompt } from "../account/prompt.ts";
import { createQuestions } from "../account/questions.ts";
import { gatherValues } from "../account/vendor-setup.ts";
import type { Call } from "../args/call.ts";
import type { OptionTable } from "../args/options.ts";
import { CommandError, usageError } from "../process/command-error.ts";
import type { Context } from "../process/context.ts";
import { EXIT } from "../process/exit-code.ts";
import { parseJson, readInput } from "../process/json-input.ts";
import type { VendorDescription } from "./vendor-description.ts";

export const VALUES_OPTION = {
  values: {
    type: "text",
    value: "FILE",
    summary: "JSON file with the credentials and addresses, or - for standard input",
  },
} as const satisfies OptionTable;

export const VALUES_NOTE =
  "Credentials are read from --values, else from the environment variables and the config file listed by `mdmkit vendors`, else from the terminal.";

/**
 * The values to open an account with: those of `--values`, else of the environment and the config file, else those the
 * user types. Only the values that are used; they are checked before anything is sent.
 */
export async function readValues(
  call: Call,
  vendor: VendorDescription,
  option: string | undefined,
): Promise<Record<string, string>> {
  const values = option === undefined ? await gather(call, vendor) : await readObject(call.context, option);
  const [problem] = checkValues(vendor, values);
  if (!problem) {
    if (option === undefined)
      await call.info(`Credentials for ${vendor.name}: ${sourcesOf(vendor, values, call)}.`);
    return usableValues(vendor, values);
  }
  if (option === undefined && problem.problem === "missing" && canPrompt(call.context))
    return usableValues(vendor, await askAccount(createQuestions(call.context), vendor, values));
  const nameOf = ({ name, env }: VendorDescription["options"][number]) =>
    (option === undefined && env) || `\`${name}\``;
  throw new CommandError(`${vendor.name}: ${explainProblem(problem, nameOf)}`, {
    exitCode: problem.problem === "missing" ? EXIT.credentials : EXIT.usage,
    advice: VALUES_NOTE,
  });
}

async function gather(call: Call, vendor: VendorDescription): Promise<Values> {
  const config = await readConfig(call.context, call.globals.config);
  return gatherValues(vendor, call.context.env, config.values[vendor.id]);
}

/** The variables and config file properties that the used values come from. */
function sourcesOf(vendor: VendorDescription, values: Values, { context: { env } }: Call): string {
  const names = Object.keys(usableValues(vendor, values));
  const used = vendor.options.filter(({ name }) => names.includes(name));
  const isSet = (variable: string) => Boolean(env[variable]?.trim());
  const variables = used.filter((option) => isSet(option.env)).map((option) => option.env);
  const ofFile = used
    .filter((option) => !isSet(option.env))
    .map(({ name }) => `"${name}" in the config file`);
  return [...variables, ...ofFile].join(", ");
}

/** An object of texts, from a file or standard input. */
export async function readObject(context: Context, path: string): Promise<Values> {
  const parsed = parseJson(await readInput(context, path));
  if (isRecord(parsed) && Object.values(parsed).every((value) => typeof value === "string"))
    return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
  throw usageError(
    "--values must be a JSON object with string values.",
    'Expected: { "apiKey": "…" }. `mdmkit vendors` lists the names in the column OPTION.',
  );
}
