import type { ErrorEnvelope } from "@mdmkit/runtime";

/** Errors with 400 of a command that the state of the device does not allow. */
const CONFLICT =
  /^(?:command already running|command is not allowed for|this device is already locked|device is not in lost mode)\b/i;

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
