type Limits = { readonly gone: AbortSignal; readonly milliseconds: number };

/**
 * Runs a call with a signal that ends when the client is gone or the time is over. Nothing of it outlives the call, as an
 * `AbortSignal.timeout` would until its time is over.
 */
export async function withinTime<Result>(
  { gone, milliseconds }: Limits,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const leave = () => controller.abort(gone.reason);
  const end = () => controller.abort(new DOMException("The call took too long.", "TimeoutError"));
  const timer = setTimeout(end, milliseconds);
  if (gone.aborted) leave();
  else gone.addEventListener("abort", leave);
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
    gone.removeEventListener("abort", leave);
  }
}
