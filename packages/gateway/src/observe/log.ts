import { StoreError } from "../errors/store-error.ts";

/** How serious an event is. */
export type LogLevel = "info" | "warn" | "error";
/** The values of an event, by name. */
export type LogEntry = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes one event. It never gets query values, record ids, bodies or messages of unknown errors. */
export type Log = (level: LogLevel, event: string, entry?: LogEntry) => void;

/** Writes one line of JSON per event. */
export function createJsonLog(write: (line: string) => void, now: () => number = Date.now): Log {
  return (level, event, entry = {}) =>
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...entry })}\n`);
}

/** Where an unknown error was thrown: its name and stack, without the message, which may quote data. */
export function errorLocation(error: unknown): LogEntry {
  if (!(error instanceof Error)) return { error: typeof error };
  // A message can have lines that look like those of a stack.
  const lines = (error.stack ?? "")
    .replace(error.message, "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    error: error.name,
    code,
    ...(error instanceof StoreError && { problem: error.problem }), // holds no stored data
    stack: lines
      .slice(0, 8)
      .map((line) => line.trim())
      .join(" | "),
  };
}
