/** One input that did not pass: where it is, and what is wrong with it. Never the value. */
export type Failure = { readonly path: string; readonly message: string };

/** What is wrong with an input that is not there. */
export const REQUIRED = "is required";

/** A fault that is ours or the caller's, not the vendor's. The message is shown to the caller. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly status: number;
  readonly failures: readonly Failure[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    { failures = [], headers = {} }: { failures?: readonly Failure[]; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.failures = failures;
    this.headers = headers;
  }
}
