import type { UnifiedComponents } from "@mdmkit/unified";
import { isObject } from "../output/value.ts";
import { EXIT, type ExitCode } from "../process/exit-code.ts";
import { exitCodeFor } from "../process/explain.ts";
import { CommandError } from "../process/problem.ts";

/** As openapi-fetch gives it. */
export type Answer<Data> = {
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

/** The data of a success, which has none where the document promises none. */
export function readAnswer<Data>({ data, error, response }: Answer<Data>, url: string): Data {
  if (!response.headers.has("x-request-id")) throw noGateway(url, response.status);
  // The boundary: openapi-fetch types what a success holds, and leaves it out with 204.
  if (response.ok) return data as Data;
  throw refusal(error, response);
}

/** Nobody answered. */
export function unreachable(error: unknown, url: string): CommandError {
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return new CommandError(`The gateway at ${url} did not answer in time.`, {
      exitCode: EXIT.failed,
      advice: "A longer limit: --timeout SECONDS.",
    });
  }
  if (error instanceof SyntaxError) return noGateway(url);
  return new CommandError(`No gateway answers at ${url}${codeOf(error)}.`, {
    exitCode: EXIT.failed,
    advice: "`mdmkit gateway` starts one; --url or MDMKIT_GATEWAY_URL says where it is.",
  });
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return isObject(cause) && typeof cause.code === "string" ? ` (${cause.code})` : "";
}

function noGateway(url: string, status?: number): CommandError {
  const how = status === undefined ? "" : ` (HTTP ${status})`;
  return new CommandError(`What answers at ${url} is no gateway${how}.`, {
    exitCode: EXIT.failed,
    advice: "--url or MDMKIT_GATEWAY_URL says where it is.",
  });
}

function refusal(body: unknown, { status, headers }: Response): CommandError {
  const { message, details, truto_is_remote_error: isRemote } = errorOf(body, status);
  const failures = (details?.failures ?? []).map(({ path, message: what }) => `${path} ${what}`);
  const text = [message, ...(failures.length > 0 ? [`${failures.join("; ")}.`] : [])].join(" ");
  const code = details?.code;
  const isOurToken = status === 401 && !isRemote;
  const advice = isOurToken
    ? "MDMKIT_GATEWAY_TOKEN must be a token of this gateway; `mdmkit gateway --admin-token` starts it with a new one."
    : status >= 500
      ? `The gateway's log has more under the request id ${headers.get("x-request-id")}.`
      : undefined;
  return new CommandError(text, {
    exitCode: typeof code === "string" ? exitCodeFor(code) : (EXIT_CODES[status] ?? EXIT.failed),
    ...(advice && { advice }),
  });
}

/** What is no envelope tells its status alone. */
function errorOf(body: unknown, status: number): Partial<ErrorBody> & { message: string } {
  return isEnvelope(body) ? body : { message: `The gateway answered ${status}.` };
}

const isEnvelope = (body: unknown): body is ErrorBody =>
  isObject(body) && typeof body.message === "string" && typeof body.statusCode === "number";
