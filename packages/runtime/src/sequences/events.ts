import { InvalidInputError, InvalidResponseError } from "../errors/errors.ts";
import type { BodyFormat } from "../operation/operation.ts";
import { assertList, assertPlain, isGiven, textOf } from "../requests/text-of.ts";
import { type Call, createTextDecoder, type SequenceReader, sequenceReader, Truncated } from "./sequence.ts";

type Event = { data?: string; event?: string; id?: string; retry?: number };

/**
 * Reads server-sent events, as the HTML standard says: each is an object with `data` and what else it has of `event`, `id` and `retry`.
 * What has no data is no event.
 */
export const readEvents: SequenceReader = /* @__PURE__ */ sequenceReader(() => {
  const text = createTextDecoder();
  let rest = "";
  let isAfterReturn = false;
  let event: Event = {};

  function line(content: string): Event[] {
    if (content !== "") {
      readField(content, event);
      return [];
    }
    const ended = event;
    event = {};
    return ended.data === undefined ? [] : [ended];
  }

  return {
    push(bytes) {
      const decoded = text.push(bytes);
      const piece = isAfterReturn ? decoded.replace(/^\n/, "") : decoded;
      if (decoded !== "") isAfterReturn = decoded.endsWith("\r");
      const [first = "", ...lines] = piece.split(/\r\n|\n|\r/);
      if (lines.length === 0) {
        rest += first;
        return [];
      }
      const whole = [rest + first, ...lines.slice(0, -1)];
      rest = lines.at(-1) ?? "";
      return whole.flatMap(line);
    },
    end() {
      if (text.end() !== "" || rest !== "" || Object.keys(event).length > 0) throw new Truncated();
      return [];
    },
  };
}, assertEvents);

/** Any text is a stream without events, so a page of a proxy would look like one. */
function assertEvents({ headers, body, status }: Response, { facts }: Call): void {
  const type = headers.get("content-type") ?? "nothing";
  if (!body || /^text\/event-stream\b/i.test(type)) return;
  body.cancel().catch(() => {});
  const problem = `${status}: the response is ${type.replace(/;.*/s, "")} instead of text/event-stream.`;
  const advice = "Check `baseUrl` and the proxies in between.";
  throw new InvalidResponseError(problem, { ...facts, advice, status, reason: "shape" });
}

function readField(line: string, event: Event): void {
  const [, name, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
  if (name === "data") event.data = event.data === undefined ? value : `${event.data}\n${value}`;
  if (name === "event") event.event = value;
  if (name === "id" && !value.includes("\0")) event.id = value;
  if (name === "retry" && /^\d+$/.test(value)) event.retry = Number(value);
}

/** A list of such objects as server-sent events. */
export function eventsBody(contentType: string): BodyFormat {
  return {
    contentType,
    write(items) {
      assertList(items);
      return items.map(writeEvent).join("");
    },
  };
}

function writeEvent(event: unknown): string {
  assertPlain(event, "event");
  const lines = Object.entries(event).flatMap(([name, value]) => {
    if (!isGiven(value)) return [];
    const texts = textOf(name, value).split(name === "data" ? /\r\n|\n|\r/ : /$^/);
    if (/^(data|event|id|retry)$/.test(name) && !/[\r\n\0]/.test(texts.join(""))) {
      return texts.map((text) => `${name}: ${text}\n`);
    }
    throw new InvalidInputError(`the value of "${name}" cannot be a field of an event.`);
  });
  return `${lines.join("")}\n`;
}
