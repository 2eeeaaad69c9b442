import { createSchemaValidator } from "@mdmkit/schema-validator";
import type { ResourceName } from "../contract/capabilities.ts";
import { schemas } from "../generated/json-schema/index.ts";
import type { SCHEMAS } from "./resources.ts";

const validator = createSchemaValidator(schemas);

/** What is wrong with a value as the unified document has it; empty when nothing is. */
export function problemsOf(schema: string, value: unknown): string[] {
  // Absent and undefined are the same once it is JSON.
  const errors = validator.check({ $ref: schema }, JSON.parse(JSON.stringify(value)));
  return errors.map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
}

/** The names of a schema's own properties. */
export function propertiesOf(schema: string): string[] {
  const definition = Object.entries(schemas).find(([name]) => name === schema)?.[1];
  return Object.keys(Object(Reflect.get(Object(definition), "properties")));
}

/**
 * What is wrong with a unified record: against the schema, in what JSON cannot hold, and in the order of its times. Each
 * problem names record and field.
 */
export function recordProblems(schema: (typeof SCHEMAS)[ResourceName], record: { id: string }): string[] {
  const lost = Object.entries(record).filter(
    ([, value]) => typeof value === "number" && !Number.isFinite(value),
  );
  const problems = [
    ...problemsOf(schema, record),
    ...lost.map(([name]) => `/${name} is not a number`),
    ...(record.id === "" ? ["/id is empty"] : []),
    ...orderProblems(record),
  ];
  return problems.map((problem) => `${schema} ${record.id}: ${problem}`);
}

/** Times of a record of which the first cannot be after the second, whatever the vendor: enrolling is a sign of life. */
const ORDER = [
  ["first_enrolled_at", "last_enrolled_at"],
  ["first_enrolled_at", "last_activity_at"],
  ["last_enrolled_at", "last_activity_at"],
  ["created_at", "updated_at"],
  ["installed_at", "last_seen_at"],
  ["maintenance_start_at", "maintenance_end_at"],
  ["warranty_start_at", "warranty_end_at"],
] as const;

/** Which times of a unified record are out of order. */
export function orderProblems(record: object): string[] {
  const at = (name: string): number => Date.parse(String(Reflect.get(record, name)));
  return ORDER.filter(([one, other]) => at(one) > at(other)).map(
    ([one, other]) => `/${one} is after /${other}`,
  );
}
