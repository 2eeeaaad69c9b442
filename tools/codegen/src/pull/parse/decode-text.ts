import { problemAt } from "../../workspace/problem.ts";

/** The text of a file: UTF-8, with or without a mark, or marked UTF-16; line ends become `\n`. */
export function decodeText(bytes: Buffer, shown: string): string {
  const utf16 = markOf(bytes);
  if (utf16 && /[{[]/.test(bytes.subarray(2, 4).toString("latin1"))) {
    const location = { file: shown, line: 1, column: 1 };
    throw problemAt(location, "the JSON is UTF-16, but JSON must be UTF-8 (RFC 8259)", "Save it as UTF-8.");
  }
  try {
    const text = new TextDecoder(utf16 ?? "utf-8", { fatal: true }).decode(bytes);
    return text.replaceAll("\r\n", "\n");
  } catch {
    if (utf16)
      throw problemAt(shown, "the byte order mark is UTF-16, but the text is not", "Save it as UTF-8.");
    const { line, column, byte } = firstInvalid(bytes);
    const hex = byte.toString(16).toUpperCase().padStart(2, "0");
    throw problemAt({ file: shown, line, column }, `not UTF-8: byte 0x${hex}`, "Save it as UTF-8.");
  }
}

function markOf([first, second]: Buffer): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** The position of the first invalid byte: a replacement character that is not in the bytes. */
function firstInvalid(bytes: Buffer): { line: number; column: number; byte: number } {
  const text = bytes.toString("utf8");
  let index = -1;
  let offset = 0;
  do {
    const from = index + 1;
    index = text.indexOf("\uFFFD", from);
    offset += Buffer.byteLength(text.slice(from, index)) + (from > 0 ? 3 : 0);
  } while (bytes.subarray(offset, offset + 3).toString("hex") === "efbfbd");
  const before = text.slice(0, index).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, byte: bytes[offset] ?? 0 };
}
