import {
  type JsonSchema,
  type OperationSchemas,
  responseOf,
} from "../../engine/document/operation-schemas.ts";
import { asRows, isRow, type Row } from "../../engine/records/values.ts";
import type { VendorResponse } from "../../engine/request/call.ts";

export type Problem = { status: number; message: string; details?: readonly string[] };

const statusNames: Record<number, string> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  409: "ALREADY_EXISTS",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  501: "UNIMPLEMENTED",
  503: "UNAVAILABLE",
};

/** google.rpc.Code of an HTTP status; Google EMM repeats this instead of the status. */
const rpcCodes: Record<number, number> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  409: 6,
  429: 8,
  501: 12,
  503: 14,
};

/**
 * An error in the shape the document gives this operation and status; JumpCloud has four formats, and one without a body. In
 * v1 there is nothing but a message, whatever the document says.
 */
export function jumpCloudError(
  schemas: Readonly<Record<string, JsonSchema>>,
  { operation, problem }: { operation: OperationSchemas | undefined; problem: Problem },
): VendorResponse {
  const { status, details = [] } = problem;
  const message = vendorMessage(problem.message, details);
  const declared = operation === undefined ? undefined : responseOf(operation, status);
  if (declared !== undefined && declared.schema === undefined) return { status };
  const whole = { code: status, message, status: statusNames[status] ?? "UNKNOWN" };
  const names = declared?.schema === undefined ? new Set<string>() : properties(declared.schema, schemas);
  const contentType = declared?.contentType === undefined ? {} : { contentType: declared.contentType };
  if (names.size === 0) return { status, body: whole, ...contentType };
  const rpc = !names.has("status") && names.has("code");
  const body: Row = {
    ...whole,
    code: rpc ? (rpcCodes[status] ?? 13) : status,
    details: rpc ? [] : details.map((text) => ({ message: text })),
  };
  const isV1 = !operation?.path.startsWith("/v2/");
  const omitted = (name: string) => isV1 && (name === "code" || name === "status");
  const kept = Object.fromEntries(Object.entries(body).filter(([name]) => names.has(name) && !omitted(name)));
  return { status, body: kept, ...contentType };
}

/** JumpCloud's message for a page size above the maximum; its messages for other requests are unknown. */
function vendorMessage(message: string, details: readonly string[]): string {
  const [, maximum] = /^query parameter limit: \/ must be <= (\d+)$/.exec(details[0] ?? "") ?? [];
  return maximum === undefined
    ? message
    : `Bad Request: request parameter "limit" exceeds maximum value of ${maximum}`;
}

/** Names of a schema's properties, through `$ref` and `allOf`. */
function properties(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): Set<string> {
  if (typeof schema === "boolean") return new Set();
  const target = typeof schema.$ref === "string" ? schemas[schema.$ref] : undefined;
  const own = isRow(schema.properties) ? Object.keys(schema.properties) : [];
  const parts = [...(target === undefined ? [] : [target]), ...asRows(schema.allOf)];
  return new Set([...own, ...parts.flatMap((part) => [...properties(part, schemas)])]);
}
