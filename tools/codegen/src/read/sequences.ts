/** How the items of a sequence follow each other. */
export type Notation = "json-lines" | "json-seq" | "events" | "parts";

const NOTATIONS: readonly (readonly [RegExp, Notation])[] = [
  [/^application\/(x-)?(jsonl|ndjson|jsonlines|json-lines)$/, "json-lines"],
  [/^application\/([\w.-]+\+)?json-seq$/, "json-seq"],
  [/^text\/event-stream$/, "events"],
  [/^multipart\/(?!form-data$)/, "parts"],
];

/** The notation of a media type that is a sequence of items. */
export function notationOf(contentType: string): Notation | undefined {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return NOTATIONS.find(([pattern]) => pattern.test(type))?.[1];
}
