import { EXIT, type ExitCode } from "./exit-code.ts";

/** A failure the command line itself finds; `message` says what happened, `advice` what to do. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;
  readonly advice: string | undefined;
  constructor(message: string, { exitCode, advice }: { exitCode: ExitCode; advice?: string }) {
    super(message);
    this.exitCode = exitCode;
    this.advice = advice;
  }
}

/** The command line is wrong. */
export function usageError(message: string, advice?: string): CommandError {
  return new CommandError(message, { exitCode: EXIT.usage, advice });
}

/** The reader of the output is gone (`| head`); there is nobody left to tell. */
export class OutputClosedError extends Error {}
