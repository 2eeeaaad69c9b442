import { composeMessage, type ErrorCode, MdmError } from "@mdmkit/runtime";
import { CommandError, OutputClosedError } from "./command-error.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";

const EXIT_CODES: Partial<Record<ErrorCode, ExitCode>> = {
  authentication: EXIT.credentials,
  permission: EXIT.credentials,
  "not-found": EXIT.notFound,
  "unsupported-capability": EXIT.refused,
  "unsupported-operation": EXIT.refused,
  confirmation: EXIT.refused,
  "invalid-input": EXIT.usage,
};

/** Commands and options that help with an error, added to its own advice. */
const HINTS: Partial<Record<ErrorCode, string>> = {
  authentication: "`mdmkit vendors` lists the credentials to set, `mdmkit check` verifies them.",
  timeout: "--timeout SECONDS sets a longer limit.",
  validation: "--verbose shows the vendor's message.",
  "unsupported-capability": "`mdmkit capabilities` lists what the vendor supports.",
};

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof OutputClosedError) return EXIT.ok;
  if (error instanceof CommandError) return error.exitCode;
  return MdmError.is(error) ? exitCodeFor(error.code) : EXIT.failed;
}

/** Exit code for the code of an `MdmError`, also of one that a gateway returned. */
export const exitCodeFor = (code: string): ExitCode =>
  Object.entries(EXIT_CODES).find(([known]) => known === code)?.[1] ?? EXIT.failed;

/** The problem and, on a second line, the advice; more lines with --verbose. */
export function describeError(error: unknown, { verbose }: { verbose: boolean }): string[] {
  const { problem, advice } = problemAndAdvice(error);
  const lines = advice ? [problem, advice] : [problem];
  const stack = error instanceof Error ? (error.stack ?? "").split("\n").slice(1) : [];
  return verbose ? [...lines, ...details(error), ...stack] : lines;
}

function problemAndAdvice(error: unknown): { problem: string; advice?: string | undefined } {
  if (error instanceof CommandError) return { problem: error.message, advice: error.advice };
  if (MdmError.is(error)) {
    const { code, problem, advice, vendor, operation, outcome, completed } = error;
    return {
      // Without a vendor there was nothing to send, such as a port that is in use.
      problem: composeMessage(problem, {
        vendor,
        operation,
        outcome: vendor === undefined ? undefined : outcome,
        completed,
      }),
      advice: [advice, HINTS[code]].filter(Boolean).join(" "),
    };
  }
  return {
    problem: `Unexpected error: ${error instanceof Error ? error.message : String(error)}`,
    advice: BUG,
  };
}

const BUG = "This is a bug in mdmkit. Run the command again with --verbose and report its output.";

function details(error: unknown): string[] {
  if (!MdmError.is(error)) return [];
  const { status, requestId, vendorCode, vendorMessage, cause } = error;
  const causeText = cause instanceof Error ? cause.message : undefined;
  const facts = {
    status,
    "request id": requestId,
    "vendor code": vendorCode,
    "vendor message": vendorMessage,
    cause: causeText,
  };
  return Object.entries(facts).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name}: ${value}`],
  );
}
