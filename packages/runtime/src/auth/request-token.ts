import { InvalidResponseError } from "../errors/errors.ts";
import { MdmError } from "../errors/mdm-error.ts";
import { parseBody } from "../errors/read-body.ts";
import { connectionError, errorOf } from "../errors/response-error.ts";
import type { Fetch } from "../requests/prepare-request.ts";

const TIMEOUT_MS = 30_000;

export type TokenRequest = {
  readonly url: string;
  readonly init: RequestInit;
  readonly vendor: string;
  readonly fetch: Fetch;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The property that a response must have. */
  readonly has: string;
  /** The error of a response that is no success. */
  rejected(error: MdmError): MdmError;
};

/** One request to an OAuth endpoint, on its own clock: no caller's signal ends it, because others wait for it too. */
export async function requestToken(request: TokenRequest): Promise<Record<string, unknown>> {
  const { url, init, vendor, fetch, now, has, rejected } = request;
  const facts = { vendor, operation: "token request" };
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, { ...init, signal: controller.signal });
    if (!response.ok) throw rejected(await errorOf(response, { url, facts, now }));
    const body = parseBody(await response.text(), response, facts);
    if (isWith(body, has)) return body;
    const advice = "Check `tokenUrl`.";
    throw new InvalidResponseError(`the response has no ${has}.`, { ...facts, advice, reason: "shape" });
  } catch (cause) {
    throw MdmError.is(cause) ? cause : connectionError(url, cause, facts);
  } finally {
    clearTimeout(timer);
  }
}

function isWith(body: unknown, name: string): body is Record<string, unknown> {
  return typeof body === "object" && body !== null && name in body;
}
