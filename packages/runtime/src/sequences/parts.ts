import { InvalidInputError } from "../errors/errors.ts";
import type { BodyFormat } from "../operation/operation.ts";
import { assertList, textOf } from "../requests/text-of.ts";
import { writeJson } from "../requests/write-json.ts";
import {
  createTextDecoder,
  Malformed,
  parseItem,
  type SequenceDecoder,
  type SequenceReader,
  sequenceReader,
  Truncated,
} from "./sequence.ts";

const isJson = (type: string): boolean => /[/+]json\b/i.test(type);
const isText = (type: string): boolean => /^text\/|[/+]xml\b/i.test(type);

/**
 * Reads the parts of a multipart response other than a form: JSON as its value, text as text, all else as a `Blob`. `usual` is the
 * media type of parts that name none.
 */
export function readParts(usual: string): SequenceReader {
  return sequenceReader(({ headers }) => {
    const type = headers.get("content-type") ?? "";
    const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? [];
    const boundary = quoted ?? plain;
    if (boundary === undefined) throw new Malformed("");
    return partsDecoder(bytesOf(`\r\n--${boundary}`), usual);
  });
}

function partsDecoder(delimiter: Uint8Array, usual: string): SequenceDecoder {
  const rest = createBuffer(bytesOf("\r\n")); // A delimiter may stand at the very start.
  let state: "before" | "inside" | "after" = "before";
  let searched = 0;
  return {
    push(bytes) {
      if (state !== "after") rest.add(bytes);
      const items: unknown[] = [];
      while (state !== "after") {
        const all = rest.bytes();
        const at = indexOf(all, delimiter, searched);
        const end = at < 0 ? undefined : lineEnd(all, at + delimiter.length);
        searched = at < 0 ? Math.max(0, all.length - delimiter.length) : at;
        if (end === undefined) break;
        if (state === "inside") items.push(partOf(all.subarray(0, at), usual));
        state = end.isLast ? "after" : "inside";
        rest.drop(end.next);
        searched = 0;
      }
      return items;
    },
    end() {
      if (state !== "after") throw new Truncated();
      return [];
    },
  };
}

/** Bytes that are added at the end and dropped at the start, each copied a few times at most. */
function createBuffer(first: Uint8Array) {
  let all = first;
  let [start, end] = [0, first.length];
  return {
    bytes: () => all.subarray(start, end),
    drop(count: number) {
      start += count;
    },
    add(bytes: Uint8Array) {
      if (end + bytes.length > all.length) {
        const wider = new Uint8Array(2 * (end - start + bytes.length));
        wider.set(all.subarray(start, end));
        [all, start, end] = [wider, 0, end - start];
      }
      all.set(bytes, end);
      end += bytes.length;
    },
  };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from = 0): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

/** What follows a boundary: two hyphens at the end, else the end of the line. Undefined while it has not come. */
function lineEnd(bytes: Uint8Array, from: number): { isLast: boolean; next: number } | undefined {
  if (from + 2 > bytes.length) return undefined;
  if (bytes[from] === 0x2d && bytes[from + 1] === 0x2d) return { isLast: true, next: from + 2 };
  const at = indexOf(bytes, bytesOf("\r\n"), from);
  return at < 0 ? undefined : { isLast: false, next: at };
}

function partOf(bytes: Uint8Array, usual: string): unknown {
  const gap = bytesOf("\r\n\r\n");
  const end = indexOf(bytes, gap);
  if (end < 0) throw new Malformed("");
  const head = new TextDecoder().decode(bytes.subarray(0, end));
  const type = /^content-type:\s*(.+)$/im.exec(head)?.[1]?.trim() ?? usual;
  const content = bytes.slice(end + gap.length);
  if (!isJson(type) && !isText(type)) return new Blob([content], { type });
  const decoder = createTextDecoder();
  const text = decoder.push(content) + decoder.end();
  return isJson(type) ? parseItem(text, true) : text;
}

/** A list as parts of one media type; a `Blob` keeps its own. */
export function partsBody(contentType: string, partType: string): BodyFormat {
  return {
    write(items) {
      assertList(items);
      const boundary = `mdmkit-${crypto.randomUUID()}`;
      const parts = items.flatMap((item) => {
        const content = contentOf(item, partType);
        const type = content instanceof Blob && content.type !== "" ? content.type : partType;
        return [`--${boundary}\r\ncontent-type: ${type}\r\n\r\n`, content, "\r\n"];
      });
      return new Blob([...parts, `--${boundary}--\r\n`], { type: `${contentType}; boundary=${boundary}` });
    },
  };
}

function contentOf(item: unknown, partType: string): Blob | string {
  if (item instanceof Blob) return item;
  if (isJson(partType)) return writeJson(item);
  if (isText(partType)) return textOf("part", item);
  throw new InvalidInputError("a part is not a `Blob`.", { advice: "Pass new Blob([bytes], { type })." });
}
