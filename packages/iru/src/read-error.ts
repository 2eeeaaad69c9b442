import type { ErrorEnvelope, Fetch } from "@mdmkit/runtime";

/** Errors with 400 of a command that the state of the device does not allow. */
const CONFLICT = /^(?:command already running|this device is already locked|device is not in lost mode)\b/i;

/** What the proxy in front of the API says of a path, or of a host, that it does not know. */
const NO_ROUTE = /^no route matched\b/i;

/**
 * The vendor says 401 for a missing permission, too, and 404 for everything in the wrong region. A command that the state of a device does
 * not allow is no wrong input.
 */
export function readError(error: ErrorEnvelope): ErrorEnvelope {
  const { status, vendorMessage = "" } = error;
  if (status === 401) {
    const advice = "Check the token, and that it is allowed this endpoint: Iru rejects both in the same way.";
    return { ...error, advice };
  }
  if (status === 404 && NO_ROUTE.test(vendorMessage)) {
    const advice =
      "Check `subdomain` and `region`, or `baseUrl`; a tenant may also lack a product, such as Prism.";
    return { ...error, advice };
  }
  return status === 400 && CONFLICT.test(vendorMessage) ? { ...error, status: 409 } : error;
}

/** What the proxy in front of the API calls the id of a request; a header takes nothing else. */
const IN_HEADER = /^[\x21-\x7e]+$/;

/** Gives bodies of errors that are a text, a list of texts or fields with their problems the form that the transport reads. */
export function withErrorTexts(fetch: Fetch = (url, init) => globalThis.fetch(url, init)): Fetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    if (response.status < 400 || /html/i.test(response.headers.get("content-type") ?? "")) return response;
    const text = await response.text();
    const headers = new Headers(response.headers);
    headers.delete("content-length");
    const { status, statusText } = response;
    const { message, requestId } = partsOf(text);
    if (requestId !== undefined && IN_HEADER.test(requestId)) headers.set("x-request-id", requestId);
    const body = message === undefined ? text : JSON.stringify({ message });
    return new Response(body, { status, statusText, headers });
  };
}

type Parts = { message?: string; requestId?: string };

function partsOf(text: string): Parts {
  const body = parsed(text);
  if (typeof body === "string") return { message: body };
  if (typeof body !== "object" || body === null) return {};
  const { request_id: id, ...fields }: Record<string, unknown> = { ...body };
  const parts: Parts = typeof id === "string" ? { requestId: id } : {};
  if (Array.isArray(body)) return { ...parts, message: textsIn(body).join(" ") };
  const problems = Object.entries(fields).flatMap(([name, value]) =>
    Array.isArray(value) ? [`${name}: ${textsIn(value).join(" ")}`] : [],
  );
  return problems.length > 0 ? { ...parts, message: problems.join(" ") } : parts;
}

const textsIn = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === "string");

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
