import { isSequence, readJsonLines, type Sequence } from "@mdmkit/runtime";
import { expect, test } from "vitest";
import { writeSequence } from "./write-items.ts";

const call = { facts: { vendor: "acme", operation: "watch" }, operation: { method: "GET", path: "/" } };

function sequenceOf(lines: string): Sequence<unknown> {
  const sequence = readJsonLines(new Response(lines), call);
  if (!isSequence(sequence)) throw new Error("the response has no body");
  return sequence;
}

type Options = {
  readonly output?: "json" | "ndjson";
  readonly safety?: "read" | "write";
  readonly signal?: AbortSignal;
};

/** What is printed of a sequence, and the exit code. */
async function written(lines: string, { output = "json", safety = "read", ...options }: Options = {}) {
  const { signal = new AbortController().signal } = options;
  const texts = { stdout: "", stderr: "" };
  const to = (name: keyof typeof texts) => ({
    isTerminal: false,
    isPipe: true,
    columns: undefined,
    color: false,
    write: async (text: string | Uint8Array) => {
      texts[name] += String(text);
    },
  });
  const context = { stdout: to("stdout"), stderr: to("stderr"), signal };
  const reader = { context, globals: { output }, redact: (text: string) => text };
  const code = await writeSequence(reader, sequenceOf(lines), { safety });
  return { ...texts, code };
}

test("a sequence is printed as a list with its report", async () => {
  const { stdout, stderr, code } = await written('{"a":1}\n{"a":2}\n');
  expect(JSON.parse(stdout)).toEqual({ result: [{ a: 1 }, { a: 2 }], report: { items: 2, complete: true } });
  expect([stderr, code]).toEqual(["2 items read: complete\n", 0]);
  expect(JSON.parse((await written("\n")).stdout)).toEqual({
    result: [],
    report: { items: 0, complete: true },
  });
});

test("with --output ndjson, each item has a line", async () => {
  expect((await written('{"a":1}\n"b"\n', { output: "ndjson" })).stdout).toBe('{"a":1}\n"b"\n');
});

test("one that breaks off is incomplete, like a list", async () => {
  const { stdout, stderr, code } = await written('{"a":1}\n{"a":');
  expect(JSON.parse(stdout)).toEqual({ result: [{ a: 1 }], report: { items: 1, complete: false } });
  expect([stderr, code]).toEqual(["1 items read: INCOMPLETE, 200: the response is incomplete.\n", 5]);
});

test("that of a write that breaks off is an error, and so is one that the user interrupts", async () => {
  await expect(written('{"a":', { safety: "write" })).rejects.toMatchObject({ code: "invalid-response" });
  await expect(written('{"a":', { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: "invalid-response",
  });
});
