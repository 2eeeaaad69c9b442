import { type ParseErrorCode, printParseErrorCode } from "jsonc-parser";
import type { JsonValue } from "../../read/json.ts";
import { visitJson } from "../../read/visit-json.ts";

/** The first error in a JSON text, with its offset in characters. */
export type JsonFault = {
  readonly offset: number;
  readonly message: string;
  /** It is also an error in YAML. */
  readonly isFinal?: true;
};

/** Limit of nesting, since this tool recurses. Real documents have up to 30 levels. */
export const MAX_DEPTH = 100;

/** Limit of values, with aliases expanded. The largest known document has 300,000. */
export const MAX_VALUES = 1_000_000;

/** The keys of an open object so far; undefined for a list. */
type Level = Set<string> | undefined;

/**
 * Parses a JSON text in which `findJsonFault` finds nothing; undefined for any other, and quickly: `JSON.parse` drops a duplicate
 * key, so the text then has more of them.
 */
export function parseFaultless(text: string): JsonValue | undefined {
  const parsed = parsedOrUndefined(text);
  if (parsed === undefined) return undefined;
  const size = { keys: 0, values: 0 };
  const isShallow = measure(parsed, size, 0);
  return isShallow && size.values <= MAX_VALUES && size.keys === countKeys(text) ? parsed : undefined;
}

function parsedOrUndefined(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Counts keys and values. False if they are nested too deeply. */
function measure(value: JsonValue, size: { keys: number; values: number }, depth: number): boolean {
  size.values++;
  if (typeof value !== "object" || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => measure(item, size, depth + 1));
  for (const key of Object.keys(value)) {
    size.keys++;
    if (!measure(value[key] ?? null, size, depth + 1)) return false;
  }
  return true;
}

const [QUOTE, COLON, BACKSLASH] = [0x22, 0x3a, 0x5c];

/** The keys that are written in a JSON text: a colon outside of strings follows each. */
function countKeys(text: string): number {
  let keys = 0;
  let isString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) isString = !isString;
    else if (isString) index += code === BACKSLASH ? 1 : 0;
    else if (code === COLON) keys++;
  }
  return keys;
}

/**
 * Finds syntax errors with their position, and what `JSON.parse` accepts: duplicate keys, and nesting deeper than
 * `MAX_DEPTH`.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  return visitJson<JsonFault>(text, (stop) => {
    const levels: Level[] = [];
    let values = 0;
    const count = (offset: number) => {
      values += 1;
      if (values > MAX_VALUES) stop({ offset, message: `more than ${MAX_VALUES} values`, isFinal: true });
    };
    const open = (offset: number, level: Level) => {
      count(offset);
      if (levels.length >= MAX_DEPTH)
        stop({ offset, message: `nested deeper than ${MAX_DEPTH} levels`, isFinal: true });
      levels.push(level);
    };
    const close = () => {
      levels.pop();
    };
    return {
      onObjectBegin: (offset) => open(offset, new Set()),
      onObjectEnd: close,
      onArrayBegin: (offset) => open(offset, undefined),
      onArrayEnd: close,
      onLiteralValue: (_, offset) => count(offset),
      onObjectProperty(key, offset) {
        if (levels.at(-1)?.has(key))
          stop({ offset, message: `duplicate key ${shorten(key)}`, isFinal: true });
        levels.at(-1)?.add(key);
      },
      onError: (code, offset, length) => stop(faultAt(text, { code, offset, length })),
    };
  });
}

type Located = { readonly code: ParseErrorCode; readonly offset: number; readonly length: number };

function faultAt(text: string, { code, offset, length }: Located): JsonFault {
  const name = printParseErrorCode(code);
  const isCutOff =
    offset === text.length || (name === "UnexpectedEndOfString" && offset + length === text.length);
  if (isCutOff) return { offset: text.length, message: "the file ends before the document is complete" };
  const expected = EXPECTED[name] ?? "a value";
  return {
    offset,
    message: MESSAGES[name] ?? `${shorten(text.slice(offset, offset + length))} where JSON has ${expected}`,
  };
}

const MESSAGES: Readonly<Record<string, string>> = {
  EndOfFileExpected: "more text after the end of the document",
  InvalidCommentToken: "a comment, which JSON does not allow",
  InvalidCharacter: "a control character in a string",
  InvalidEscapeCharacter: "an invalid escape sequence",
  InvalidUnicode: "an invalid escape sequence",
  UnexpectedEndOfString: "a line end in a string",
};

const EXPECTED: Readonly<Record<string, string>> = {
  PropertyNameExpected: "a key",
  ColonExpected: "a colon",
  CommaExpected: "a comma or the end",
  CloseBraceExpected: "a comma or the end",
  CloseBracketExpected: "a comma or the end",
};

function shorten(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
