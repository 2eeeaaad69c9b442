/** Negative, 0 or positive; undefined if one of the two is no version. Missing parts count as 0, and what is in parentheses does not count. */
export function compareVersions(one: string, other: string): number | undefined {
  const [left, right] = [partsOf(one), partsOf(other)];
  if (!left || !right) return undefined;
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [a, b] = [left[at] ?? ZERO, right[at] ?? ZERO];
    if (a.number !== b.number) return a.number < b.number ? -1 : 1;
    if (a.suffix !== b.suffix) return a.suffix < b.suffix ? -1 : 1;
  }
  return 0;
}

type Part = { readonly number: number; readonly suffix: string };
const ZERO: Part = { number: 0, suffix: "" };

/** `10.15.3 (19D2064)`, `13a` and `6.1` are versions; `Big Sur` is not. */
function partsOf(text: string): Part[] | undefined {
  const bare = text.replace(/\([^()]*\)/g, "").trim();
  const parts: Part[] = [];
  for (const part of bare.split(".")) {
    const [, digits, suffix = ""] = /^(\d{1,9})([a-z]?)$/i.exec(part.trim()) ?? [];
    if (digits === undefined) return undefined;
    parts.push({ number: Number(digits), suffix: suffix.toLowerCase() });
  }
  return parts;
}
