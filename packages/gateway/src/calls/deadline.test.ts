import { getEventListeners } from "node:events";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { orEnd, withinTime } from "./deadline.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const MINUTE = 60_000;
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason));
  });

it("leaves no timer and no listener behind", async () => {
  const { signal: gone } = new AbortController();
  const call = withinTime({ gone, milliseconds: MINUTE }, async (signal) => signal.aborted);
  expect([vi.getTimerCount(), getEventListeners(gone, "abort").length]).toEqual([1, 1]);
  expect(await call).toBe(false);
  expect([vi.getTimerCount(), getEventListeners(gone, "abort").length]).toEqual([0, 0]);
});

it("ends with its time", async () => {
  const { signal: gone } = new AbortController();
  const call = withinTime({ gone, milliseconds: MINUTE }, untilAborted);
  const ended = expect(call).rejects.toThrow("The call took too long.");
  vi.advanceTimersByTime(MINUTE);
  await ended;
});

it("ends with its client, also one that went before", async () => {
  const client = new AbortController();
  const call = withinTime({ gone: client.signal, milliseconds: MINUTE }, untilAborted);
  const ended = expect(call).rejects.toThrow("bye");
  client.abort(new Error("bye"));
  await ended;
  await expect(withinTime({ gone: client.signal, milliseconds: MINUTE }, untilAborted)).rejects.toThrow(
    "bye",
  );
  expect(vi.getTimerCount()).toBe(0);
});

it("does not end what has begun, and begins nothing after its end", async () => {
  const client = new AbortController();
  const limits = { gone: client.signal, milliseconds: MINUTE };
  const call = withinTime(limits, async (signal, begin) => {
    begin();
    client.abort();
    vi.advanceTimersByTime(MINUTE);
    return signal.aborted;
  });
  expect(await call).toBe(false);
  const late = withinTime(limits, async (_, begin) => begin());
  await expect(late).rejects.toMatchObject({ code: "aborted" });
});

it("gives up what does not listen to its signal", async () => {
  const { signal: gone } = new AbortController();
  const deaf = new Promise<never>(() => {});
  const call = withinTime({ gone, milliseconds: MINUTE }, (signal) => orEnd(signal, deaf));
  const ended = expect(call).rejects.toMatchObject({ code: "aborted" });
  vi.advanceTimersByTime(MINUTE);
  await ended;
});
