import { EXIT, type ExitCode } from "./exit-code.ts";

/** An error found by the command line itself. `message` states the problem, `advice` what to do about it. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;
  readonly advice: string | undefined;
  constructor(message: string, { exitCode, advice }: { exitCode: ExitCode; advice?: string }) {
    super(message);
    this.exitCode = exitCode;
    this.advice = advice;
  }
}

/** The command line or its input is invalid. */
export function usageError(message: string, advice?: string): CommandError {
  return new CommandError(message, { exitCode: EXIT.usage, advice });
}

/** The reader closed the output (`| head`), so no message can be shown. */
export class OutputClosedError extends Error {}
