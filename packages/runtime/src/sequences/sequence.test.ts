import { describe, expect, it } from "vitest";
import { eventsBody, readEvents } from "./events.ts";
import { readJsonLines } from "./json-lines.ts";
import { readJsonSequence } from "./json-sequence.ts";
import { partsBody, readParts } from "./parts.ts";
import type { SequenceReader } from "./sequence.ts";

const facts = { vendor: "acme", operation: "watch" };
const call = { facts, operation: { method: "GET", path: "/" } };

/** A response in pieces of so many bytes. */
function responseOf(text: string, { type = "", pieces = 1, headers = {} } = {}): Response {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + pieces));
      at += pieces;
    },
  });
  return new Response(body, { headers: { "content-type": type, ...headers } });
}

async function all(read: SequenceReader, response: Response): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of read(response, call) ?? []) items.push(item);
  return items;
}

const mixed = "multipart/mixed; boundary=b";
const events = "text/event-stream";
const NOTATIONS: readonly (readonly [string, SequenceReader, string, string, unknown[]])[] = [
  ["JSON Lines", readJsonLines, "application/jsonl", '{"a":1}\r\n\n"é😀"\n[]', [{ a: 1 }, "é😀", []]],
  [
    "a JSON sequence",
    readJsonSequence,
    "application/json-seq",
    '\u001e{"a":\n1}\n\u001e2\n\u001e"é"',
    [{ a: 1 }, 2, "é"],
  ],
  [
    "events",
    readEvents,
    events,
    '\uFEFF: hello\r\ndata: a\r\ndata:  b\r\rid: 1\nretry: x\nother: 1\ndata\n\nid: 2\n\nevent: e\rdata: {"é":1}\n\n',
    [{ data: "a\n b" }, { data: "", id: "1" }, { data: '{"é":1}', event: "e" }],
  ],
  [
    "parts",
    readParts("application/json"),
    mixed,
    'preamble\r\n--b\r\nContent-Type: text/plain\r\n\r\n-b--\r\né\r\n--b \r\n\r\n{"a":1}\r\n--b--\r\nepilogue',
    ["-b--\r\né", { a: 1 }],
  ],
];

describe.each(NOTATIONS)("%s", (_what, read, type, text, items) => {
  it.each([1, 2, 3, 7, 1000])("is the same in pieces of %i bytes", async (pieces) => {
    expect(await all(read, responseOf(text, { type, pieces }))).toEqual(items);
  });

  it("ends where the connection does", async () => {
    const cancelled: unknown[] = [];
    const body = new ReadableStream({ cancel: (reason) => void cancelled.push(reason) });
    const sequence = read(new Response(body, { headers: { "content-type": type } }), call);
    await sequence?.return();
    expect([cancelled, sequence?.report]).toEqual([[undefined], { items: 0, complete: false }]);
  });

  it("of a response without a body is nothing", () => {
    expect(read(new Response(null, { status: 204 }), call)).toBeUndefined();
  });
});

it.each<[string, SequenceReader, string, string, object?]>([
  ["a number that may go on", readJsonLines, "", "1\n2"],
  ["half of a character", readJsonLines, "", `"${"\u00e9"}"`.slice(0, 1)],
  ["an item without its end", readJsonSequence, "", '\u001e{"a":1'],
  ["an event without an empty line", readEvents, events, "data: a\n"],
  ["parts without their end", readParts("text/plain"), mixed, "--b\r\n\r\na\r\n--b\r\n"],
  ["less than its length", readJsonLines, "", "1\n", { "content-length": "4" }],
])("%s is an error", async (_what, read, type, text, headers = {}) => {
  const error = await all(read, responseOf(text, { type, headers })).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "invalid-response", reason: "truncated", ...facts });
});

it.each<[string, SequenceReader, string, string]>([
  ["malformed-json", readJsonLines, "{]}\n1\n", ""],
  ["html", readJsonLines, "<html>\n</html>\n", ""],
  ["not-json", readJsonSequence, "hello", ""],
  ["not-json", readParts("text/plain"), "--b", "multipart/mixed"],
])("what is no item is an error: %s", async (reason, read, text, type) => {
  await expect(all(read, responseOf(text, { type }))).rejects.toMatchObject({
    code: "invalid-response",
    reason,
  });
});

it("another media type than that of events is an error, since any text would be a stream without events", async () => {
  expect(() => readEvents(responseOf("<html>", { type: "text/html" }), call)).toThrow(
    "200: the response is text/html instead of text/event-stream.",
  );
});

it.each<[string, () => unknown]>([
  ["a text instead of a list", () => eventsBody(events).write("a")],
  ["an unknown field", () => eventsBody(events).write([{ name: "a" }])],
  ["a field on two lines", () => eventsBody(events).write([{ event: "a\nb" }])],
  ["bytes that are no Blob", () => partsBody("multipart/mixed", "image/png").write(["a"])],
])("%s is not sent", (_what, write) => {
  expect(write).toThrow(expect.objectContaining({ code: "invalid-input" }));
});

it("an error of a write does not invite to repeat it", async () => {
  const write = { ...call, operation: { method: "POST", path: "/" } };
  const read = readJsonLines(responseOf('{"a'), write)?.next();
  await expect(read).rejects.toMatchObject({
    reason: "truncated",
    outcome: "indeterminate",
    retryable: false,
  });
});
