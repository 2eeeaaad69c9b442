import { createRequire } from "node:module";
import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  loadAll,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  YAMLException,
} from "js-yaml";
import type { Document } from "yaml";
import { positionOf } from "../../read/locate-json.ts";
import { problemAt, type SourceLocation } from "../../workspace/problem.ts";
import { MAX_DEPTH, MAX_VALUES } from "./scan-json.ts";
import { WrittenNumber } from "./to-json.ts";

/** Limit of aliases. */
const MAX_ALIASES = 10_000;

/** Timestamps stay strings, language-specific tags are unknown, and numbers keep their notation. */
const SCHEMA = CORE_SCHEMA.withTags(
  mergeTag,
  defineMappingTag(mapTag.tagName, {
    create: mapTag.create,
    identify: mapTag.identify,
    keys: mapTag.keys,
    get: mapTag.get,
    addPair: (map, key, value) => mapTag.addPair(map, keyText(key), value),
    has: (map, key) => mapTag.has(map, keyText(key)),
  }),
  ...[intCoreTag, floatCoreTag].map((tag) =>
    defineScalarTag<number | WrittenNumber>(tag.tagName, {
      ...tag,
      resolve(source, isExplicit, tagName) {
        const value = tag.resolve(source, isExplicit, tagName);
        if (typeof value !== "number") return NOT_RESOLVED;
        return String(value) === source ? value : new WrittenNumber(source, value);
      },
    }),
  ),
);

/** A key such as `08` or `1.0` is the text that was written. */
function keyText(key: unknown): unknown {
  return key instanceof WrittenNumber ? key.text : key;
}

/**
 * Parses YAML 1.2 with merge keys. The result is not JSON yet: aliases are shared objects, and some numbers keep their
 * notation.
 */
export function parseYaml(text: string, shown: string): unknown {
  // Counted before parsing, to save memory. Nearly every value has its own line or comma.
  if (text.split(/[\n,]/, MAX_VALUES + 1).length > MAX_VALUES) {
    throw problemAt(
      { file: shown, line: 1, column: 1 },
      `YAML: more than ${MAX_VALUES} values`,
      "Pass it as JSON, or only a part of it.",
    );
  }
  const documents = loadDocuments(text, shown);
  if (documents.length < 2) return documents[0];
  const line = text.split("\n").findIndex((row, index) => index > 0 && /^---(\s|$)/.test(row)) + 1;
  throw problemAt(
    { file: shown, line, column: 1 },
    "a second YAML document starts here",
    "Put each document into its own file.",
  );
}

function loadDocuments(text: string, shown: string): unknown[] {
  try {
    return loadAll(text, { schema: SCHEMA, maxDepth: MAX_DEPTH, maxAliases: MAX_ALIASES });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    const second = mark && isTabBefore(text, mark.position) ? loadWithTabs(text, shown) : undefined;
    if (second) return second;
    const location: SourceLocation = {
      file: shown,
      ...(mark && { line: mark.line + 1, column: mark.column + 1 }),
    };
    throw problemAt(location, `YAML: ${reason.slice(0, 200)}`, "Correct the YAML.");
  }
}

function isTabBefore(text: string, position: number): boolean {
  return text.slice(text.lastIndexOf("\n", position - 1) + 1, position + 1).includes("\t");
}

/** js-yaml rejects tabs in flow collections, which the YAML specification allows. Hardly any document needs the other library. */
function loadWithTabs(text: string, shown: string): unknown[] | undefined {
  const { isScalar, parseAllDocuments, visit }: typeof import("yaml") = createRequire(import.meta.url)(
    "yaml",
  );
  const documents = [...parseAllDocuments(text, { merge: true, logLevel: "silent" })];
  if (documents.some(({ errors, warnings }) => errors.length + warnings.length > 0)) return undefined;
  return documents.map((document) => {
    visit(document, {
      Alias(_key, alias) {
        if (alias.resolve(document) !== undefined) return;
        const location = { file: shown, ...positionOf(text, alias.range?.[0] ?? 0) };
        throw problemAt(location, `YAML: no anchor precedes the alias ${alias.source}`, "Correct the YAML.");
      },
      Scalar(_key, scalar) {
        const { value, source } = scalar;
        if (
          isScalar(scalar) &&
          typeof value === "number" &&
          source !== undefined &&
          String(value) !== source
        ) {
          scalar.value = new WrittenNumber(source, value);
        }
      },
    });
    return expanded(document, shown);
  });
}

/** The values of a document. What the library finds only here, too many aliases or a merge of what is no map, has no position. */
function expanded(document: Document, shown: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw problemAt({ file: shown, line: 1, column: 1 }, `YAML: ${error.message}`, "Correct the YAML.");
  }
}
