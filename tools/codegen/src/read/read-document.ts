import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type BaseResolver,
  type Document,
  getLineColLocation,
  isAbsoluteUrl,
  parseYaml,
  Source,
} from "@redocly/openapi-core";
import type { JsonValue } from "jsonpath-rfc9535";
import { problemAt, type SourceLocation } from "../workspace/problem.ts";
import { offsetInJson, positionOf } from "./locate-json.ts";

/** A parsed file with its text, which is needed to locate problems. */
export type SourceDocument = Document<JsonValue>;

/** Reads a YAML or JSON file of the repository. Throws a problem if it is missing or malformed. */
export function readYaml(root: string, path: string): SourceDocument {
  const file = join(root, path);
  if (!existsSync(file)) {
    throw problemAt({ file: path }, "the file is missing", "Create it.");
  }
  const source = new Source(file, readFileSync(file, "utf8").replaceAll("\r\n", "\n"));
  try {
    return { source, parsed: path.endsWith(".json") ? JSON.parse(source.body) : parse(source) };
  } catch (error) {
    if (error instanceof SyntaxError)
      throw problemAt({ file: path }, `JSON: ${error.message}`, "Restore the file.");
    const [, text, line, column] =
      /^(.*?)\s*\((\d+):(\d+)\)/.exec(error instanceof Error ? error.message : "") ?? [];
    if (!text) throw error;
    const location = { file: path, line: Number(line), column: Number(column) };
    throw problemAt(location, `YAML: ${text}`, "Correct the YAML.");
  }
}

/**
 * YAML aliases are one shared object in the parsed tree, so changing one would change all. A round trip through JSON
 * separates them.
 */
function parse(source: Source): JsonValue {
  const shared = parseYaml(source.body);
  return JSON.parse(JSON.stringify(shared ?? null));
}

/** Puts a document that was read before into the resolver's cache. */
export function remember(resolver: BaseResolver, document: SourceDocument): void {
  resolver.cache.set(document.source.absoluteRef, Promise.resolve(document));
}

/** The position of a JSON pointer, or of its nearest ancestor in the file. */
export function locationOf(root: string, source: Source, pointer: string, onKey = false): SourceLocation {
  const file = relativeTo(root, source.absoluteRef);
  if (/^\s*\{/.test(source.body)) {
    return { file, ...positionOf(source.body, offsetInJson(source.body, pointer, onKey)) };
  }
  const { start } = getLineColLocation({ source, pointer, reportOnKey: onKey });
  return { file, line: start.line, column: start.col };
}

export function relativeTo(root: string, file: string): string {
  return isAbsoluteUrl(file) ? file : file.replace(`${root}/`, "").replaceAll("\\", "/");
}
