import { parseJson } from "./read-parameter.ts";

/** A body whose items are sent one by one, as the list of them; undefined when it cannot be read. */
export function parseSequence(text: string, type: string): unknown[] | undefined {
  if (type === "text/event-stream") return parseEvents(text);
  if (type.startsWith("multipart/")) return parseParts(text);
  const isRecords = type.endsWith("json-seq");
  if (text !== "" && !(isRecords ? text.startsWith("\u001e") : text.endsWith("\n"))) return undefined;
  const items = text
    .split(isRecords ? "\u001e" : "\n")
    .filter((item) => item.trim() !== "")
    .map(parseJson);
  return items.includes(undefined) ? undefined : items;
}

function parseEvents(text: string): unknown[] | undefined {
  if (!/(^|\n\n)$/.test(text)) return undefined;
  const blocks = text.split("\n\n").filter((block) => block !== "");
  return blocks.map((block) => {
    const event: Record<string, string | number> = {};
    for (const line of block.split("\n")) {
      const [, name = "", value = ""] = /^([^:]*): ?(.*)$/.exec(line) ?? [];
      const before = event[name];
      if (name === "retry") event.retry = Number(value);
      else event[name] = before === undefined ? value : `${before}\n${value}`;
    }
    return event;
  });
}

/** Parts in JSON as their values, all others as text. */
function parseParts(text: string): unknown[] | undefined {
  const boundary = /^--[^\r\n]+/.exec(text)?.[0];
  if (boundary === undefined) return undefined;
  if (text.trim() === boundary && boundary.endsWith("--")) return [];
  const [, ...parts] = `\r\n${text}`.split(`\r\n${boundary}`);
  if (!parts.pop()?.startsWith("--")) return undefined;
  const items = parts.map((part) => {
    const end = part.indexOf("\r\n\r\n");
    const isJson = /^content-type:.*[/+]json\b/im.test(part.slice(0, end));
    const content = part.slice(end + 4);
    return isJson ? parseJson(content) : content;
  });
  return items.includes(undefined) ? undefined : items;
}
