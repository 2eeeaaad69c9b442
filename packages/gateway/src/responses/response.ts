import type { OperationSchemas } from "@mdmkit/unified/schemas";
import type { CallDetails } from "../operations/call-details.ts";
import type { AnyReply } from "../operations/reply.ts";
import type { StoredResponse } from "../store/store.ts";

/** What is sent: text, which can be stored for repetitions, or a stream. */
export type CallResponse =
  | StoredResponse
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: ReadableStream<Uint8Array> | null;
    };

const JSON_TYPE = "application/json; charset=utf-8";

export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): StoredResponse {
  return { status, headers: { ...headers, "content-type": JSON_TYPE }, body: JSON.stringify(body) };
}

/** The reply of a handler, with the success status that the document gives its operation. */
export function toResponse(
  reply: AnyReply,
  { responses }: OperationSchemas,
  { rateLimit }: Pick<CallDetails, "rateLimit">,
): CallResponse {
  const status = Number(Object.keys(responses).find((code) => code.startsWith("2")) ?? 200);
  if (reply.kind === "nothing") return { status, headers: { ...rateLimit }, body: null };
  if (reply.kind === "stream")
    return { status, headers: { ...rateLimit, "content-type": reply.contentType }, body: reply.chunks };
  if (reply.kind === "text")
    return { status, headers: { "content-type": reply.contentType }, body: reply.text };
  const headers = reply.kind === "shaped" ? reply.headers : undefined;
  return jsonResponse(status, reply.body, { ...rateLimit, ...headers });
}
