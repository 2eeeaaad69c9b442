import type { JsonValue } from "../../read/json.ts";
import { positionOf } from "../../read/locate-json.ts";
import { problemAt } from "../../workspace/problem.ts";
import { findJsonFault, type JsonFault, parseFaultless } from "./scan-json.ts";

/** Parses JSON, or throws where it is at fault. */
export function parseJson(text: string, shown: string): JsonValue {
  const parsed = parseFaultless(text);
  if (parsed !== undefined) return parsed;
  const fault = findJsonFault(text);
  if (fault) throw jsonProblem(fault, text, shown);
  return JSON.parse(text);
}

export function jsonProblem({ offset, message }: JsonFault, text: string, shown: string): Error {
  return problemAt({ file: shown, ...positionOf(text, offset) }, `JSON: ${message}`, "Correct the JSON.");
}
