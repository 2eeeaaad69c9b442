import type { JsonValue } from "../../read/json.ts";
import { locationOf, type SourceText } from "../../read/read-document.ts";
import { type Locate, problemAt } from "../../workspace/problem.ts";
import { jsonProblem } from "./parse-json.ts";
import { parseYaml } from "./parse-yaml.ts";
import { findJsonFault, parseFaultless } from "./scan-json.ts";
import { NotJsonError, toJson } from "./to-json.ts";

/** A parsed text, and the positions of its nodes. */
export type ParsedText = { readonly parsed: JsonValue; readonly locate: Locate };

/** Parses JSON or YAML. `isJson`: the file name or content type is that of JSON. */
export function parseText(text: string, shown: string, isJson: boolean): JsonValue {
  if (isJson || /^\s*[{[]/.test(text)) {
    const parsed = parseFaultless(text);
    if (parsed !== undefined) return parsed;
    const fault = findJsonFault(text);
    if (!fault) return JSON.parse(text);
    if (isJson || fault.isFinal) throw jsonProblem(fault, text, shown);
  }
  const yaml = parseYaml(text, shown);
  try {
    return toJson(yaml);
  } catch (error) {
    if (!(error instanceof NotJsonError)) throw error;
    const locate = locateIn({ absoluteRef: shown, body: text });
    throw problemAt(locate(error.pointer), error.message, "Correct the value, or write it as a string.");
  }
}

/** The positions of nodes in a text that is not in the repository. */
export function locateIn(source: SourceText): Locate {
  return (pointer, onKey) => ({ ...locationOf("", source, pointer, onKey), file: source.absoluteRef });
}
