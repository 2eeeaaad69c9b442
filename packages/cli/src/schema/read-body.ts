import { isRecord } from "@mdmkit/runtime";
import { readSecret } from "../account/prompt.ts";
import type { OptionTable, OptionValue } from "../args/options.ts";
import { usageError } from "../process/command-error.ts";
import type { Context } from "../process/context.ts";
import { parseJson, readInput } from "../process/json-input.ts";
import { bodyOf, type InputOptions, optionsOf, propertiesOf, requiredOf, snake } from "./input-options.ts";

export const BODY_OPTIONS = {
  json: {
    type: "text",
    value: "JSON",
    summary: "the input as JSON, @FILE, or - for standard input; other options override it",
  },
  clear: { type: "text", value: "FIELDS", summary: "fields to set to null, separated by commas" },
} as const satisfies OptionTable;

/** The body of a write, as its schema declares it. */
export type BodySchema = {
  readonly properties: readonly string[];
  readonly required: readonly string[];
  readonly options: InputOptions;
};

export function bodySchema(name: string, excluded: readonly string[] = []): BodySchema {
  const properties = Object.entries(propertiesOf(name)).filter(([property]) => !excluded.includes(property));
  return {
    properties: properties.map(([property]) => property),
    required: requiredOf(name).filter((property) => !excluded.includes(property)),
    options: optionsOf(Object.fromEntries(properties)),
  };
}

type Body = Record<string, unknown>;

type BodyInput = {
  readonly values: { readonly json?: string; readonly clear?: string };
  readonly schemaValues: Readonly<Record<string, OptionValue>>;
  /** Runs before secrets are read, so the body contains a placeholder for each secret. */
  check?(body: Readonly<Body>): Promise<void>;
};

/** The body of a write. Options override `--json`; `--clear` overrides both. Unknown properties are refused. */
export async function readBody(
  context: Context,
  { options, properties }: BodySchema,
  { values: { json, clear }, schemaValues, check }: BodyInput,
): Promise<Body> {
  const cleared = (clear?.split(",") ?? [])
    .filter(Boolean)
    .map((name) => [snake(name.trim()), null] as const);
  const body = {
    ...(await readJsonOption(context, json)),
    ...bodyOf(options, schemaValues),
    ...Object.fromEntries(cleared),
  };
  const unknown = Object.keys(body).find((name) => !properties.includes(name));
  if (unknown !== undefined)
    throw usageError(`Unknown property ${unknown}.`, `Properties: ${properties.join(", ")}.`);
  await check?.(body);
  const secrets: Record<string, OptionValue> = {};
  for (const option of Object.keys(schemaValues)) {
    if (options[option]?.spec.isSecret) secrets[option] = await readSecret(context, option);
  }
  return { ...body, ...bodyOf(options, secrets) };
}

async function readJsonOption(context: Context, option: string | undefined): Promise<Body> {
  if (option === undefined) return {};
  const parsed = await readJson(context, option);
  if (isRecord(parsed)) return parsed;
  throw usageError("--json must be a JSON object.", EXPECTED);
}

/** The value of `--json`: JSON, a file, or standard input. */
export async function readJson(context: Context, option: string): Promise<unknown> {
  const isFile = option === "-" || option.startsWith("@");
  const content = isFile ? await readInput(context, option.replace(/^@/, "")) : option;
  const parsed = parseJson(content);
  if (parsed === undefined) throw usageError("--json is not valid JSON.", EXPECTED);
  return parsed;
}

const EXPECTED = 'Expected: --json \'{"name": "Reception"}\', or --json @FILE.';
