import { getEventListeners } from "node:events";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { raceAbort, withDeadline } from "./deadline.ts";

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

function connect() {
  const client = new AbortController();
  return { client, limits: { clientSignal: client.signal, milliseconds: MINUTE } };
}

it("leaves no timer and no listener onAnyPort", async () => {
  const { limits } = connect();
  const listeners = () => getEventListeners(limits.clientSignal, "abort").length;
  const call = withDeadline(limits, async (signal) => signal.aborted);
  expect([vi.getTimerCount(), listeners()]).toEqual([1, 1]);
  expect(await call).toBe(false);
  expect([vi.getTimerCount(), listeners()]).toEqual([0, 0]);
});

it("aborts when the time is over", async () => {
  const call = withDeadline(connect().limits, untilAborted);
  const ended = expect(call).rejects.toThrow("The call took too long.");
  vi.advanceTimersByTime(MINUTE);
  await ended;
});

it("aborts when the client disconnects, also before the call", async () => {
  const { client, limits } = connect();
  const call = withDeadline(limits, untilAborted);
  const ended = expect(call).rejects.toThrow("bye");
  client.abort(new Error("bye"));
  await ended;
  await expect(withDeadline(limits, untilAborted)).rejects.toThrow("bye");
  expect(vi.getTimerCount()).toBe(0);
});

it("does not abort once the deadline is removed, and removes none after it aborted", async () => {
  const { client, limits } = connect();
  const call = withDeadline(limits, async (signal, removeDeadline) => {
    removeDeadline();
    client.abort();
    vi.advanceTimersByTime(MINUTE);
    return signal.aborted;
  });
  expect(await call).toBe(false);
  const late = withDeadline(limits, async (_, removeDeadline) => removeDeadline());
  await expect(late).rejects.toMatchObject({ code: "aborted", outcome: "not-sent" });
});

it("rejects for work that ignores the signal", async () => {
  const endless = new Promise<never>(() => {});
  const call = withDeadline(connect().limits, (signal) => raceAbort(signal, endless));
  const ended = expect(call).rejects.toMatchObject({ code: "aborted" });
  vi.advanceTimersByTime(MINUTE);
  await ended;
});
