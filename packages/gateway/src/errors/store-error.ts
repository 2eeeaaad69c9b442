import { type ErrorCode, MdmError } from "@mdmkit/runtime";

/**
 * `key`: a key is missing or does not fit. `in-use`: another process has the folder. `version`: the database does not fit this
 * release. `unavailable`: the database does not answer, or refuses. `broken`: it holds what it never should.
 */
export type StoreErrorReason = "key" | "in-use" | "version" | "unavailable" | "broken";

const CODES: Record<StoreErrorReason, ErrorCode> = {
  key: "invalid-input",
  "in-use": "conflict",
  version: "conflict",
  unavailable: "connection",
  broken: "invalid-response",
};

/** What the gateway keeps cannot be read or written: never the caller's fault, and never the vendor's. */
export class StoreError extends MdmError {
  override readonly code: ErrorCode;
  override readonly retryable: boolean;
  override readonly name = "StoreError";
  readonly reason: StoreErrorReason;

  constructor(reason: StoreErrorReason, text: string) {
    super(text);
    this.reason = reason;
    this.code = CODES[reason];
    this.retryable = reason === "unavailable";
  }
}

/**
 * A driver's failure without its words and parameters, which may hold what was stored. The code is PostgreSQL's or the
 * operating system's.
 */
export function databaseFailure(error: unknown): MdmError {
  if (MdmError.is(error)) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
  const what = /^(?!08|53|57)\d/.test(code) ? "refused a statement" : "does not answer";
  return new StoreError("unavailable", `The database ${what} (${code}).`);
}
