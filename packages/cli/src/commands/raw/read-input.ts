import type { OperationInput } from "@mdmkit/runtime";
import { describeSchemaError } from "@mdmkit/schema-validator";
import { usageError } from "../../process/command-error.ts";
import type { Context } from "../../process/context.ts";
import { parametersOf, readParameters } from "../../schema/operation-parameters.ts";
import { readJson } from "../../schema/read-body.ts";
import type { FoundOperation } from "./documents.ts";

type Given = { readonly given: readonly string[]; readonly json: string | undefined };

/** The input of an operation, checked against the vendor's document, so that nothing wrong is sent. */
export async function readInput(
  context: Context,
  { operation, validator }: Pick<FoundOperation, "operation" | "validator">,
  { given, json }: Given,
): Promise<OperationInput> {
  const parameters = readParameters(given, operation, validator);
  if (json !== undefined && !operation.body)
    throw usageError("The operation has no body.", "Leave --json out.");
  const input = { ...parameters, ...(json !== undefined && { body: await readJson(context, json) }) };
  const [problem] = validator.check(operation.input, withPlaces(input, operation)).map(describeSchemaError);
  if (!problem) return input;
  const [place = "", ...path] = problem.path;
  const what = place === "body" ? ["body", ...path].join(".") : path.join(".");
  throw usageError(`${what} ${problem.message}.`, adviceFor(place));
}

/** A place without values stands there empty, so that a missing parameter is named rather than its place. */
function withPlaces(input: OperationInput, operation: FoundOperation["operation"]): OperationInput {
  const places = parametersOf(operation).map(({ in: place }) => [place, {}]);
  return { ...Object.fromEntries(places), ...input };
}

const adviceFor = (place: string): string =>
  place === "body"
    ? "Give the body with --json."
    : "Parameters are written as NAME=VALUE; --help describes them.";
