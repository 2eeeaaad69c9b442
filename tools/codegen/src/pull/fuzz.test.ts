import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLinks } from "../lint/check-links.ts";
import { checkPaths } from "../lint/check-paths.ts";
import { ProblemError, ProblemList } from "../workspace/problem.ts";
import { normalize } from "./convert/normalize.ts";
import { locateIn, parseText } from "./parse/parse-text.ts";
import { recognize } from "./parse/recognize.ts";
import { findJsonFault, parseFaultless } from "./parse/scan-json.ts";

const good = ["swagger/api.json", "openapi-30/api.yaml", "openapi-31/api.yaml"].map((file) => ({
  text: readFileSync(join(import.meta.dirname, "../fixtures/pulled", file), "utf8"),
  isJson: file.endsWith(".json"),
}));

/** What `pull` does between reading and writing: a text of OpenAPI 3.1, or what is wrong, with its place. */
function pulled(text: string, isJson: boolean): string {
  try {
    const parsed = {
      parsed: parseText(text, "api", isJson),
      locate: locateIn({ absoluteRef: "api", body: text }),
    };
    const { document, format } = recognize(parsed);
    const problems = new ProblemList();
    checkLinks(document, { locate: parsed.locate, problems });
    checkPaths(document, { locate: parsed.locate, problems });
    problems.throwIfErrors();
    return normalize(document, format, true).text.toString();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    expect(error.message).toMatch(/^api(:\d+:\d+)? {2}\S/);
    return "";
  }
}

const options = { numRuns: 300, seed: 20261122 };

describe("a damaged document is read or rejected", () => {
  it.each(good)("cut off at any position", ({ text, isJson }) => {
    fc.assert(
      fc.property(fc.nat(text.length), (length) => {
        pulled(text.slice(0, length), isJson);
      }),
      options,
    );
  });

  it.each(good)("with changed characters", ({ text, isJson }) => {
    const odd = fc.constantFrom(
      ..."{}[]:,\"'&*!|>%@`#-?\\\t\n\0 0.1",
      "null",
      "$ref",
      "__proto__",
      "\uD800",
      "\uFEFF",
      "<<: ",
    );
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(5), odd, (start, length, put) => {
        pulled(text.slice(0, start) + put + text.slice(start + length), isJson);
      }),
      options,
    );
  });

  it.each(good)("with moved nodes", ({ text, isJson }) => {
    const at = fc.nat(text.length);
    fc.assert(
      fc.property(at, at, fc.nat(80), (from, to, length) => {
        pulled(text.slice(0, to) + text.slice(from, from + length) + text.slice(to), isJson);
      }),
      options,
    );
  });

  it("pulling a pulled document returns the same text", () => {
    for (const { text, isJson } of good) {
      const once = pulled(text, isJson);
      expect(once).not.toBe("");
      expect(pulled(once, true)).toBe(once);
    }
  });
});

describe("JSON", () => {
  it("is rejected exactly if JSON.parse rejects it, or for duplicate keys and depth", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      '"a"',
      '"b"',
      '"\\u00"',
      "1",
      "-",
      "01",
      "1e5",
      "true",
      "nul",
      " ",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const fault = findJsonFault(text);
        expect(parseFaultless(text) !== undefined).toBe(fault === undefined);
        if (fault?.isFinal) return;
        expect(fault === undefined).toBe(isParsed(text));
      }),
      { ...options, numRuns: 5000 },
    );
  });

  it("of any value is accepted", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(findJsonFault(text)).toBeUndefined();
        expect(parseFaultless(text)).toEqual(JSON.parse(text));
      }),
      options,
    );
  });
});

function isParsed(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
