import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { CORE_SCHEMA, loadAll, mergeTag, YAMLException } from "js-yaml";
import type { JsonValue } from "jsonpath-rfc9535";
import { problemAt, type SourceLocation } from "../workspace/problem.ts";
import { offsetInJson, positionOf } from "./locate-json.ts";

/** The text of a file, in UTF-8 where that is at hand, and its absolute path or URL. */
export type SourceText = { readonly absoluteRef: string; readonly body: string; readonly bytes?: Buffer };

/** A parsed file with its text, which is needed to locate problems. */
export type SourceDocument = { readonly source: SourceText; readonly parsed: JsonValue };

/** Reads a YAML or JSON file of the repository. Throws a problem if it is missing or malformed. */
export function readYaml(root: string, path: string): SourceDocument {
  const file = join(root, path);
  if (!existsSync(file)) {
    throw problemAt({ file: path }, "the file is missing", "Create it.");
  }
  const source = { absoluteRef: file, body: readFileSync(file, "utf8").replaceAll("\r\n", "\n") };
  try {
    return { source, parsed: path.endsWith(".json") ? JSON.parse(source.body) : parse(source.body) };
  } catch (error) {
    if (error instanceof SyntaxError)
      throw problemAt({ file: path }, `JSON: ${error.message}`, "Restore the file.");
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    const location = { file: path, ...(mark && { line: mark.line + 1, column: mark.column + 1 }) };
    throw problemAt(location, `YAML: ${reason}`, "Correct the YAML.");
  }
}

/** Timestamps stay strings. */
const SCHEMA = CORE_SCHEMA.withTags(mergeTag);

/**
 * YAML aliases are one shared object in the parsed tree, so changing one would change all. A round trip through JSON
 * separates them.
 */
function parse(text: string): JsonValue {
  const [shared, ...more] = loadAll(text, { schema: SCHEMA });
  if (more.length > 0) throw new YAMLException("expected a single document in the stream, but found more");
  return JSON.parse(JSON.stringify(shared ?? null));
}

/** The position of a JSON pointer, or of its nearest ancestor in the file. */
export function locationOf(root: string, source: SourceText, pointer: string, onKey = false): SourceLocation {
  const file = relativeTo(root, source.absoluteRef);
  if (/^\s*\{/.test(source.body)) {
    return { file, ...positionOf(source.body, offsetInJson(source.body, pointer, onKey)) };
  }
  // Loading Redocly takes a quarter of a second, and only problems need it.
  const { getLineColLocation, Source }: typeof import("@redocly/openapi-core") = createRequire(
    import.meta.url,
  )("@redocly/openapi-core");
  const text = new Source(source.absoluteRef, source.body);
  const { start } = getLineColLocation({ source: text, pointer, reportOnKey: onKey });
  return { file, line: start.line, column: start.col };
}

export function relativeTo(root: string, file: string): string {
  return /^https?:/.test(file) ? file : file.replace(`${root}/`, "").replaceAll("\\", "/");
}
