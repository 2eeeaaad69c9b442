import { isRecord } from "@mdmkit/runtime";
import type { JsonSchema, SchemaValidator } from "@mdmkit/schema-validator";
import type { OperationDescription } from "@mdmkit/unified/vendors";
import type { HelpContent } from "../../args/help.ts";
import type { OptionTable } from "../../args/options.ts";
import { parametersOf, typesOf } from "../../schema/operation-parameters.ts";
import type { FoundOperation } from "./documents.ts";

/** Help from the vendor's document. Options that have no use for the operation are left out. */
export function operationHelp(
  name: string,
  { vendor, operation, validator }: FoundOperation,
  { json, all, confirm, ...others }: OptionTable,
): Partial<HelpContent> {
  const { method, path, summary = "", safety, permission = [], confidence, deprecated } = operation;
  const facts = [
    `${method} ${path}`,
    safety,
    ...(permission.length > 0 ? [`permission ${permission.join(", ")}`] : []),
    ...(confidence ? [confidence] : []),
    ...(deprecated ? ["deprecated"] : []),
  ];
  const required = parametersOf(operation).filter((parameter) => parameter.required);
  const example = required.map((parameter) => ` ${parameter.name}=VALUE`).join("");
  const isGuarded = safety === "destructive";
  return {
    summary: summary && `${summary} (${vendor.name})`,
    parameters: [
      ...parametersOf(operation).map((parameter): [string, string] => [
        `${parameter.name}=${valueText(parameter.schema, validator.resolve)}`,
        [
          parameter.in + (parameter.required ? ", required" : ""),
          ...(typesOf(parameter.schema, validator.resolve).includes("array") ? ["can be repeated"] : []),
        ].join("; ") + limitsText(parameter.schema, validator.resolve),
      ]),
      ...bodyRows(operation, validator),
    ],
    options: {
      ...(operation.body && json && { json }),
      ...(operation.pagination && all && { all }),
      ...others,
      ...(isGuarded && confirm && { confirm: { ...confirm, summary: confirmText(operation) } }),
    },
    notes: [`${facts.join("; ")}.`, ...(isGuarded ? ["It destroys data, or locks people out."] : [])],
    examples: [
      `mdmkit raw ${name}${example} --sandbox --vendor ${vendor.id}`,
      ...(isGuarded ? [`mdmkit raw ${name}${example} --dry-run`] : []),
    ],
  };
}

const confirmText = ({ confirmedBy }: OperationDescription): string =>
  `repeat ${confirmedBy ? `the value of ${confirmedBy}` : "the operation's name"} to confirm; without it you are prompted`;

function valueText(schema: JsonSchema, resolve: SchemaValidator["resolve"]): string {
  const types = typesOf(schema, resolve).filter((type) => type !== "null");
  const { items }: { items?: JsonSchema } = Object(resolve(schema));
  if (items !== undefined && types.includes("array")) return valueText(items, resolve);
  return types.length === 0 ? "VALUE" : types.join("|").toUpperCase();
}

function limitsText(schema: JsonSchema, resolve: SchemaValidator["resolve"]): string {
  const resolved = resolve(schema);
  if (!isRecord(resolved)) return "";
  const { items, default: preset, minimum, maximum, enum: values } = resolved;
  const ofItems = isRecord(items) ? resolve(items) : undefined;
  const choices = [values, isRecord(ofItems) ? ofItems.enum : undefined].find(Array.isArray);
  const texts = [
    ...(choices ? [`one of ${choices.join(", ")}`] : []),
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
    ...(preset === undefined ? [] : [`default ${JSON.stringify(preset)}`]),
  ];
  return texts.map((text) => `; ${text}`).join("");
}

/** One row for each property of the body. */
function bodyRows({ body }: OperationDescription, { resolve }: SchemaValidator): [string, string][] {
  if (!body) return [];
  const schema = resolve(body.schema);
  const { properties, required }: { properties?: unknown; required?: unknown } = isRecord(schema)
    ? schema
    : {};
  const names = Array.isArray(required) ? required : [];
  const rows = Object.entries(isRecord(properties) ? properties : {}).map(
    ([name, property]): [string, string] => {
      const inner: JsonSchema = isRecord(property) ? property : true;
      const isRequired = names.includes(name) ? ", required" : "";
      return [
        `body.${name}`,
        `${typesOf(inner, resolve).join(" or ") || "value"}${isRequired}${limitsText(inner, resolve)}`,
      ];
    },
  );
  return [["--json", `the body, ${body.contentType}${body.required ? ", required" : ""}`], ...rows];
}
