export type LogLevel = "info" | "warn" | "error";
export type LogEntry = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes one event. Never given query values, record ids, bodies or messages of unknown errors. */
export type Log = (level: LogLevel, event: string, entry?: LogEntry) => void;

/** A line of JSON per event. */
export function createJsonLog(write: (line: string) => void, now: () => number = Date.now): Log {
  return (level, event, entry = {}) =>
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...entry })}\n`);
}

/** Where an unknown error arose: its name and places, without the message, which may quote what was sent. */
export function placeOf(error: unknown): LogEntry {
  if (!(error instanceof Error)) return { error: typeof error };
  // A message may have lines that look like places.
  const places = (error.stack ?? "")
    .replace(error.message, "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    error: error.name,
    code,
    stack: places
      .slice(0, 8)
      .map((line) => line.trim())
      .join(" | "),
  };
}
