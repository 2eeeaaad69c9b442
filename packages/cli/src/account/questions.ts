import { Writable } from "node:stream";
import { confirm, isCancel, password, select, text } from "@clack/prompts";
import { CommandError } from "../process/command-error.ts";
import type { Context } from "../process/context.ts";
import { EXIT } from "../process/exit-code.ts";

type Choice = { readonly value: string; readonly label: string };

/** Questions on a terminal. Each rejects when the user cancels. */
export type Questions = {
  select(message: string, choices: readonly Choice[]): Promise<string>;
  /** `check` gives what is wrong with a value. */
  text(
    message: string,
    options: { placeholder: string; check(value: string): string | undefined },
  ): Promise<string>;
  /** What is typed is not shown. */
  secret(message: string, options: { check(value: string): string | undefined }): Promise<string>;
  confirm(message: string): Promise<boolean>;
};

/** Asks on the terminal of stdin and stderr, which must be one: see `canPrompt`. */
export function createQuestions({ stdin, stderr, signal }: Context): Questions {
  const output = Object.assign(
    new Writable({
      write: (chunk, _encoding, done) => void stderr.write(String(chunk)).then(() => done(), done),
    }),
    { columns: stderr.columns, isTTY: true },
  );
  const common = { input: stdin, output, signal: untilEnd(stdin, signal) };
  return {
    select: async (message, choices) =>
      answered(await select({ ...common, message, options: [...choices], showInstructions: false })),
    text: async (message, { placeholder, check }) =>
      answered(
        await text({ ...common, message, placeholder, validate: (value = "") => check(value) }),
      ).trim(),
    secret: async (message, { check }) =>
      answered(await password({ ...common, message, validate: (value = "") => check(value) })).trim(),
    confirm: async (message) => answered(await confirm({ ...common, message, initialValue: false })),
  };
}

/** Input that ends answers nothing any more: without this, a question would wait for ever. */
function untilEnd(stdin: Context["stdin"], signal: AbortSignal): AbortSignal {
  const ended = new AbortController();
  stdin.once("end", () => ended.abort());
  return AbortSignal.any([signal, ended.signal]);
}

function answered<Value>(answer: Value): Exclude<Value, symbol> {
  if (isCancel(answer) || typeof answer === "symbol")
    throw new CommandError("Canceled. Nothing was written.", { exitCode: EXIT.interrupted });
  return answer as Exclude<Value, symbol>; // a symbol is the one value that is no answer
}
