import { MdmError } from "./mdm-error.ts";

/** Codes of failures before anything was sent: no connection was made, so the vendor has not received the request. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "ConnectionRefused",
  "FailedToOpenSocket",
  "Connect",
]);

/** Codes of requests that the platform refuses to send as they are: a header, a method or a URL is invalid. */
const REFUSED =
  /^(?:ERR_(?:HTTP_)?INVALID_(?:CHAR|HEADER|HTTP_TOKEN|PROTOCOL|URL)|ERR_UNESCAPED|UND_ERR_INVALID_ARG)/;

/** Codes of TLS failures: repeating does not help. */
const TLS = /CERT|TLS|SSL|SELF_SIGNED|VERIFY/;

/** The platform's code of a network failure: `cause.code` in Node, `code` in Bun, and in Deno that it did not connect. */
export function networkCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    // Our own errors have a code as well, which is not the network's.
    if (!MdmError.is(at) && "code" in at && typeof at.code === "string") return at.code;
    // Deno has no codes: its message names the phase that failed, and this is the one before anything is sent.
    if (at.message.includes("error (Connect)")) return "Connect";
  }
  return undefined;
}

/** Whether a code is that of a request that the platform refuses to send. */
export function isRefusedByPlatform(code = ""): boolean {
  return REFUSED.test(code);
}

/** Whether a code of a network failure is one of TLS, such as an expired certificate. */
export function isTlsCode(code = ""): boolean {
  return TLS.test(code);
}

/**
 * Whether a failure shows that no connection was made, or none that anything was sent over. What OpenSSL reports can also break
 * off the response to what was sent.
 */
export function neverSent(error: unknown): boolean {
  const code = networkCode(error) ?? "";
  return NEVER_SENT.has(code) || (isTlsCode(code) && !code.startsWith("ERR_SSL"));
}
