import { type ErrorCode, MdmError } from "@mdmkit/runtime";

/**
 * `key`: an encryption key is missing or does not fit. `in-use`: another process uses the folder. `version`: the database was made
 * by another release. `unavailable`: the database does not respond, or refuses. `broken`: it holds data that it never should.
 */
export type StoreErrorReason = "key" | "in-use" | "version" | "unavailable" | "broken";

const CODES: Record<StoreErrorReason, ErrorCode> = {
  key: "invalid-input",
  "in-use": "conflict",
  version: "conflict",
  unavailable: "connection",
  broken: "invalid-response",
};

/** The gateway's database cannot be read or written: never an error of the caller or the vendor. */
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
 * The failure of a database driver without its message and parameters, which may hold stored data. The code is PostgreSQL's or the
 * operating system's.
 */
export function databaseFailure(error: unknown): MdmError {
  if (MdmError.is(error)) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
  const problem = /^(?!08|53|57)\d/.test(code) ? "refused a statement" : "does not respond";
  return new StoreError("unavailable", `The database ${problem} (${code}).`);
}
