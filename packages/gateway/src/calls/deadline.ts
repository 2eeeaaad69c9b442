import { AbortedError } from "@mdmkit/runtime";

type Limits = { readonly clientSignal: AbortSignal; readonly milliseconds: number };

/**
 * Runs a call with a signal that aborts when the client disconnects or the time is over. Unlike an `AbortSignal.timeout`, nothing of
 * it outlives the call. After `removeDeadline` the signal no longer aborts; `removeDeadline` throws when it has aborted before.
 */
export async function withDeadline<Result>(
  { clientSignal, milliseconds }: Limits,
  run: (signal: AbortSignal, removeDeadline: () => void) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const { signal } = controller;
  const disconnect = () => controller.abort(clientSignal.reason);
  const timeOut = () => controller.abort(new DOMException("The call took too long.", "TimeoutError"));
  const timer = setTimeout(timeOut, milliseconds);
  if (clientSignal.aborted) disconnect();
  else clientSignal.addEventListener("abort", disconnect);
  const release = () => {
    clearTimeout(timer);
    clientSignal.removeEventListener("abort", disconnect);
  };
  const removeDeadline = () => {
    if (signal.aborted) throw notBegun(signal);
    release();
  };
  try {
    return await run(signal, removeDeadline);
  } finally {
    release();
  }
}

/** Rejects as soon as the signal aborts, even if the work continues. */
export async function raceAbort<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(notBegun(signal));
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function notBegun({ reason }: AbortSignal): AbortedError {
  const problem = "The client disconnected or the call timed out before the write began.";
  return new AbortedError(problem, { outcome: "not-sent", cause: reason });
}
