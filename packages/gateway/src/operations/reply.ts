/** A body as the document has it. */
export type JsonReply<Answer> = { readonly kind: "json"; readonly body: Answer };
/** A body whose shape the caller chose and the document leaves open: `raw`, `normalized`, without some fields. */
export type ShapedReply = { readonly kind: "shaped"; readonly body: unknown };
/** Lines of JSON, while the vendor is still being read. */
export type StreamReply = { readonly kind: "stream"; readonly lines: ReadableStream<Uint8Array> };
export type TextReply = { readonly kind: "text"; readonly text: string; readonly contentType: string };
export type NothingReply = { readonly kind: "nothing" };

export type AnyReply = JsonReply<unknown> | ShapedReply | StreamReply | TextReply | NothingReply;

export function json<Answer>(body: Answer): JsonReply<Answer> {
  return { kind: "json", body };
}

export function shaped(body: unknown): ShapedReply {
  return { kind: "shaped", body };
}
