/** Text as one character for each of its UTF-8 bytes, and where each of them begins in the text it was read from. */
export type Decoded = { readonly bytes: string; readonly at: Uint32Array };

/** One level of what URLs, forms, JSON and HTML make of a character. */
const WRITINGS =
  /%[0-9a-f]{2}|\\+u(?:d[89ab][0-9a-f]{2}\\+ud[c-f][0-9a-f]{2}|[0-9a-f]{4})|&(?:#\d{1,12}|#x[0-9a-f]{1,12}|amp|lt|gt|quot|apos);|\\+|\+/gi;

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const MOST_LEVELS = 6;
const LAST_CODE_POINT = 0x10ffff;

/** UTF-8, as `Decoded` has it. */
export function bytesOf(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/**
 * What bytes stand for, level by level: first as they are, last with no URL, JSON or HTML left in them. Backslashes go, because
 * nobody can tell those of a text from those of JSON. In time that grows as the text does.
 */
export function* levelsOf(bytes: string): Generator<Decoded> {
  const at = new Uint32Array(bytes.length + 1);
  for (let index = 0; index < at.length; index++) at[index] = index;
  let level: Decoded = { bytes, at };
  yield level;
  if (!/[%\\&+]/.test(bytes)) return;
  for (let count = 0; count < MOST_LEVELS; count++) {
    const next = decodeOnce(level);
    if (next.bytes === level.bytes) return;
    level = next;
    yield level;
  }
}

/** The last of the levels. */
export function fullyDecoded(bytes: string): string {
  let last = bytes;
  for (const level of levelsOf(bytes)) last = level.bytes;
  return last;
}

function decodeOnce({ bytes, at }: Decoded): Decoded {
  const parts: string[] = [];
  const begins = new Uint32Array(at.length);
  let length = 0;
  let read = 0;
  const copyUntil = (end: number) => {
    parts.push(bytes.slice(read, end));
    begins.set(at.subarray(read, end), length);
    length += end - read;
  };
  for (const { 0: writing, index } of bytes.matchAll(WRITINGS)) {
    copyUntil(index);
    const meaning = meaningOf(writing);
    parts.push(meaning);
    begins.fill(at[index] ?? 0, length, length + meaning.length);
    length += meaning.length;
    read = index + writing.length;
  }
  copyUntil(bytes.length);
  begins[length] = at[bytes.length] ?? 0;
  return { bytes: parts.join(""), at: begins.slice(0, length + 1) };
}

/** No writing is shorter than the bytes it stands for. */
function meaningOf(writing: string): string {
  if (writing === "+") return " ";
  if (writing.startsWith("%")) return String.fromCharCode(Number.parseInt(writing.slice(1), 16));
  if (writing.startsWith("&")) return meaningOfEntity(writing.slice(1, -1).toLowerCase(), writing);
  const units = writing.split(/\\+u?/i).flatMap((unit) => (unit ? [Number.parseInt(unit, 16)] : []));
  return bytesOf(String.fromCharCode(...units));
}

function meaningOfEntity(name: string, writing: string): string {
  const named = NAMED[name];
  if (named !== undefined) return named;
  const code = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= LAST_CODE_POINT ? bytesOf(String.fromCodePoint(code)) : writing;
}
