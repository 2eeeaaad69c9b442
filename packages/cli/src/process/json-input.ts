import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { usageError } from "./command-error.ts";
import type { Context } from "./context.ts";

/** Undefined for text that is not JSON: the parser's own message may quote a secret. */
export function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** The text of a file, or of standard input for `-`. */
export async function readInput({ stdin }: Pick<Context, "stdin">, path: string): Promise<string> {
  if (path === "-") return text(stdin);
  return readFile(path, "utf8").catch(() => {
    throw usageError(`Cannot read the file ${path}.`);
  });
}
