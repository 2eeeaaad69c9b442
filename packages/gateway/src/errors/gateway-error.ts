import type { ErrorCode } from "@mdmkit/runtime";

/** One invalid input: its path, and what is wrong with it. Never the value. */
export type Failure = { readonly path: string; readonly message: string };

/** The message of a missing input. */
export const REQUIRED = "is required";

/** An error of this service or of the caller, not of the vendor. The message is shown to the caller. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly status: number;
  readonly failures: readonly Failure[];
  /** For programs, where the status is not precise enough. */
  readonly code: ErrorCode | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    { failures = [], code, headers = {} }: Partial<Pick<GatewayError, "failures" | "code" | "headers">> = {},
  ) {
    super(message);
    this.status = status;
    this.failures = failures;
    this.code = code;
    this.headers = headers;
  }
}
