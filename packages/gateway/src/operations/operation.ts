import type { UnifiedOperations } from "@mdmkit/unified";
import type { CallFacts } from "./call-facts.ts";
import type { JsonReply, NothingReply, ShapedReply, StreamReply, TextReply } from "./reply.ts";

type Operations = UnifiedOperations;
export type OperationId = keyof Operations;

/** Path, query or header parameters; an object without members where the operation has none. */
type Parameters<Id extends OperationId, Place extends "path" | "query" | "header"> = Operations[Id] extends {
  parameters: { [key in Place]?: infer Given };
}
  ? [NonNullable<Given>] extends [never]
    ? Readonly<Record<never, never>>
    : NonNullable<Given>
  : never;

export type QueryOf<Id extends OperationId> = Parameters<Id, "query">;

export type BodyOf<Id extends OperationId> = Operations[Id] extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : undefined;

type Success<Responses> = Responses extends { 200: infer Answer }
  ? Answer
  : Responses extends { 201: infer Answer }
    ? Answer
    : Responses extends { 204: unknown }
      ? { content: { nothing: true } }
      : never;

type ContentOf<Id extends OperationId> =
  Success<Operations[Id]["responses"]> extends { content: infer Content } ? Content : never;

/** The JSON that the document promises for a success. */
export type AnswerOf<Id extends OperationId> =
  ContentOf<Id> extends { "application/json": infer Answer } ? Answer : never;

type ReplyFor<Content, Query> =
  | (Content extends { "application/json": infer Answer } ? JsonReply<Answer> : never)
  | (Content extends { "application/x-ndjson": string } ? StreamReply : never)
  | (Content extends { "text/plain": string } ? TextReply : never)
  | (Content extends { nothing: true } ? NothingReply : never)
  | ("truto_response_format" extends keyof Query ? ShapedReply : never);

export type ReplyOf<Id extends OperationId> = ReplyFor<ContentOf<Id>, QueryOf<Id>>;

/** One request, checked against the document. */
export type Call<Id extends OperationId> = {
  readonly path: Parameters<Id, "path">;
  readonly query: QueryOf<Id>;
  readonly body: BodyOf<Id>;
  /** Ends when the client is gone. */
  readonly gone: AbortSignal;
  /** Ends then, too, and when the call takes too long; not any more once a write to a vendor has begun. */
  readonly signal: AbortSignal;
  readonly facts: CallFacts;
  /** Performs another request of the same client. */
  readonly dispatch: Dispatch;
};

/** A request within a request, as a batch makes them; `path` has the query with it. Its client is gone when `signal` ends. */
export type Dispatch = (
  request: {
    method: string;
    path: string;
    body?: unknown;
  },
  signal: AbortSignal,
) => Promise<{ status: number; body: unknown }>;

export type Handler<Id extends OperationId> = (call: Call<Id>) => Promise<ReplyOf<Id>> | ReplyOf<Id>;

/** A handler for every operation of the document: one that is missing, or answers something else, does not compile. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };
