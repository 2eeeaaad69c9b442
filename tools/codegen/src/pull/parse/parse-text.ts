import type { JsonValue } from "../../read/json.ts";
import { locationOf } from "../../read/read-document.ts";
import { problemAt, type SourceLocation } from "../../workspace/problem.ts";
import { jsonProblem } from "./parse-json.ts";
import { parseYaml } from "./parse-yaml.ts";
import { findJsonFault, parseFaultless } from "./scan-json.ts";
import { NotJsonError, toJson } from "./to-json.ts";

/** A parsed text, and the positions of its nodes. */
export type ParsedText = {
  readonly parsed: JsonValue;
  readonly locate: (pointer: string, onKey?: boolean) => SourceLocation;
};

/** Parses JSON or YAML. `isJson`: the file name or content type is that of JSON. */
export function parseText(text: string, shown: string, isJson: boolean): ParsedText {
  const source = { absoluteRef: shown, body: text };
  const locate = (pointer: string, onKey?: boolean) => ({
    ...locationOf("", source, pointer, onKey),
    file: shown,
  });
  if (isJson || /^\s*[{[]/.test(text)) {
    const parsed = parseFaultless(text);
    if (parsed !== undefined) return { parsed, locate };
    const fault = findJsonFault(text);
    if (!fault) return { parsed: JSON.parse(text), locate };
    if (isJson || fault.isFinal) throw jsonProblem(fault, text, shown);
  }
  const yaml = parseYaml(text, shown);
  try {
    return { parsed: toJson(yaml), locate };
  } catch (error) {
    if (!(error instanceof NotJsonError)) throw error;
    throw problemAt(locate(error.pointer), error.message, "Correct the value, or write it as a string.");
  }
}
