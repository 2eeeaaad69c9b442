import type { JSONPath } from "jsonc-parser";
import { stepsOf } from "./json.ts";
import { visitJson } from "./visit-json.ts";

/** The offset of the value of a JSON pointer in a JSON text, or of its key; of its nearest ancestor if there is none. */
export function offsetInJson(text: string, pointer: string, onKey: boolean): number {
  const steps = pointer === "#/" || pointer === "#" ? [] : stepsOf(pointer);
  let key = 0;
  let found = 0;
  const isOnTheWay = (path: JSONPath) => path.every((step, level) => String(step) === steps[level]);
  visitJson<true>(text, (stop) => {
    const enter = (offset: number, path: JSONPath) => {
      if (path.length > steps.length || !isOnTheWay(path)) return;
      found = onKey && typeof path.at(-1) === "string" ? key : offset;
      if (path.length === steps.length) stop(true);
    };
    return {
      onObjectProperty(_name, offset) {
        key = offset;
      },
      onObjectBegin: (offset, _length, _line, _column, path) => enter(offset, path()),
      onArrayBegin: (offset, _length, _line, _column, path) => enter(offset, path()),
      onLiteralValue: (_value, offset, _length, _line, _column, path) => enter(offset, path()),
    };
  });
  return found;
}

/** The line and column of an offset, starting at 1. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0 && end < offset; end = text.indexOf("\n", start)) {
    line++;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}
