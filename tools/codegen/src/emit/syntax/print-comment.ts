/** What ends a line for TypeScript. */
const LINE_END = /\r\n|[\n\r\u2028\u2029]/;

/** What TypeScript takes for blanks within a line. */
const BLANKS = /^[\t\v\f \u0085\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]*/;

const TAB = 4;

/** A comment of several lines as TypeScript prints it: later lines keep their blanks, behind `indent`. */
export function blockComment(text: string, indent: string): string {
  const [first = "", ...lines] = `/*${text}*/`.split(LINE_END);
  let printed = first.trim();
  for (const line of lines) printed += `\n${indent}${" ".repeat(widthOf(line))}${line.trim()}`;
  return printed;
}

function widthOf(line: string): number {
  if (line.startsWith(" *")) return 1;
  const [blanks = ""] = BLANKS.exec(line) ?? [];
  let width = 0;
  for (const blank of blanks) width += blank === "\t" ? TAB - (width % TAB) : 1;
  return width;
}
