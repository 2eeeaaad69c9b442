import { AbortedError } from "@mdmkit/runtime";

type Limits = { readonly gone: AbortSignal; readonly milliseconds: number };

/** How a call that writes goes past its end. */
export type Begin = () => void;

/**
 * Runs a call with a signal that ends when the client is gone or the time is over. Nothing of it outlives the call, as an
 * `AbortSignal.timeout` would until its time is over. After `begin` the signal does not end any more; `begin` throws when it
 * has ended already.
 */
export async function withinTime<Result>(
  { gone, milliseconds }: Limits,
  run: (signal: AbortSignal, begin: Begin) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const { signal } = controller;
  const leave = () => controller.abort(gone.reason);
  const end = () => controller.abort(new DOMException("The call took too long.", "TimeoutError"));
  const timer = setTimeout(end, milliseconds);
  if (gone.aborted) leave();
  else gone.addEventListener("abort", leave);
  const letGo = () => {
    clearTimeout(timer);
    gone.removeEventListener("abort", leave);
  };
  const begin = () => {
    if (signal.aborted) throw tooLate(signal);
    letGo();
  };
  try {
    return await run(signal, begin);
  } finally {
    letGo();
  }
}

/** Rejects as soon as the signal ends, whatever still goes on. */
export async function orEnd<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  let end = () => {};
  const ended = new Promise<never>((_, reject) => {
    end = () => reject(tooLate(signal));
    if (signal.aborted) end();
    else signal.addEventListener("abort", end);
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}

function tooLate({ reason }: AbortSignal): AbortedError {
  const text = "The client went away or the time was over before anything was written. Nothing was changed.";
  return new AbortedError(text, { cause: reason });
}
