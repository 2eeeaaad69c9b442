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

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

type Expected = "value" | "key" | "colon" | "comma" | "first-key" | "first-value" | "end";

/** The keys of an open object so far; undefined for a list. */
type Level = Set<string> | undefined;

/**
 * Finds syntax errors with their position, and what `JSON.parse` accepts: duplicate keys, and nesting deeper than
 * `MAX_DEPTH`.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const scanner = new Scanner(text);
  return scanner.scan();
}

class Scanner {
  readonly #text: string;
  readonly #levels: Level[] = [];
  #offset = 0;
  #values = 0;
  #expected: Expected = "value";

  constructor(text: string) {
    this.#text = text;
  }

  scan(): JsonFault | undefined {
    for (;;) {
      this.#skipSpace();
      if (this.#offset >= this.#text.length) return this.#expected === "end" ? undefined : this.#cutOff();
      const fault = this.#step(this.#text[this.#offset] ?? "");
      if (fault) return fault;
    }
  }

  #step(character: string): JsonFault | undefined {
    const expected = this.#expected;
    if (character === '"') return this.#string();
    if (character === "," && expected === "comma") return this.#after(this.#levels.at(-1) ? "key" : "value");
    if (character === ":" && expected === "colon") return this.#after("value");
    if ((character === "{" || character === "[") && this.#takesValue()) return this.#open(character);
    if (character === "}" || character === "]") return this.#close(character);
    return this.#takesValue() ? this.#literal() : this.#unexpected();
  }

  #takesValue(): boolean {
    return this.#expected === "value" || this.#expected === "first-value";
  }

  #after(expected: Expected): undefined {
    this.#offset++;
    this.#expected = expected;
  }

  #valueRead(): JsonFault | undefined {
    if (++this.#values > MAX_VALUES)
      return { ...this.#fault(`more than ${MAX_VALUES} values`), isFinal: true };
    this.#expected = this.#levels.length > 0 ? "comma" : "end";
    return undefined;
  }

  #open(character: string): JsonFault | undefined {
    if (this.#levels.length >= MAX_DEPTH) {
      return { ...this.#fault(`nested deeper than ${MAX_DEPTH} levels`), isFinal: true };
    }
    this.#levels.push(character === "{" ? new Set() : undefined);
    return this.#after(character === "{" ? "first-key" : "first-value");
  }

  #close(character: string): JsonFault | undefined {
    const isObject = this.#levels.at(-1) !== undefined;
    const first = isObject ? "first-key" : "first-value";
    const fits = this.#levels.length > 0 && isObject === (character === "}");
    if (!fits || (this.#expected !== "comma" && this.#expected !== first)) return this.#unexpected();
    this.#levels.pop();
    this.#offset++;
    return this.#valueRead();
  }

  #literal(): JsonFault | undefined {
    for (const pattern of [NUMBER, WORD]) {
      pattern.lastIndex = this.#offset;
      if (!pattern.test(this.#text)) continue;
      this.#offset = pattern.lastIndex;
      return this.#valueRead();
    }
    return this.#unexpected();
  }

  #string(): JsonFault | undefined {
    const start = this.#offset;
    const isKey = this.#expected === "key" || this.#expected === "first-key";
    if (!isKey && !this.#takesValue()) return this.#unexpected();
    const fault = this.#skipString();
    if (fault) return fault;
    if (!isKey) return this.#valueRead();
    const written = this.#text.slice(start, this.#offset);
    const key: string = written.includes("\\") ? JSON.parse(written) : written.slice(1, -1);
    const keys = this.#levels.at(-1);
    if (keys?.has(key)) {
      return { offset: start, message: `duplicate key ${shorten(key)}`, isFinal: true };
    }
    keys?.add(key);
    this.#expected = "colon";
    return undefined;
  }

  #skipString(): JsonFault | undefined {
    for (this.#offset++; this.#offset < this.#text.length; this.#offset++) {
      const code = this.#text.charCodeAt(this.#offset);
      if (code === 0x22) {
        this.#offset++;
        return undefined;
      }
      if (code < 0x20) return this.#fault("a line end or control character in a string");
      if (code !== 0x5c) continue;
      ESCAPE.lastIndex = this.#offset;
      if (!ESCAPE.test(this.#text)) {
        return this.#offset + 6 > this.#text.length
          ? this.#cutOff()
          : this.#fault("an invalid escape sequence");
      }
      this.#offset = ESCAPE.lastIndex - 1;
    }
    return this.#cutOff();
  }

  #skipSpace(): void {
    for (; this.#offset < this.#text.length; this.#offset++) {
      const code = this.#text.charCodeAt(this.#offset);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    }
  }

  #unexpected(): JsonFault {
    const rest = this.#text.slice(this.#offset, this.#offset + 2);
    if (rest === "//" || rest === "/*") return this.#fault("a comment, which JSON does not allow");
    if (this.#expected === "end") return this.#fault("more text after the end of the document");
    return this.#fault(
      `${shorten(this.#text[this.#offset] ?? "")} where JSON has ${EXPECTATIONS[this.#expected]}`,
    );
  }

  #cutOff(): JsonFault {
    return { offset: this.#text.length, message: "the file ends before the document is complete" };
  }

  #fault(message: string): JsonFault {
    return { offset: this.#offset, message };
  }
}

const EXPECTATIONS: Readonly<Record<Expected, string>> = {
  value: "a value",
  key: "a key",
  colon: "a colon",
  comma: "a comma or the end",
  "first-key": "a key or the end",
  "first-value": "a value or the end",
  end: "the end",
};

function shorten(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
