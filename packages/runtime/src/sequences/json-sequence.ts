import type { BodyFormat } from "../operation/operation.ts";
import { assertList } from "../requests/text-of.ts";
import { writeJson } from "../requests/write-json.ts";
import { createTextDecoder, Malformed, parseItem, type SequenceReader, sequenceReader } from "./sequence.ts";

/** Stands before each item (RFC 7464). */
const SEPARATOR = "\u001e";

/** Reads a JSON text sequence. An item that ends with a line feed is returned before the next one begins. */
export const readJsonSequence: SequenceReader = /* @__PURE__ */ sequenceReader(() => {
  const text = createTextDecoder();
  let rest: string | undefined;
  return {
    push(bytes) {
      const [first = "", ...begun] = text.push(bytes).split(SEPARATOR);
      if (rest === undefined && first !== "") throw new Malformed(first);
      const all = [(rest ?? "") + first, ...begun];
      rest = begun.length > 0 || rest !== undefined ? (all.pop() ?? "") : undefined;
      const items = all.filter(isFilled).map((item) => parseItem(item, true));
      const last = rest?.endsWith("\n") ? parsed(rest) : undefined;
      if (last === undefined) return items;
      rest = "";
      return [...items, last.value];
    },
    end() {
      const last = (rest ?? "") + text.end();
      return isFilled(last) ? [parseItem(last, false)] : [];
    },
  };
});

const isFilled = (text: string): boolean => text.trim() !== "";

/** An item that may go on, as JSON on several lines does. */
function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** A list as a JSON text sequence. */
export function jsonSequenceBody(contentType: string): BodyFormat {
  return {
    contentType,
    write(items) {
      assertList(items);
      return items.map((item) => `${SEPARATOR}${writeJson(item)}\n`).join("");
    },
  };
}
