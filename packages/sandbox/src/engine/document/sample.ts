import { isRow, type Row } from "../records/values.ts";
import type { JsonSchema } from "./operation-schemas.ts";

type Schemas = Readonly<Record<string, JsonSchema>>;
type Visit = { readonly schemas: Schemas; readonly depth: number; readonly isMinimal: boolean };

/** The depth down to which optional properties are filled. */
const DEPTH = 3;

const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "2026-01-02T03:04:05Z",
  date: "2026-01-02",
  time: "03:04:05Z",
  uuid: "00000000-0000-4000-8000-000000000000",
  email: "made-up@example.com",
  hostname: "made-up.example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  byte: "bWFkZSB1cA==",
  uri: "https://example.com/made-up",
  url: "https://example.com/made-up",
};

/** Texts that fit the patterns that documents have for ids, codes and the like. */
const TEXTS = ["made up", "a", "1", "123456", "0".repeat(16), "0".repeat(24), ...Object.values(FORMATS)];

/** A value that the schema allows, the same each time. It shows the shape of a vendor's data, not its content. */
export function sampleOf(
  schema: JsonSchema | undefined,
  schemas: Schemas,
  /** Whether optional properties are left out. */
  { isMinimal = false } = {},
): unknown {
  return sample(schema ?? true, { schemas, depth: 0, isMinimal });
}

function sample(schema: JsonSchema, visit: Visit): unknown {
  if (typeof schema === "boolean") return {};
  if (typeof schema.$ref === "string") return referenced(schema, schema.$ref, visit);
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum.find((value) => value !== null) ?? null;
  const own = ownSample(schema, visit);
  const parts = [
    ...schemasIn(schema.allOf),
    ...schemasIn(schema.oneOf).slice(0, 1),
    ...schemasIn(schema.anyOf).slice(0, 1),
  ];
  const samples = parts.map((part) => sample(part, visit));
  const rows = [own, ...samples].filter(isRow);
  if (own === undefined && rows.length === 0) return samples[0] ?? {};
  return isRow(own) || own === undefined ? Object.assign({}, ...rows) : own;
}

/** Keywords beside a reference apply as well. */
function referenced({ $ref: _, ...beside }: Row, name: string, visit: Visit): unknown {
  const target = sample(visit.schemas[name] ?? true, visit);
  const own = isRow(beside.properties) ? objectSample(beside, visit) : {};
  return isRow(target) ? { ...target, ...own } : target;
}

function ownSample(schema: Row, visit: Visit): unknown {
  const type = [schema.type].flat().find((name) => name !== "null");
  if (type === "object" || isRow(schema.properties)) return objectSample(schema, visit);
  if (type === "array") {
    const count = Number(schema.minItems ?? 0);
    const [item = true] = schemasIn([schema.items]);
    return Array.from({ length: count }, () => sample(item, visit));
  }
  if (type === "string") return textSample(schema);
  if (type === "integer" || type === "number") return numberSample(schema);
  if (type === "boolean") return false;
  return [schema.type].flat().includes("null") ? null : undefined;
}

function objectSample(
  { properties, required, minProperties = 0 }: Row,
  { schemas, depth, isMinimal }: Visit,
): Row {
  const names = Object.keys(isRow(properties) ? properties : {});
  const needed = new Set<unknown>(Array.isArray(required) ? required : []);
  for (const name of names.slice(0, Number(minProperties))) needed.add(name);
  const entries = Object.entries(isRow(properties) ? properties : {}).flatMap(([name, property]) => {
    const [schema] = schemasIn([property]);
    const isLeftOut = isMinimal || schema === undefined || isRisky(schema) || depth >= DEPTH;
    if (isLeftOut && !needed.has(name)) return [];
    return [[name, sample(schema ?? true, { schemas, depth: depth + 1, isMinimal })] as const];
  });
  return Object.fromEntries(entries);
}

/** Whether no valid value is known: for some patterns and for conditions. */
function isRisky(schema: JsonSchema): boolean {
  if (typeof schema !== "object") return false;
  if (typeof schema.pattern === "string" && textFor(schema.pattern) === undefined) return true;
  return ["not", "if", "contentEncoding"].some((key) => key in schema);
}

/** A text that fits a pattern: one of those above, or what the pattern begins with. */
function textFor(pattern: string): string | undefined {
  const fits = new RegExp(pattern, "u");
  const start = /^\^?([\w/-]*)/.exec(pattern)?.[1] ?? "";
  return [...TEXTS, start].find((text) => fits.test(text));
}

function textSample({ format, pattern, minLength, maxLength }: Row): string {
  const fitting = typeof pattern === "string" ? textFor(pattern) : undefined;
  if (fitting !== undefined) return fitting;
  const text = FORMATS[String(format)] ?? "made up";
  const least = Number(minLength ?? 0);
  return text.padEnd(least, "x").slice(0, Math.max(least, Number(maxLength ?? text.length + least)));
}

function numberSample({ minimum, exclusiveMinimum, multipleOf, maximum }: Row): number {
  const least = Number(minimum ?? (typeof exclusiveMinimum === "number" ? exclusiveMinimum + 1 : 0));
  const step = Number(multipleOf ?? 1);
  return Math.min(Math.ceil(least / step) * step, Number(maximum ?? Number.POSITIVE_INFINITY));
}

function schemasIn(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.filter((part) => typeof part === "boolean" || isRow(part)) : [];
}
