/** Text with one character for each of its UTF-8 bytes, and the position of each in the original text. */
export type Decoded = { readonly bytes: string; readonly at: Uint32Array };

/** A character as URLs, forms, JSON and HTML encode it. */
const ENCODED =
  /%[0-9a-f]{2}|\\+u(?:d[89ab][0-9a-f]{2}\\+ud[c-f][0-9a-f]{2}|[0-9a-f]{4})|&(?:#\d{1,12}|#x[0-9a-f]{1,12}|amp|lt|gt|quot|apos);|\\+|\+/gi;

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const MAX_LEVELS = 6;
const LAST_CODE_POINT = 0x10ffff;

/** Text with one character for each UTF-8 byte. */
export function bytesOf(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/**
 * Decodes text level by level: first as it is, last with no URL, JSON or HTML encoding left. Backslashes are removed, because those of
 * a text and those of JSON cannot be distinguished. Takes linear time.
 */
export function* levelsOf(bytes: string): Generator<Decoded> {
  const at = new Uint32Array(bytes.length + 1);
  for (let index = 0; index < at.length; index++) at[index] = index;
  let level: Decoded = { bytes, at };
  yield level;
  if (!/[%\\&+]/.test(bytes)) return;
  for (let count = 0; count < MAX_LEVELS; count++) {
    const next = decodeOnce(level);
    if (next.bytes === level.bytes) return;
    level = next;
    yield level;
  }
}

/** The last level. */
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
  for (const { 0: encoded, index } of bytes.matchAll(ENCODED)) {
    copyUntil(index);
    const decoded = decode(encoded);
    parts.push(decoded);
    begins.fill(at[index] ?? 0, length, length + decoded.length);
    length += decoded.length;
    read = index + encoded.length;
  }
  copyUntil(bytes.length);
  begins[length] = at[bytes.length] ?? 0;
  return { bytes: parts.join(""), at: begins.slice(0, length + 1) };
}

/** An encoded character is never shorter than its bytes. */
function decode(encoded: string): string {
  if (encoded === "+") return " ";
  if (encoded.startsWith("%")) return String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  if (encoded.startsWith("&")) return decodeEntity(encoded.slice(1, -1).toLowerCase(), encoded);
  const units = encoded.split(/\\+u?/i).flatMap((unit) => (unit ? [Number.parseInt(unit, 16)] : []));
  return bytesOf(String.fromCharCode(...units));
}

function decodeEntity(name: string, encoded: string): string {
  const named = NAMED[name];
  if (named !== undefined) return named;
  const code = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= LAST_CODE_POINT ? bytesOf(String.fromCodePoint(code)) : encoded;
}
