import type { UnifiedOperations } from "@mdmkit/unified/paths";
import type { CallDetails } from "./call-details.ts";
import type { JsonReply, NothingReply, ShapedReply, StreamReply, TextReply } from "./reply.ts";

type Operations = UnifiedOperations;
/** What the gateway serves, and not what it sends. */
export type OperationId = Exclude<keyof Operations, "fleetChanged">;

/** Path, query or header parameters; an object without members where the operation has none. */
type Parameters<Id extends OperationId, In extends "path" | "query" | "header"> = Operations[Id] extends {
  parameters: { [key in In]?: infer Given };
}
  ? [NonNullable<Given>] extends [never]
    ? Readonly<Record<never, never>>
    : NonNullable<Given>
  : never;

type QueryOf<Id extends OperationId> = Parameters<Id, "query">;

export type RequestBodyOf<Id extends OperationId> = Operations[Id] extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : undefined;

type Success<Responses> = Responses extends { 200: infer Response }
  ? Response
  : Responses extends { 201: infer Response }
    ? Response
    : Responses extends { 202: infer Response }
      ? Response
      : Responses extends { 204: unknown }
        ? { content: { nothing: true } }
        : never;

type ContentOf<Id extends OperationId> =
  Success<Operations[Id]["responses"]> extends { content: infer Content } ? Content : never;

/** The JSON body of a success, by the document. */
export type ResponseBodyOf<Id extends OperationId> =
  ContentOf<Id> extends { "application/json": infer Body } ? Body : never;

type ReplyFor<Content, Query> =
  | (Content extends { "application/json": infer Body } ? JsonReply<Body> : never)
  | (Content extends { "application/x-ndjson": string } ? StreamReply : never)
  | (Content extends { "text/plain": string } ? TextReply : never)
  | (Content extends { nothing: true } ? NothingReply : never)
  | ("truto_response_format" extends keyof Query ? ShapedReply : never);

type ReplyOf<Id extends OperationId> = ReplyFor<ContentOf<Id>, QueryOf<Id>>;

/** One request, validated against the document. */
export type Call<Id extends OperationId> = {
  readonly path: Parameters<Id, "path">;
  readonly query: QueryOf<Id>;
  readonly body: RequestBodyOf<Id>;
  /** The `Accept` header. */
  readonly accept: string | null;
  /** Aborts when the client disconnects. */
  readonly clientSignal: AbortSignal;
  /** Aborts when the client disconnects or the call times out; no longer after a write to a vendor has begun. */
  readonly signal: AbortSignal;
  readonly details: CallDetails;
  /** Performs another request for the same client. */
  readonly dispatch: Dispatch;
};

/** Performs one request of a batch. `path` includes the query; when `signal` aborts, the client counts as disconnected. */
export type Dispatch = (
  request: {
    method: string;
    path: string;
    body?: unknown;
  },
  signal: AbortSignal,
) => Promise<{ status: number; body: unknown }>;

export type Handler<Id extends OperationId> = (call: Call<Id>) => Promise<ReplyOf<Id>> | ReplyOf<Id>;

/** A handler for every operation of the document: one that is missing, or returns something else, does not compile. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };
