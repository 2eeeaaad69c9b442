import { isRecord } from "@mdmkit/runtime";
import type { UnifiedComponents } from "@mdmkit/unified";
import { CommandError } from "../process/command-error.ts";
import { exitCodeFor } from "../process/describe-error.ts";
import { EXIT, type ExitCode } from "../process/exit-code.ts";

/** The result of an openapi-fetch call. */
export type GatewayResponse<Data> = {
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
};

type ErrorBody = UnifiedComponents["schemas"]["Error"];

const EXIT_CODES: Readonly<Record<number, ExitCode>> = {
  400: EXIT.usage,
  401: EXIT.credentials,
  403: EXIT.credentials,
  404: EXIT.notFound,
  409: EXIT.refused,
  422: EXIT.usage,
};

/** The data of a successful response; throws `CommandError` for any other response. */
export function dataOf<Data>({ data, error, response }: GatewayResponse<Data>, url: string): Data {
  if (!response.headers.has("x-request-id")) throw notAGateway(url, response.status);
  // openapi-fetch leaves `data` out for a 204, for which the document declares no data.
  if (response.ok) return data as Data;
  throw responseError(error, response);
}

/** The error for a request without a response. */
export function connectionError(error: unknown, url: string): CommandError {
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return new CommandError(`The gateway at ${url} did not respond within the time limit.`, {
      exitCode: EXIT.failed,
      advice: "--timeout SECONDS sets a longer limit.",
    });
  }
  if (error instanceof SyntaxError) return notAGateway(url);
  return new CommandError(`Cannot connect to a gateway at ${url}${codeOf(error)}.`, {
    exitCode: EXIT.failed,
    advice: "`mdmkit gateway` starts one. Set its URL with --url or MDMKIT_GATEWAY_URL.",
  });
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return isRecord(cause) && typeof cause.code === "string" ? ` (${cause.code})` : "";
}

function notAGateway(url: string, status?: number): CommandError {
  const what = status === undefined ? "" : ` (HTTP ${status})`;
  return new CommandError(`The server at ${url} is not an mdmkit gateway${what}.`, {
    exitCode: EXIT.failed,
    advice: "Set the gateway's URL with --url or MDMKIT_GATEWAY_URL.",
  });
}

function responseError(body: unknown, { status, headers }: Response): CommandError {
  const { message, details, truto_is_remote_error: isRemote } = errorOf(body, status);
  const failures = (details?.failures ?? []).map(({ path, message: what }) => `${path} ${what}`);
  const text = [message, ...(failures.length > 0 ? [`${failures.join("; ")}.`] : [])].join(" ");
  const code = details?.code;
  const isGatewayToken = status === 401 && !isRemote;
  const advice = isGatewayToken
    ? "MDMKIT_GATEWAY_TOKEN must hold a token of this gateway. `mdmkit gateway --admin-token` starts it with a new one."
    : status >= 500
      ? `See the gateway's log for request id ${headers.get("x-request-id")}.`
      : undefined;
  return new CommandError(text, {
    exitCode: typeof code === "string" ? exitCodeFor(code) : (EXIT_CODES[status] ?? EXIT.failed),
    ...(advice && { advice }),
  });
}

function errorOf(body: unknown, status: number): Partial<ErrorBody> & { message: string } {
  return isErrorBody(body) ? body : { message: `The gateway returned HTTP ${status}.` };
}

const isErrorBody = (body: unknown): body is ErrorBody =>
  isRecord(body) && typeof body.message === "string" && typeof body.statusCode === "number";
