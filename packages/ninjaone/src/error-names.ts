import type { ErrorEnvelope, Fetch } from "@mdmkit/runtime";

/** Codes of a 401 that says that a valid token lacks a scope; another token would lack it too. */
const LACKS_SCOPE = ["insufficient_privileges", "insufficient_scope"];

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
    if (response.status < 400 || !/json/i.test(response.headers.get("content-type") ?? "")) return response;
    const text = await response.text();
    const headers = new Headers(response.headers);
    headers.delete("content-length");
    const { resultCode, errorMessage, incidentId } = partsOf(text);
    if (typeof incidentId === "string") headers.set("x-request-id", incidentId);
    const body =
      errorMessage === undefined ? text : JSON.stringify({ code: resultCode, message: errorMessage });
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
