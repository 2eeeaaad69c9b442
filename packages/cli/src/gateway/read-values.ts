import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { checkValues, explainProblem, usableValues, type Values } from "@mdmkit/unified/vendors";
import { gatherValues } from "../account/choose-vendor.ts";
import { readConfig } from "../account/config.ts";
import { canAsk } from "../account/prompt.ts";
import type { Call } from "../args/call.ts";
import type { OptionTable } from "../args/options.ts";
import { isObject } from "../output/value.ts";
import type { Context } from "../process/context.ts";
import { EXIT } from "../process/exit-code.ts";
import { CommandError, usageError } from "../process/problem.ts";
import { askValues } from "./ask-values.ts";
import type { VendorFacts } from "./vendor-facts.ts";

export const VALUES_OPTION = {
  values: {
    type: "text",
    value: "FILE",
    summary: "read credentials and addresses as a JSON object from a file, or from standard input with -",
  },
} as const satisfies OptionTable;

export const VALUES_NOTE =
  "Credentials come from --values, else from the variables and the config file that `mdmkit vendors` names, else you are asked.";

/**
 * What an account of a vendor is opened with: what a file or a pipe holds, else environment and config file, else what
 * a person types. Only what is used; checked before anything is sent.
 */
export async function readValues(
  call: Call,
  vendor: VendorFacts,
  given: string | undefined,
): Promise<Record<string, string>> {
  const values = given === undefined ? await gather(call, vendor) : await readObject(call.context, given);
  const [problem] = checkValues(vendor, values);
  if (!problem) {
    if (given === undefined)
      await call.tell(`Credentials of ${vendor.name}: ${sourceOf(vendor, values, call)}.`);
    return usableValues(vendor, values);
  }
  if (given === undefined && problem.problem === "missing" && canAsk(call.context))
    return askValues(call.context, vendor, values);
  const place = ({ name, env }: VendorFacts["options"][number]) =>
    (given === undefined && env) || `\`${name}\``;
  throw new CommandError(`${vendor.name}: ${explainProblem(problem, place)}`, {
    exitCode: problem.problem === "missing" ? EXIT.credentials : EXIT.usage,
    advice: VALUES_NOTE,
  });
}

async function gather(call: Call, vendor: VendorFacts): Promise<Values> {
  const config = await readConfig(call.context, call.globals.config);
  return gatherValues(vendor, call.context.env, config.values[vendor.id]);
}

/** Which of them are used, by where they were found. */
function sourceOf(vendor: VendorFacts, values: Values, { context: { env } }: Call): string {
  const names = Object.keys(usableValues(vendor, values));
  const found = vendor.options.filter(({ name }) => names.includes(name));
  const isSet = (variable: string) => Boolean(env[variable]?.trim());
  const variables = found.filter((option) => isSet(option.env)).map((option) => option.env);
  const filed = found.filter((option) => !isSet(option.env)).map(({ name }) => `${name} of the config file`);
  return [...variables, ...filed].join(", ");
}

async function readObject(context: Context, given: string): Promise<Values> {
  const content =
    given === "-"
      ? await text(context.stdin)
      : await readFile(given, "utf8").catch(() => {
          throw usageError(`The file ${given} cannot be read.`);
        });
  const parsed = parse(content);
  if (isObject(parsed) && Object.values(parsed).every((value) => typeof value === "string"))
    return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
  throw usageError(
    "--values must be a JSON object of texts.",
    'It looks like this: { "apiKey": "…" }. `mdmkit vendors` has the names under OPTION.',
  );
}

/** Undefined for what is not JSON: the parser's own words may quote a secret. */
function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
