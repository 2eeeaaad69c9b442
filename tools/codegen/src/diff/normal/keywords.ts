import type { JsonObject, JsonValue } from "../../read/json.ts";

/** Keywords that describe or mark a schema, and may stand beside a `$ref` without changing its type. */
const MARKS = ["deprecated", "readOnly", "writeOnly"] as const;

/** Keywords whose value is prose. */
export const PROSE: readonly string[] = ["title", "summary", "description"];

/** Keywords that no generator reads. */
const UNREAD: ReadonlySet<string> = new Set(["$schema", "$comment", "externalDocs", "xml"]);

/** Keywords that say nothing about the values of a schema. */
export function isAnnotation(keyword: string): boolean {
  return (
    ANNOTATIONS.has(keyword) ||
    UNREAD.has(keyword) ||
    (keyword.startsWith("x-") && !keyword.includes("mdmkit"))
  );
}

const ANNOTATIONS: ReadonlySet<string> = new Set([...PROSE, "example", "examples"]);

/** Whether a keyword may stand beside a `$ref`, as opposed to one that narrows the type. */
export function isBesideReference(keyword: string): boolean {
  return (
    isAnnotation(keyword) ||
    keyword === "default" ||
    keyword === "nullable" ||
    keyword.startsWith("x-") ||
    MARKS.some((mark) => mark === keyword)
  );
}

/** What a keyword means where it is absent. */
const DEFAULTS: Readonly<Record<string, JsonValue>> = {
  deprecated: false,
  exclusiveMaximum: false,
  exclusiveMinimum: false,
  minItems: 0,
  minLength: 0,
  minProperties: 0,
  nullable: false,
  readOnly: false,
  required: false,
  uniqueItems: false,
  writeOnly: false,
};

/** The value of a keyword, or nothing if it is the default. */
export function withoutDefault(keyword: string, value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value) && value.length === 0 && keyword === "required") return undefined;
  return value === DEFAULTS[keyword] ? undefined : value;
}

/** The keywords that narrow the type. */
export function structuralKeywords(node: JsonObject): string[] {
  return Object.keys(node).filter(
    (keyword) => !isBesideReference(keyword) && withoutDefault(keyword, node[keyword]) !== undefined,
  );
}
