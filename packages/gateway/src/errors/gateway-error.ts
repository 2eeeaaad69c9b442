import type { ErrorCode } from "@mdmkit/runtime";

/** One input that did not pass: where it is, and what is wrong with it. Never the value. */
export type Failure = { readonly path: string; readonly message: string };

/** What is wrong with an input that is not there. */
export const REQUIRED = "is required";

/** A fault that is ours or the caller's, not the vendor's. The message is shown to the caller. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly status: number;
  readonly failures: readonly Failure[];
  /** For programs, where the status does not say enough. */
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
