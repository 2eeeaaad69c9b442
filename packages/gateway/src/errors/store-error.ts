import { type ErrorCode, MdmError } from "@mdmkit/runtime";

/**
 * `key`: an encryption key is missing or does not fit. `in-use`: another process uses the folder. `version`: the database was made
 * by another release. `unavailable`: the database does not respond, or refuses. `full`: its disk is full. `damaged`: files of the
 * database are missing or overwritten. `broken`: it holds data that it never should.
 */
export type StoreErrorReason = "key" | "in-use" | "version" | "unavailable" | "full" | "damaged" | "broken";

const CODES: Record<StoreErrorReason, ErrorCode> = {
  key: "invalid-input",
  "in-use": "conflict",
  version: "conflict",
  unavailable: "connection",
  full: "connection",
  damaged: "invalid-response",
  broken: "invalid-response",
};
const TEMPORARY: readonly StoreErrorReason[] = ["unavailable", "full"];

/** The gateway's database cannot be read or written: never an error of the caller or the vendor. */
export class StoreError extends MdmError {
  /** The code that fits the reason: `conflict` for `in-use`, for example. */
  override readonly code: ErrorCode;
  /** True where the same call can succeed later: `unavailable` and `full`. */
  override readonly retryable: boolean;
  /** The name of the class. */
  override readonly name = "StoreError";
  /** What is wrong with the database. */
  readonly reason: StoreErrorReason;

  constructor(reason: StoreErrorReason, problem: string, advice?: string) {
    super(problem, { advice });
    this.reason = reason;
    this.code = CODES[reason];
    this.retryable = TEMPORARY.includes(reason);
  }
}

/** Codes of PostgreSQL whose messages name files and pages, and never quote stored data. */
const DAMAGE = /^(?:XX00[12]|58P01|58030)$/;
const FULL = /^(?:53100|ENOSPC)$/;

/**
 * The failure of a database driver without its message and parameters, which may hold stored data. The code is PostgreSQL's or the
 * operating system's; `path` is that of an embedded database.
 */
export function databaseFailure(error: unknown, path?: string): MdmError {
  if (MdmError.is(error)) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
  const place = path === undefined ? "" : ` in ${path}`;
  if (FULL.test(code))
    return new StoreError("full", `The disk of the database${place} is full (${code}).`, "Free some space.");
  if (DAMAGE.test(code) && error instanceof Error)
    return new StoreError("damaged", `The database${place} is damaged: ${error.message} (${code}).`, STOP);
  const problem = /^(?!08|53|57)\d/.test(code) ? "refused a statement" : "does not respond";
  return new StoreError("unavailable", `The database ${problem} (${code}).`);
}

const STOP = "Stop the gateway and restore a backup.";

/** Why an embedded database does not start. `output` is what PostgreSQL wrote, which holds no stored data at this point. */
export function openingFailure(
  error: unknown,
  { path, output }: { path: string | undefined; output: string },
): MdmError {
  const messages = output
    .split("\n")
    .flatMap((line) => /(?:PANIC|FATAL|DETAIL): +(.+)/.exec(line)?.[1] ?? []);
  const why =
    messages.join(" ").replace(/\.$/, "") || (error instanceof Error ? error.message : "unknown reason");
  const problem = `The database in ${path ?? "memory"} does not start: ${why}.`;
  if (/No space left on device/.test(why))
    return new StoreError("full", problem, "Free some space on its disk.");
  if (/PostgreSQL version/.test(why))
    return new StoreError(
      "version",
      problem,
      "Start the release that created it, or restore a backup of this one.",
    );
  return new StoreError("damaged", problem, "Restore the folder from a backup.");
}
