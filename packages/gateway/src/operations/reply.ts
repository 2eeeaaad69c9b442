/** A body as the document describes it. */
export type JsonReply<Body> = { readonly kind: "json"; readonly body: Body };
/** A body in a shape that the caller chose and the document leaves open: `raw`, `normalized`, without some fields. */
export type ShapedReply = {
  readonly kind: "shaped";
  readonly body: unknown;
  /** What the body has no place for. */
  readonly headers?: Readonly<Record<string, string>>;
};
/** Records, sent while the vendor is still being read. */
export type StreamReply = {
  readonly kind: "stream";
  readonly contentType: string;
  readonly chunks: ReadableStream<Uint8Array>;
};
export type TextReply = { readonly kind: "text"; readonly text: string; readonly contentType: string };
export type NothingReply = { readonly kind: "nothing" };

export type AnyReply = JsonReply<unknown> | ShapedReply | StreamReply | TextReply | NothingReply;

export function json<Body>(body: Body): JsonReply<Body> {
  return { kind: "json", body };
}

export function shaped(body: unknown, headers: ShapedReply["headers"] = {}): ShapedReply {
  return { kind: "shaped", body, headers };
}
