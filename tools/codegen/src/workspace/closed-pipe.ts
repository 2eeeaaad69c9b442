import type { EventEmitter } from "node:events";

/** How systems call the error of a pipe whose reader has ended, such as `head`. */
const CLOSED = new Set(["EPIPE", "EOF", "ERR_STREAM_DESTROYED"]);

/** A command goes on without output when its reader has ended, so that it leaves no files half written. Other errors are thrown. */
export function ignoreClosedPipe(stream: EventEmitter): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (!CLOSED.has(String(error.code))) throw error;
  });
}
