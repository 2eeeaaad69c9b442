import { fstatSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { OutputClosedError } from "./command-error.ts";

/** An output stream and its properties. */
export type Output = {
  /** Resolves when the text is written; rejects with `OutputClosedError` when the reader closed the stream. */
  write(text: string | Uint8Array): Promise<void>;
  readonly isTerminal: boolean;
  /** Neither file nor terminal: another program reads it and may itself write to the terminal. */
  readonly isPipe: boolean;
  /** Width of the terminal; undefined when it is unknown or the stream is not a terminal. */
  readonly columns: number | undefined;
  readonly color: boolean;
};

/** The process environment of one run. */
export type Context = {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Readable & { isTTY?: boolean | undefined };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: string;
  /** What is typed before the name of a command, such as `npx mdmkit`. */
  readonly program: string;
  /** Milliseconds, for elapsed times. */
  readonly now: () => number;
  readonly signal: AbortSignal;
};

type Terminal = Writable & { isTTY?: boolean; columns?: number; fd?: number };

export function createOutput(stream: Terminal, env: Context["env"]): Output {
  stream.on("error", () => {}); // each write reports its own error
  const isTerminal = stream.isTTY === true;
  return {
    isTerminal,
    isPipe: !isTerminal && stream.fd !== undefined && !fstatSync(stream.fd).isFile(),
    get columns() {
      // A terminal of unknown width reports 0.
      return stream.columns || wholeNumber(env.COLUMNS) || undefined;
    },
    color: wantsColor(env, isTerminal),
    write: (text) =>
      new Promise((resolve, reject) => {
        if (text === "") return resolve();
        if (stream.destroyed) return reject(new OutputClosedError());
        stream.write(text, (error) =>
          error ? reject(isClosed(error) ? new OutputClosedError() : error) : resolve(),
        );
      }),
  };
}

/** NO_COLOR (no-color.org) overrides FORCE_COLOR, which overrides the type of the stream. */
function wantsColor({ NO_COLOR, FORCE_COLOR, TERM }: Context["env"], isTerminal: boolean): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && TERM !== "dumb";
}

const isClosed = (error: Error): boolean =>
  "code" in error && ["EPIPE", "EOF", "ERR_STREAM_DESTROYED"].includes(String(error.code));

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
}
