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
import { type Place, problemAt } from "../workspace/problem.ts";
import { offsetInJson, positionOf } from "./locate-json.ts";

/** A parsed file together with its text, which is needed to say where something stands. */
export type SourceDocument = Document<JsonValue>;

/** Reads a YAML or JSON file of the repository; a missing or malformed one is a problem with its position. */
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
    const place = { file: path, line: Number(line), column: Number(column) };
    throw problemAt(place, `YAML: ${text}`, "Correct the YAML.");
  }
}

/**
 * Aliases of an anchor are one object in a parsed tree, so that changing one would change all; a round trip through
 * JSON parts them.
 */
function parse(source: Source): JsonValue {
  const shared = parseYaml(source.body);
  return JSON.parse(JSON.stringify(shared ?? null));
}

/** Lets the resolver hand out a document that is read already, instead of reading it again. */
export function remember(resolver: BaseResolver, document: SourceDocument): void {
  resolver.cache.set(document.source.absoluteRef, Promise.resolve(document));
}

/** Where a JSON pointer of a document stands; the nearest ancestor when it is not written there. */
export function placeOf(root: string, source: Source, pointer: string, onKey = false): Place {
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
