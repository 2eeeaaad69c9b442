import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { Context } from "../process/context.ts";
import { EXIT } from "../process/exit-code.ts";
import { CommandError, usageError } from "../process/problem.ts";

/** Whether there is a person to ask. */
export function canAsk({ stdin, stderr }: Pick<Context, "stdin" | "stderr">): boolean {
  return stdin.isTTY === true && stderr.isTerminal;
}

/** One line from a person, or from a pipe when there is no question; `hidden` does not show what is typed. */
export async function readLine(
  context: Context,
  { question, hidden = false }: { question?: string; hidden?: boolean },
): Promise<string> {
  if (question !== undefined) await context.stderr.write(question);
  context.signal.throwIfAborted();
  if (context.stdin.readableEnded) throw usageError("Nothing was typed.");
  const swallow = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({
    input: context.stdin,
    output: hidden ? swallow : undefined,
    terminal: hidden,
  });
  const stopped = new AbortController();
  try {
    return await new Promise<string>((resolve, reject) => {
      context.signal.addEventListener("abort", () => reject(context.signal.reason), {
        signal: stopped.signal,
      });
      reader.once("line", (line) => {
        resolve(line);
        reader.close(); // at once, so that the next question finds what comes after
      });
      // In hidden mode the terminal hands over Ctrl-C as a key.
      reader.once("SIGINT", () => reject(new CommandError("Interrupted.", { exitCode: EXIT.interrupted })));
      reader.once("close", () => reject(usageError("Nothing was typed.")));
    });
  } finally {
    stopped.abort();
    reader.close();
    if (hidden || context.signal.aborted) await context.stderr.write("\n");
  }
}

/** The value of a secret input given as `-`: a line, hidden when a person types it. */
export async function readSecret(context: Context, option: string): Promise<string> {
  const line = await readLine(context, canAsk(context) ? { question: `${option}: `, hidden: true } : {});
  if (line === "") throw usageError(`--${option} - found nothing on standard input.`);
  return line;
}
