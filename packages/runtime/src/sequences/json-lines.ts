import type { BodyFormat } from "../operation/operation.ts";
import { assertList } from "../requests/text-of.ts";
import { writeJson } from "../requests/write-json.ts";
import { createTextDecoder, parseItem, type SequenceReader, sequenceReader } from "./sequence.ts";

/** Reads JSON Lines, also known as NDJSON. */
export const readJsonLines: SequenceReader = /* @__PURE__ */ sequenceReader(() => {
  const text = createTextDecoder();
  let rest = "";
  return {
    push(bytes) {
      const [first = "", ...lines] = text.push(bytes).split("\n");
      const whole = lines.length > 0 ? [rest + first, ...lines.slice(0, -1)] : [];
      rest = lines.at(-1) ?? rest + first;
      return whole.filter(isFilled).map((line) => parseItem(line, true));
    },
    end() {
      rest += text.end();
      return isFilled(rest) ? [parseItem(rest, false)] : [];
    },
  };
});

const isFilled = (line: string): boolean => line.trim() !== "";

/** A list as JSON Lines. */
export function jsonLinesBody(contentType: string): BodyFormat {
  return {
    contentType,
    write(items) {
      assertList(items);
      return items.map((item) => `${writeJson(item)}\n`).join("");
    },
  };
}
