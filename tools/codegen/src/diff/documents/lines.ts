import type { JsonValue } from "../../read/json.ts";
import { escaped } from "./pointer.ts";

/** The lines of nodes in a document that is printed like `openapi.json`, by pointer. */
export function linesOf(document: JsonValue, pointers: ReadonlySet<string>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const above = new Set([...pointers].flatMap(ancestors));
  const visit = (node: JsonValue, pointer: string, line: number): void => {
    if (pointers.has(pointer)) found.set(pointer, line);
    if (!above.has(pointer) || typeof node !== "object" || node === null) return;
    let next = line + 1;
    for (const [key, value] of Object.entries(node)) {
      visit(value, `${pointer}/${escaped(key)}`, next);
      next += countLines(value);
    }
  };
  visit(document, "#", 1);
  return found;
}

function ancestors(pointer: string): string[] {
  const found: string[] = [];
  for (let end = pointer.lastIndexOf("/"); end > 0; end = pointer.lastIndexOf("/", end - 1))
    found.push(pointer.slice(0, end));
  return found;
}

const counted = new WeakMap<object, number>();

/** The lines that a value takes. */
function countLines(value: JsonValue): number {
  if (typeof value !== "object" || value === null) return 1;
  const known = counted.get(value);
  if (known !== undefined) return known;
  const values = Object.values(value);
  const lines = values.length === 0 ? 1 : values.reduce<number>((sum, item) => sum + countLines(item), 2);
  counted.set(value, lines);
  return lines;
}
