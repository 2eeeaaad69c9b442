const AROUND = 40;
const LONGEST = 120;

/** The part that differs between two texts, with a few words around it. */
export function excerpts(before: string, after: string): { before: string; after: string } {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start++;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { before: cut(before, start, end), after: cut(after, start, end) };
}

function cut(text: string, start: number, end: number): string {
  const from = start <= AROUND ? 0 : text.lastIndexOf(" ", start - AROUND) + 1;
  const last = text.length - end + AROUND;
  const space = text.indexOf(" ", last);
  const to = last >= text.length || space < 0 ? text.length : space;
  const part = text.slice(from, to);
  const shown = part.length > LONGEST + 2 * AROUND ? `${part.slice(0, LONGEST + 2 * AROUND)}…` : part;
  return `${from > 0 ? "…" : ""}${shown}${to < text.length && shown === part ? "…" : ""}`;
}
