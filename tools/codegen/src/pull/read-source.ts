import { decodeText } from "./parse/decode-text.ts";
import { type ParsedText, parseText } from "./parse/parse-text.ts";
import { refuseOtherText } from "./parse/recognize.ts";
import { type Origin, readOrigin } from "./read-origin.ts";

/** A file of a document, read and parsed. */
export type SourceFile = ParsedText & {
  readonly bytes: Buffer;
  readonly text: string;
  /** Absolute path or URL, after redirects. */
  readonly address: string;
  readonly shown: string;
};

/** Reads and parses a file. `shown` is its name in messages. */
export async function readSource(origin: Origin, shown: string): Promise<SourceFile> {
  const { bytes, address, contentType } = await readOrigin(origin, shown);
  const text = decodeText(bytes, shown);
  refuseOtherText(text, shown);
  const name = origin.kind === "file" ? origin.path : origin.url.pathname;
  const isYaml = /\.ya?ml$/i.test(name) || /yaml/i.test(contentType);
  const isJson = !isYaml && (/\.json$/i.test(name) || /json/i.test(contentType));
  return { ...parseText(text, shown, isJson), bytes, text, address, shown };
}
