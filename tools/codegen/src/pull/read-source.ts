import type { SourceText } from "../read/read-document.ts";
import { decodeText } from "./parse/decode-text.ts";
import { locateIn, type ParsedText, parseText } from "./parse/parse-text.ts";
import { refuseOtherText } from "./parse/recognize.ts";
import { type Origin, readOrigin } from "./read-origin.ts";

/** A file of a document, read and parsed. */
export type SourceFile = ParsedText & {
  readonly bytes: Buffer;
  readonly source: SourceText;
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
  const source = sourceOf(bytes, shown);
  return { parsed: parseText(text, shown, isJson), locate: locateIn(source), bytes, source, address, shown };
}

/** The text is decoded once more where a problem is located in it: it takes up to twice the memory of its bytes. */
function sourceOf(bytes: Buffer, shown: string): SourceText {
  let text: string | undefined;
  return {
    absoluteRef: shown,
    get body() {
      text ??= decodeText(bytes, shown);
      return text;
    },
  };
}
