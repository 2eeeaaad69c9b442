import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { ResourceName } from "../contract/capabilities.ts";
import { schemas } from "../generated/json-schema/index.ts";
import type { SCHEMAS } from "./resources.ts";

const validators = new Map<string, ValidateFunction>();

/** What is wrong with a value as the unified document has it; empty when nothing is. */
export function problemsOf(schema: string, value: unknown): string[] {
  const validate = validators.get(schema) ?? compile(schema);
  // Absent and undefined are the same once it is JSON.
  if (validate(JSON.parse(JSON.stringify(value)))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
}

/** The names of a schema's own properties. */
export function propertiesOf(schema: string): string[] {
  const definition = Object.entries(schemas).find(([name]) => name === schema)?.[1];
  return Object.keys(Object(Reflect.get(Object(definition), "properties")));
}

function compile(schema: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const [name, definition] of Object.entries(schemas)) {
    if (typeof definition === "object") ajv.addSchema({ ...definition, $id: name });
  }
  const validate = ajv.compile({ $ref: schema });
  validators.set(schema, validate);
  return validate;
}

/** What is wrong with unified records: against the schema, and in what JSON cannot hold. */
export function recordProblems(schema: (typeof SCHEMAS)[ResourceName], record: { id: string }): string[] {
  const lost = Object.entries(record).filter(
    ([, value]) => typeof value === "number" && !Number.isFinite(value),
  );
  return [
    ...problemsOf(schema, record),
    ...lost.map(([name]) => `/${name} is no number`),
    ...(record.id === "" ? ["/id is empty"] : []),
  ];
}
