import type { ErrorEnvelope, Fetch } from "@mdmkit/runtime";

/** Codes of a 401 that says that a valid token lacks a scope; another token would lack it too. */
const LACKS_SCOPE = ["insufficient_privileges", "insufficient_scope"];

/** What a header takes; another value would fail the call. */
const IN_HEADER = /^[\x21-\x7e]+$/;

/** A missing scope is no wrong credential, although the status is 401. */
export function readError(error: ErrorEnvelope): ErrorEnvelope {
  const lacksScope = error.status === 401 && LACKS_SCOPE.includes(error.vendorCode ?? "");
  return lacksScope ? { ...error, status: 403 } : error;
}

/**
 * Gives the parts of an error body the names that the transport reads: `resultCode` is a code, `errorMessage` a message, and
 * `incidentId` what the vendor's support asks for.
 */
export function withErrorNames(fetch: Fetch = (url, init) => globalThis.fetch(url, init)): Fetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    // JSON comes without its content type, too.
    if (response.status < 400 || /html/i.test(response.headers.get("content-type") ?? "")) return response;
    const text = await response.text();
    const headers = new Headers(response.headers);
    headers.delete("content-length");
    const { resultCode, errorMessage, incidentId } = partsOf(text);
    if (typeof incidentId === "string" && IN_HEADER.test(incidentId)) headers.set("x-request-id", incidentId);
    const hasOwnNames = errorMessage !== undefined || resultCode !== undefined;
    const body = hasOwnNames ? JSON.stringify({ code: resultCode, message: errorMessage }) : text;
    return new Response(body, { status: response.status, statusText: response.statusText, headers });
  };
}

type Parts = { resultCode?: unknown; errorMessage?: unknown; incidentId?: unknown };

function partsOf(text: string): Parts {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? body : {};
  } catch {
    return {};
  }
}
