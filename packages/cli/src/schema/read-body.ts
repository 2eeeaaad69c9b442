import { readSecret } from "../account/prompt.ts";
import type { OptionTable, OptionValue } from "../args/options.ts";
import { usageError } from "../process/command-error.ts";
import type { Context } from "../process/context.ts";
import { isObject, parseJson, readInput } from "../process/json-input.ts";
import { bodyOf, type InputOptions, snake } from "./input-options.ts";

export const BODY_OPTIONS = {
  json: {
    type: "text",
    value: "JSON",
    summary: "the input as JSON, @FILE, or - for standard input; other options override it",
  },
  clear: { type: "text", value: "FIELDS", summary: "fields to set to null, separated by commas" },
} as const satisfies OptionTable;

export type BodySource = {
  readonly json: string | undefined;
  readonly clear: string | undefined;
  readonly options: InputOptions;
  readonly values: Readonly<Record<string, OptionValue>>;
  /** Names of the body's properties. */
  readonly properties: readonly string[];
  /** Runs before secrets are read, so `body` contains a placeholder for each secret. */
  check?(body: Readonly<Record<string, unknown>>): Promise<void>;
};

/** The body of a write. Options override `--json`; `--clear` overrides both. Unknown properties are refused. */
export async function readBody(context: Context, source: BodySource): Promise<Record<string, unknown>> {
  const cleared = (source.clear?.split(",") ?? [])
    .filter(Boolean)
    .map((name) => [snake(name.trim()), null] as const);
  const body = {
    ...(await readJsonOption(context, source.json)),
    ...bodyOf(source.options, source.values),
    ...Object.fromEntries(cleared),
  };
  const unknown = Object.keys(body).find((name) => !source.properties.includes(name));
  if (unknown !== undefined)
    throw usageError(`Unknown property ${unknown}.`, `Properties: ${source.properties.join(", ")}.`);
  await source.check?.(body);
  const secrets: Record<string, OptionValue> = {};
  for (const option of Object.keys(source.values)) {
    if (source.options[option]?.spec.isSecret) secrets[option] = await readSecret(context, option);
  }
  return { ...body, ...bodyOf(source.options, secrets) };
}

async function readJsonOption(
  context: Context,
  option: string | undefined,
): Promise<Record<string, unknown>> {
  if (option === undefined) return {};
  const isFile = option === "-" || option.startsWith("@");
  const content = isFile ? await readInput(context, option.replace(/^@/, "")) : option;
  const parsed = parseJson(content);
  if (isObject(parsed)) return parsed;
  throw usageError(
    parsed === undefined ? "--json is not valid JSON." : "--json must be a JSON object.",
    'Expected: --json \'{"name": "Reception"}\', or --json @FILE.',
  );
}
