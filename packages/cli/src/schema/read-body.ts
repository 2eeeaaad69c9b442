import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { readSecret } from "../account/prompt.ts";
import type { OptionTable, OptionValue } from "../args/options.ts";
import { isObject } from "../output/value.ts";
import type { Context } from "../process/context.ts";
import { usageError } from "../process/problem.ts";
import { bodyOf, type InputOptions, snake } from "./schema-options.ts";

/** For bodies that plain options cannot say. */
export const BODY_OPTIONS = {
  json: {
    type: "text",
    value: "JSON",
    summary: "whole input as JSON, @FILE, or - for standard input; other options win over it",
  },
  clear: { type: "text", value: "FIELDS", summary: "fields to set to null, separated by commas" },
} as const satisfies OptionTable;

export type BodySource = {
  readonly json: string | undefined;
  readonly clear: string | undefined;
  readonly options: InputOptions;
  readonly values: Readonly<Record<string, OptionValue>>;
  /** Names a body may have. */
  readonly properties: readonly string[];
  /** Checks to make before anybody is asked for a secret: those it names are there, but not yet read. */
  check?(body: Readonly<Record<string, unknown>>): Promise<void>;
};

/** The input of a write: JSON first, then options, then what is cleared. A name the document does not know is refused. */
export async function readBody(context: Context, source: BodySource): Promise<Record<string, unknown>> {
  const cleared = (source.clear?.split(",") ?? [])
    .filter(Boolean)
    .map((name) => [snake(name.trim()), null] as const);
  const body = {
    ...(await readJson(context, source.json)),
    ...bodyOf(source.options, source.values),
    ...Object.fromEntries(cleared),
  };
  const unknown = Object.keys(body).find((name) => !source.properties.includes(name));
  if (unknown !== undefined)
    throw usageError(`There is no input ${unknown}; there is ${source.properties.join(", ")}.`);
  await source.check?.(body);
  const secrets: Record<string, OptionValue> = {};
  for (const option of Object.keys(source.values)) {
    if (source.options[option]?.spec.isSecret) secrets[option] = await readSecret(context, option);
  }
  return { ...body, ...bodyOf(source.options, secrets) };
}

async function readJson(context: Context, given: string | undefined): Promise<Record<string, unknown>> {
  if (given === undefined) return {};
  const content =
    given === "-"
      ? await text(context.stdin)
      : given.startsWith("@")
        ? await readNamed(given.slice(1))
        : given;
  try {
    const parsed: unknown = JSON.parse(content);
    if (isObject(parsed)) return parsed;
  } catch {
    throw usageError(
      "--json is not JSON.",
      'An object is wanted: --json \'{"name": "Reception"}\', or --json @FILE.',
    );
  }
  throw usageError("--json must be an object.");
}

async function readNamed(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => {
    throw usageError(`The file ${path} cannot be read.`);
  });
}
