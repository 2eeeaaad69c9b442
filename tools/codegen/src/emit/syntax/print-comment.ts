/** What ends a line for TypeScript. Nearly always it is the first, by which a text is split in a tenth of the time. */
const LINE_END = "\n";
const FURTHER_END = /[\r\u2028\u2029]/;
const ANY_END = /\r\n|[\n\r\u2028\u2029]/;

/** What TypeScript takes for blanks within a line. */
const BLANKS = /^[\t\v\f \u0085\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]*/;

const TAB = 4;

/** A comment of several lines as TypeScript prints it: later lines keep their blanks, behind `indent`. */
export function blockComment(text: string, indent: string): string {
  const [first = "", ...lines] = `/*${text}*/`.split(FURTHER_END.test(text) ? ANY_END : LINE_END);
  let printed = first.trim();
  for (const line of lines)
    printed += `\n${indent}${line.startsWith(" *") ? " " : " ".repeat(widthOf(line))}${line.trim()}`;
  return printed;
}

function widthOf(line: string): number {
  const [blanks = ""] = BLANKS.exec(line) ?? [];
  let width = 0;
  for (const blank of blanks) width += blank === "\t" ? TAB - (width % TAB) : 1;
  return width;
}
