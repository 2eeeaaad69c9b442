import type { ErrorEnvelope } from "@mdmkit/runtime";

/** What a tenant without Intune answers to every device call. */
const NO_INTUNE = /^Request not applicable to target tenant\b/;

/** The app is known, but not in this tenant: no other token would help. */
const NOT_IN_TENANT = "Authorization_IdentityNotFound";

/** What the message appends: an id that never says anything, and an internal URL. */
const APPENDED = / - Operation ID \(for customer support\): [0-9a-f-]+|(?:,)? - Url: \S*?(?=;?\s|$)/gi;

/**
 * Device calls put an error of their own into the message, as JSON and sometimes as JSON in JSON; its code and message help more than those
 * around it.
 */
export function readError({ status, vendorCode, vendorMessage }: ErrorEnvelope): ErrorEnvelope {
  const inner = innermost({ vendorCode, vendorMessage });
  const error = { status, ...inner, vendorMessage: inner.vendorMessage?.replace(APPENDED, "") };
  if (status === 400 && NO_INTUNE.test(error.vendorMessage ?? "")) {
    return { ...error, status: 501, advice: "The tenant has no Intune. Check its licenses." };
  }
  if (error.vendorCode === NOT_IN_TENANT) {
    const advice = "Let an administrator of the tenant consent to the app, and check `tenantId`.";
    return { ...error, advice };
  }
  return error.vendorCode === "Forbidden" && status < 500 ? { ...error, status: 403 } : error;
}

type Reported = Pick<ErrorEnvelope, "vendorCode" | "vendorMessage">;

function innermost(reported: Reported): Reported {
  const { vendorMessage = "" } = reported;
  const end = vendorMessage.lastIndexOf("}") + 1; // details of the error may follow
  const { ErrorCode, Message } = objectIn(vendorMessage.slice(0, end));
  if (typeof Message !== "string") return reported;
  return innermost({
    vendorCode: typeof ErrorCode === "string" && ErrorCode ? ErrorCode : reported.vendorCode,
    vendorMessage: Message + vendorMessage.slice(end),
  });
}

/** The object that a text holds; an empty one if it holds none. */
function objectIn(text: string): Record<string, unknown> {
  if (!text.startsWith("{")) return {};
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
