import type { JsonObject, JsonValue } from "../read/json.ts";
import type { SourceText } from "../read/read-document.ts";

/** A document as `pull` wrote it, and the keys that were added to it at the top; nothing else was changed. */
export type Received = { readonly source: SourceText; readonly added: JsonObject };

type Document = { readonly parsed: JsonValue; readonly received: Received | undefined };

/**
 * The bytes of `openapi.json`. They have to be made before the document is changed for the generators. Writing a large document
 * anew takes a tenth of a second, so those of one that only got keys are its own and these.
 */
export function openapiBytes({ parsed, received }: Document): Buffer {
  return received ? withKeys(received) : Buffer.from(`${textOf(parsed)}\n`);
}

function withKeys({ source: { body, bytes = Buffer.from(body) }, added }: Received): Buffer {
  if (Object.keys(added).length === 0) return bytes;
  const end = bytes.lastIndexOf("\n}");
  return Buffer.concat([bytes.subarray(0, end), Buffer.from(`,${textOf(added).slice(1)}\n`)]);
}

function textOf(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
