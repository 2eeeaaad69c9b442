import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { CommandError, usageError } from "../process/command-error.ts";
import type { Context } from "../process/context.ts";
import { EXIT } from "../process/exit-code.ts";

/** Questions can be asked: input and messages are on a terminal. */
export function canPrompt({ stdin, stderr }: Pick<Context, "stdin" | "stderr">): boolean {
  return stdin.isTTY === true && stderr.isTerminal;
}

/** Reads one line from standard input, after a question if one is given. `hidden` does not echo what is typed. */
export async function readLine(
  context: Context,
  { question, hidden = false }: { question?: string; hidden?: boolean },
): Promise<string> {
  if (question !== undefined) await context.stderr.write(question);
  context.signal.throwIfAborted();
  if (context.stdin.readableEnded) throw noInput();
  const discard = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({
    input: context.stdin,
    output: hidden ? discard : undefined,
    terminal: hidden,
  });
  const finished = new AbortController();
  try {
    return await new Promise<string>((resolve, reject) => {
      context.signal.addEventListener("abort", () => reject(context.signal.reason), {
        signal: finished.signal,
      });
      reader.once("line", (line) => {
        resolve(line);
        reader.close(); // at once, so that the rest of the input is left for the next question
      });
      // In hidden mode the terminal is raw and passes Ctrl-C on as a key.
      reader.once("SIGINT", () => reject(new CommandError("Interrupted.", { exitCode: EXIT.interrupted })));
      reader.once("close", () => reject(noInput()));
    });
  } finally {
    finished.abort();
    reader.close();
    if (hidden || context.signal.aborted) await context.stderr.write("\n");
  }
}

const noInput = () => usageError("Standard input ended before a line was read.");

/** The value of a secret option given as `-`: one line of standard input, hidden on a terminal. */
export async function readSecret(context: Context, option: string): Promise<string> {
  const line = await readLine(context, canPrompt(context) ? { question: `${option}: `, hidden: true } : {});
  if (line === "") throw usageError(`--${option} - read an empty line from standard input.`);
  return line;
}
