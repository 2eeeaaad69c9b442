import type { OperationSchemas } from "@mdmkit/unified/schemas";
import type { CallFacts } from "../operations/call-facts.ts";
import type { AnyReply } from "../operations/reply.ts";
import type { StoredAnswer } from "../store/store.ts";

/** What is sent: text, which can be kept for repetitions, or a stream. */
export type Answer =
  | StoredAnswer
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: ReadableStream<Uint8Array> | null;
    };

const JSON_TYPE = "application/json; charset=utf-8";

/** JSON with a status. */
export function answerOf(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): StoredAnswer {
  return { status, headers: { ...headers, "content-type": JSON_TYPE }, body: JSON.stringify(body) };
}

/** The reply of a handler, with the status that its operation promises. */
export function answerWith(
  reply: AnyReply,
  { responses }: OperationSchemas,
  { rateLimit }: Pick<CallFacts, "rateLimit">,
): Answer {
  const status = Number(Object.keys(responses).find((code) => code.startsWith("2")) ?? 200);
  if (reply.kind === "nothing") return { status, headers: { ...rateLimit }, body: null };
  if (reply.kind === "stream")
    return { status, headers: { ...rateLimit, "content-type": "application/x-ndjson" }, body: reply.lines };
  if (reply.kind === "text")
    return { status, headers: { "content-type": reply.contentType }, body: reply.text };
  return answerOf(status, reply.body, rateLimit);
}
