import { stepsOf } from "./json.ts";

type Found = { readonly key: number; readonly value: number };

/**
 * The offset of a JSON pointer in a JSON text, or of its nearest ancestor. Scans the text, since a syntax tree of 13 MB
 * takes seconds and a gigabyte.
 */
export function offsetInJson(text: string, pointer: string, onKey: boolean): number {
  let at = skipSpace(text, 0);
  let key = at;
  for (const step of pointer === "#/" || pointer === "#" ? [] : stepsOf(pointer)) {
    const found = text[at] === "[" ? findItem(text, at, Number(step)) : findMember(text, at, step);
    if (!found) break;
    at = found.value;
    key = found.key;
  }
  return onKey ? key : at;
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

function findMember(text: string, open: number, name: string): Found | undefined {
  if (text[open] !== "{") return undefined;
  for (let at = skipSpace(text, open + 1); text[at] === '"'; ) {
    const end = skipString(text, at);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (JSON.parse(text.slice(at, end)) === name) return { key: at, value };
    at = skipSpace(text, skipSpace(text, skipValue(text, value)) + 1);
  }
  return undefined;
}

function findItem(text: string, open: number, index: number): Found | undefined {
  let at = skipSpace(text, open + 1);
  for (let left = index; left > 0 && text[at] !== "]" && at < text.length; left--) {
    at = skipSpace(text, skipSpace(text, skipValue(text, at)) + 1);
  }
  return text[at] === "]" || at >= text.length ? undefined : { key: at, value: at };
}

function skipValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = skipString(text, at) - 1;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    else if (depth > 0 || !/[,\s]/.test(character ?? "")) continue;
    else return at;
    if (depth < 0) return at;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function skipString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - slashes - 1] === "\\") slashes++;
  return slashes % 2 === 1;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return at;
}
