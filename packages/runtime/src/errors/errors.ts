const BRAND = Symbol.for("mdmkit.error");

export type ErrorCode =
  | "authentication"
  | "permission"
  | "not-found"
  | "conflict"
  | "validation"
  | "rate-limit"
  | "vendor-unavailable"
  | "timeout"
  | "aborted"
  | "connection"
  | "invalid-response"
  | "unsupported-capability"
  | "confirmation"
  | "invalid-input";

export type InvalidResponseReason =
  | "malformed-json"
  | "not-json"
  | "html"
  | "truncated"
  | "redirect"
  | "shape";

/** What is known about a failure; only what is given becomes a property. */
export type ErrorFacts = {
  vendor?: string | undefined;
  operation?: string | undefined;
  status?: number | undefined;
  /** Overrides what the class says. */
  retryable?: boolean | undefined;
  /** Seconds. */
  retryAfter?: number | undefined;
  vendorCode?: string | undefined;
  requestId?: string | undefined;
  permission?: readonly string[] | undefined;
  /** The vendor's own words; they may name people, so they stay out of the message and out of logs. */
  vendorMessage?: string | undefined;
  cause?: unknown;
};

/** Every failure mdmkit reports. The message has no secrets, bodies or personal data: `[vendor] operation: what happened. What to do.` */
export abstract class MdmError extends Error {
  declare readonly code: ErrorCode;
  declare readonly vendor?: string;
  declare readonly operation?: string;
  /** HTTP status of the answer. */
  declare readonly status?: number;
  /** The same call may succeed later. Says nothing about whether a write has been done. */
  declare readonly retryable: boolean;
  /** True for a write that was sent and got no clear answer: it may have been done. Look before repeating it. */
  declare readonly unsettled?: true;
  /** How much of a write the vendor has done all the same: some of its requests, or all, and only reading the record failed. */
  declare readonly done?: "partly" | "wholly";
  /** Seconds to wait, when the vendor says. */
  declare readonly retryAfter?: number;
  /** The vendor's own error code. */
  declare readonly vendorCode?: string;
  /** Quote it to the vendor's support. */
  declare readonly requestId?: string;
  /** Vendor permissions, any one of which suffices. */
  declare readonly permission?: readonly string[];
  /** The vendor's own words; not enumerable, because they may name people. */
  declare readonly vendorMessage?: string;

  static {
    Object.assign(MdmError.prototype, { [BRAND]: true });
  }

  constructor(text: string, facts: ErrorFacts = {}) {
    const { cause, vendorMessage, ...shown } = facts;
    const origin = `${facts.vendor ? `[${facts.vendor}] ` : ""}${facts.operation ? `${facts.operation}: ` : ""}`;
    super(origin + text, cause === undefined ? undefined : { cause });
    const { code, retryable } = this;
    Object.assign(this, { code, retryable }, definedOnly(shown));
    Object.defineProperty(this, "vendorMessage", { value: vendorMessage });
  }

  /** Also true for errors made by another installed copy of mdmkit. */
  static is(value: unknown): value is MdmError {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  /** Own facts and message, for logs; no stack, no cause, no vendor text. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this);
  }
}

/** The vendor refuses the credential (401). */
export class AuthenticationError extends MdmError {
  declare readonly code: "authentication";
  static {
    define(AuthenticationError, "AuthenticationError", "authentication");
  }
}

/** The credential is good but may not do this (403); `permission` says what it lacks. */
export class PermissionError extends MdmError {
  declare readonly code: "permission";
  static {
    define(PermissionError, "PermissionError", "permission");
  }
}

/** There is no such record (404, 410). */
export class NotFoundError extends MdmError {
  declare readonly code: "not-found";
  static {
    define(NotFoundError, "NotFoundError", "not-found");
  }
}

/** The record is in a state that does not allow this (409). */
export class ConflictError extends MdmError {
  declare readonly code: "conflict";
  static {
    define(ConflictError, "ConflictError", "conflict");
  }
}

/** The vendor does not accept the input (400, 422 and other 4xx). */
export class ValidationError extends MdmError {
  declare readonly code: "validation";
  static {
    define(ValidationError, "ValidationError", "validation");
  }
}

/** Too many requests (429); `retryAfter` says how long to wait. */
export class RateLimitError extends MdmError {
  declare readonly code: "rate-limit";
  static {
    define(RateLimitError, "RateLimitError", "rate-limit", true);
  }
}

/** The vendor fails (5xx, 408). */
export class VendorUnavailableError extends MdmError {
  declare readonly code: "vendor-unavailable";
  static {
    define(VendorUnavailableError, "VendorUnavailableError", "vendor-unavailable", true);
  }
}

/** The call's deadline passed. A write may have been done all the same. */
export class TimeoutError extends MdmError {
  declare readonly code: "timeout";
  static {
    define(TimeoutError, "TimeoutError", "timeout", true);
  }
}

/** The caller's signal ended the call; its reason is the `cause`. */
export class AbortedError extends MdmError {
  declare readonly code: "aborted";
  static {
    define(AbortedError, "AbortedError", "aborted");
  }
}

/** No answer came: DNS, refused, TLS, reset. */
export class ConnectionError extends MdmError {
  declare readonly code: "connection";
  static {
    define(ConnectionError, "ConnectionError", "connection", true);
  }
}

/** An answer came that cannot be the vendor's API speaking. */
export class InvalidResponseError extends MdmError {
  declare readonly code: "invalid-response";
  declare readonly reason: InvalidResponseReason;
  constructor(text: string, facts: ErrorFacts & { reason: InvalidResponseReason }) {
    super(text, facts);
  }
  static {
    define(InvalidResponseError, "InvalidResponseError", "invalid-response");
  }
}

/** The vendor cannot do this; nothing was sent. */
export class UnsupportedCapabilityError extends MdmError {
  declare readonly code: "unsupported-capability";
  static {
    define(UnsupportedCapabilityError, "UnsupportedCapabilityError", "unsupported-capability");
  }
}

/** A destructive call lacks its confirmation, or it names something else; nothing was sent. */
export class ConfirmationError extends MdmError {
  declare readonly code: "confirmation";
  static {
    define(ConfirmationError, "ConfirmationError", "confirmation");
  }
}

/** The input cannot be sent as it is; nothing was sent. */
export class InvalidInputError extends MdmError {
  declare readonly code: "invalid-input";
  static {
    define(InvalidInputError, "InvalidInputError", "invalid-input");
  }
}

// On the prototype, so that the name is already there when the engine writes the head of the stack.
function define(target: { prototype: MdmError }, name: string, code: ErrorCode, retryable = false): void {
  Object.assign(target.prototype, { name, code, retryable });
}

function definedOnly(facts: object): object {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
