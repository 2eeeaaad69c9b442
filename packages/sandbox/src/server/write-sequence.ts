import { type OperationSchemas, responseOf } from "../engine/document/operation-schemas.ts";
import { isRow } from "../engine/records/values.ts";
import type { VendorResponse } from "../engine/request/call.ts";

/** The response with the media type of its sequence, where the document sends the items of the list one by one. */
export function asSequence(response: VendorResponse, operation: OperationSchemas): VendorResponse {
  const { contentType, isSequence } = responseOf(operation, response.status) ?? {};
  if (!isSequence || contentType === undefined || !Array.isArray(response.body)) return response;
  const isParts = contentType.startsWith("multipart/");
  return { contentType: isParts ? `${contentType}; boundary=${BOUNDARY}` : contentType, ...response };
}

/** Writes a list as a body whose items are sent one by one; undefined for another media type. */
export function writeSequence(items: readonly unknown[], contentType: string): string | undefined {
  const type = contentType.split(";")[0] ?? "";
  if (/^application\/(x-)?(jsonl|ndjson|jsonlines|json-lines)$/.test(type))
    return items.map((item) => `${JSON.stringify(item)}\n`).join("");
  if (type.endsWith("json-seq")) return items.map((item) => `\u001e${JSON.stringify(item)}\n`).join("");
  if (type === "text/event-stream") return items.map(writeEvent).join("");
  if (!type.startsWith("multipart/")) return undefined;
  const parts = items.map((item) => {
    const isText = typeof item === "string";
    const head = `--${BOUNDARY}\r\ncontent-type: ${isText ? "text/plain" : "application/json"}\r\n\r\n`;
    return `${head}${isText ? item : JSON.stringify(item)}\r\n`;
  });
  return `${parts.join("")}--${BOUNDARY}--\r\n`;
}

const BOUNDARY = "sandbox-boundary";

function writeEvent(event: unknown): string {
  const lines = Object.entries(isRow(event) ? event : {}).flatMap(([name, value]) =>
    String(value)
      .split(/\r\n|\n|\r/)
      .map((line) => `${name}: ${line}\n`),
  );
  return `${lines.join("")}\n`;
}
