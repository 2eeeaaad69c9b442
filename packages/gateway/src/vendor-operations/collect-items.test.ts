import { isSequence, type Operation, readJsonLines, readParts, type Sequence } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { collectItems } from "./collect-items.ts";

const operation: Operation = { method: "GET", path: "/" };
const call = { facts: { vendor: "acme", operation: "watch" }, operation };
const reading = {
  signal: new AbortController().signal,
  safety: "read",
  redact: (text: string) => text.replaceAll("secret", "***"),
} as const;

function sequenceOf(body: string | ReadableStream<Uint8Array>, read = readJsonLines): Sequence<unknown> {
  const response = new Response(body, { headers: { "content-type": "multipart/mixed; boundary=b" } });
  const sequence = read(response, call);
  if (!isSequence(sequence)) throw new Error("the response has no body");
  return sequence;
}

describe("the items of a sequence", () => {
  it("are a list without secrets, whose end is reported", async () => {
    expect(await collectItems(sequenceOf('{"token":"secret"}\n7\n'), reading)).toEqual({
      body: [{ token: "***" }, 7],
      sequence: { items: 2, complete: true, problem: null },
    });
  });

  it("are text in base64 where they are bytes", async () => {
    const parts = sequenceOf(
      "--b\r\ncontent-type: image/png\r\n\r\nhi\r\n--b--",
      readParts("application/json"),
    );
    expect((await collectItems(parts, reading)).body).toEqual(["aGk="]);
  });

  it("are not complete where it breaks off, or has too many", async () => {
    const cut = await collectItems(sequenceOf('1\n{"a":'), reading);
    expect(cut).toMatchObject({ body: [1], sequence: { complete: false, problem: expect.any(String) } });
    const long = await collectItems(sequenceOf("1\n2\n3\n"), { ...reading, limit: 2 });
    expect(long).toEqual({
      body: [1, 2],
      sequence: { items: 2, complete: false, problem: "It has more than 2 items." },
    });
    const whole = await collectItems(sequenceOf("1\n2\n"), { ...reading, limit: 2 });
    expect(whole.sequence).toMatchObject({ items: 2, complete: true });
  });

  it("are what came in time where it does not end", async () => {
    const late = new AbortController();
    const endless = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("1\n"));
        late.signal.addEventListener("abort", () => controller.error(late.signal.reason));
      },
      pull: () => late.abort(),
    });
    const { body, sequence } = await collectItems(sequenceOf(endless), { ...reading, signal: late.signal });
    expect([body, sequence.complete, sequence.problem]).toEqual([
      [1],
      false,
      "It did not end within the time limit of the call.",
    ]);
  });

  it("of a write throw where it breaks off, since what the vendor did is uncertain", async () => {
    await expect(collectItems(sequenceOf('{"a":'), { ...reading, safety: "write" })).rejects.toMatchObject({
      code: "invalid-response",
    });
  });
});
